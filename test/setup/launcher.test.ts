import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {findOldNode} from './old-node.ts';
import {run, start} from './run.ts';

let root: string;
const at = (...names: string[]): string => path.join(root, ...names);

/** Does as its argument tells, and says how it was run once it is ready for signals. */
const program = `
const [what] = process.argv.slice(2);
if (what === 'wait' || what === 'catch') setInterval(() => {}, 1000);
if (what === 'catch') process.on('SIGTERM', () => process.exit(9));
if (what === 'fail') process.exitCode = 7;
process.stdout.write(process.version + ' ' + process.argv.slice(2).join(' ') + '\\n');
`;

const oldNode = findOldNode() ?? '';

const addOwnNode = (): void => {
	mkdirSync(at('node_modules/node/bin'), {recursive: true});
	symlinkSync(realpathSync(process.execPath), at('node_modules/node/bin/node'));
};

beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'qbtui-launcher-'));
	mkdirSync(at('dist'));
	writeFileSync(at('package.json'), '{"type": "module"}');
	writeFileSync(at('dist/qbtui.js'), program);
	copyFileSync('scripts/launcher.js', at('dist/cli.js'));
});

afterEach(() => rmSync(root, {recursive: true, force: true}));

const home = () => ({HOME: root, XDG_CACHE_HOME: undefined, NODE_OPTIONS: undefined});

test('a new Node runs qbtui itself, also through a link, and keeps what it has compiled', async () => {
	symlinkSync(at('dist/cli.js'), at('qbtui'));
	const {code, out} = await run(process.execPath, [at('qbtui'), 'list', '--json'], home());
	expect({code, out}).toEqual({code: 0, out: `${process.version} list --json\n`});
	expect(existsSync(at('.cache/qbtui/compiled'))).toBe(true);
});

test('a HOME below which nothing can be made keeps nobody from running', async () => {
	const nowhere = {...home(), HOME: '/proc'};
	const {code, out} = await run(process.execPath, [at('dist/cli.js'), 'list'], nowhere);
	expect({code, out}).toEqual({code: 0, out: `${process.version} list\n`});
});

describe.skipIf(!oldNode)('an old Node', () => {
	test('says in one sentence what is needed', async () => {
		const {code, out, err} = await run(oldNode, [at('dist/cli.js')], home());
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(err).toMatch(/^qbtui needs Node 22\.19 or newer; this is v\d+\..*\n$/);
	});

	test("hands over to the checkout's own, and passes on its exit code", async () => {
		addOwnNode();
		const {code, out} = await run(oldNode, [at('dist/cli.js'), 'fail'], home());
		expect({code, out}).toEqual({code: 7, out: `${process.version} fail\n`});
	});

	test('passes signals on, and dies of the same', async () => {
		addOwnNode();
		const waiting = start(oldNode, [at('dist/cli.js'), 'wait'], home());
		await waiting.started;
		waiting.kill('SIGHUP');
		expect(await waiting.result).toMatchObject({code: null, signal: 'SIGHUP'});
		const catching = start(oldNode, [at('dist/cli.js'), 'catch'], home());
		await catching.started;
		catching.kill('SIGTERM');
		expect(await catching.result).toMatchObject({code: 9, signal: null});
	});

	test('leaves nothing running when it is killed', async () => {
		addOwnNode();
		const waiting = start(oldNode, [at('dist/cli.js'), 'wait'], home());
		await waiting.started;
		waiting.kill('SIGKILL');
		// Not before all that has its output open has ended.
		expect(await waiting.result).toMatchObject({code: null, signal: 'SIGKILL'});
	});
});
