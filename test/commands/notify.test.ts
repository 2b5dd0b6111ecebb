import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {parseArguments} from '../../source/arguments.ts';
import {key, serve} from '../service/serving.ts';
import {qbtui} from './qbtui.ts';

const v1 = 'a1'.repeat(20);
const v2 = 'b2'.repeat(32);
const id = v2.slice(0, 40);
const script = join(import.meta.dirname, '../../deploy/qbtui-notify.sh');

/** As qBittorrent fills them in: a name may be anything, and what there is not may be empty. */
const seven = [v1, '--json', '', '/ssd/--json', '3', '1000', 'a,b'];
const twelve = [v1, '-x "\\\n', 'tv', '/ssd/x', '', '/ssd', '3', '1000', '', 'udp://t', v2, id];

const nobody = {HTTP_PORT: '9', HTTP_API_KEY: key};

const makeFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-spool-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

type Told = {code: number | null; err: string};

/** TABLE: the two that tell, and say where they leave what is not taken. */
const tellers: Readonly<
	Record<
		string,
		(args: readonly string[], folder: string, env: Record<string, string>) => Promise<Told>
	>
> = {
	'qbtui notify': (args, folder, env) =>
		qbtui({args: ['notify', ...args], env: {QBTUI_STATE_DIR: folder, ...env}}),
	'the script': async (args, folder, env) => {
		const {status, stderr} = spawnSync('sh', [script, ...args], {
			encoding: 'utf8',
			env: {PATH: process.env.PATH, LOCK_DIR: folder, ...env},
		});
		return {code: status, err: stderr};
	},
};

describe.each(Object.entries(tellers))('%s', (_, tell) => {
	it.each<[string, readonly string[], string]>([
		['seven words', seven, v1],
		['twelve words, by the server’s own id', twelve, id],
		['a torrent of v2 alone', ['-', 'x', '', '/x', '', '/', '1', '1', '', '', v2, id], id],
		['words that were shifted', [v1, 'A', 'name"', 'x', 'y', 'z', '1', '2'], v1],
	])('leaves word when nobody listens: %s', async (_, args, hash) => {
		const folder = makeFolder();
		const {code, err} = await tell(args, folder, nobody);
		expect(code).toBe(0);
		const [name = '', ...others] = readdirSync(join(folder, 'queue'));
		expect(others).toEqual([]);
		expect(name).toMatch(new RegExp(`^${hash}_\\d{10}\\.queue$`));
		expect(err).toContain(name);
		const [first, second] = readFileSync(join(folder, 'queue', name), 'utf8').split('\n');
		expect([first, `${first}_${second}.queue`]).toEqual([hash, name]);
	});

	it('tells the service, and leaves nothing', async () => {
		const one = await serve();
		const folder = makeFolder();
		const env = {HTTP_PORT: new URL(one.url).port, HTTP_API_KEY: key};
		expect((await tell(twelve, folder, env)).code).toBe(0);
		expect(readdirSync(folder)).toEqual([]);
		expect((await one.get('/jobs')).body.jobs).toMatchObject([{hashes: [id]}]);
	});

	it('leaves word when its key is wrong, and does not say the key', async () => {
		const one = await serve();
		const folder = makeFolder();
		const env = {HTTP_PORT: new URL(one.url).port, HTTP_API_KEY: 'another-key"\\$'};
		const {code, err} = await tell(seven, folder, env);
		expect(code).toBe(0);
		expect(err).toMatch(/401/);
		expect(err).not.toContain('another-key');
		expect(readdirSync(join(folder, 'queue'))).toHaveLength(1);
	});

	it('leaves word without a key', async () => {
		const folder = makeFolder();
		const {code, err} = await tell(seven, folder, {HTTP_PORT: '9'});
		expect([code, readdirSync(join(folder, 'queue')).length]).toEqual([0, 1]);
		expect(err).toMatch(/key/);
	});

	it('without a hash it is wrong usage', async () => {
		const folder = makeFolder();
		for (const args of [[], ['-', ...seven.slice(1)], ['%I']]) {
			expect((await tell(args, folder, nobody)).code).toBe(2);
		}
		expect(readdirSync(folder)).toEqual([]);
	});

	it('says so when nothing can be left', async () => {
		const {code, err} = await tell(seven, script, nobody);
		expect(code).toBe(1);
		expect(err).toContain(script);
	});
});

it('says what keeps it from being left, and why nobody took it', async () => {
	const env = {...nobody, QBTUI_STATE_DIR: '/sys/qbtui'};
	const {code, out, err} = await qbtui({args: ['notify', ...seven, '--json'], env});
	expect(code).toBe(1);
	expect(JSON.parse(out)).toMatchObject({error: {code: 'NotWritable'}});
	expect(err).toMatch(/^qbtui: .*127\.0\.0\.1:9.* Nor can it be left in \/sys\/qbtui: /);
});

it('says with --dry-run what it would tell, and to whom', async () => {
	const {code, out} = await qbtui({args: ['notify', '--dry-run', '--json', ...seven], env: nobody});
	expect(code).toBe(0);
	expect(JSON.parse(out)).toMatchObject({
		...{dry_run: true, where: '127.0.0.1:9'},
		body: {hash: v1, params: {hash_v1: v1, name: '--json', category: '', tags: 'a,b'}},
	});
});

it.each([
	[['notify', ...seven], seven, {}],
	[
		['notify', '--config', 'x', '--json', '-', '--json', 'x'],
		['-', '--json', 'x'],
		{config: 'x', json: true},
	],
	[['notify', '--config=x', v1], [v1], {config: 'x'}],
	[['notify', '--nonsense', v1], ['--nonsense', v1], {}],
])('its words are taken as they are: %j', (argv, words, flags) => {
	expect(parseArguments(argv)).toEqual({input: ['notify', ...words], flags});
});
