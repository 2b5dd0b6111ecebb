import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {openTerminal} from '../screen/terminal.ts';
import {findOldNode} from '../setup/old-node.ts';
import {environmentFor, patience} from '../stories/program.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'qbtui-npm-'));
const prefix = join(folder, 'prefix');
const qbtui = join(prefix, 'bin/qbtui');
afterAll(() => rmSync(folder, {recursive: true, force: true}));

beforeAll(() => {
	const packages = join(folder, 'packages');
	const script = join(root, 'scripts/package.ts');
	execFileSync(process.execPath, [script, 'npm', '--to', packages], {cwd: root});
	const archive = readdirSync(packages).find(name => name.endsWith('.tgz')) ?? '';
	execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {cwd: packages, stdio: 'pipe'});
	// A registry that nobody can reach, and no cache.
	const alone = ['--registry=http://127.0.0.1:9', `--cache=${join(folder, 'cache')}`];
	const args = ['install', '--global', '--no-audit', '--no-fund', `--prefix=${prefix}`, ...alone];
	execFileSync('npm', [...args, join(packages, archive)], {stdio: 'pipe'});
});

/** That Node is the one that is found. */
const withNode = (node: string) => ({
	...{...process.env, ...environmentFor(folder)},
	PATH: `${dirname(node)}:${process.env.PATH}`,
});

it('the npm package installs into an empty prefix without downloading anything, and runs', () => {
	const installed = join(prefix, 'lib/node_modules/qbtui');
	expect(readdirSync(installed).sort()).toEqual(
		[
			...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md'],
			...['deploy', 'dist', 'docs', 'package.json'],
		].sort(),
	);
	const links = readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\(([\w./-]+)\)/g);
	const dead = [...links].filter(([, to = '']) => !existsSync(join(installed, to)));
	expect(dead.map(([, to]) => to)).toEqual([]);
	const options = {env: withNode(process.execPath), encoding: 'utf8'} as const;
	const run = (...words: string[]) => execFileSync(qbtui, words, options);
	expect(run('--version')).toMatch(/^qbtui \d+\.\d+\.\d+\n/);
	expect(run('--demo').split('\n').length).toBeGreaterThan(300);
});

it('says in one sentence, on a Node that is too old, what is needed and where it is', ({skip}) => {
	const oldNode = findOldNode();
	if (oldNode === undefined) return skip('no Node older than 22 is in the PATH');
	const options = {env: withNode(oldNode), encoding: 'utf8'} as const;
	const {stdout, stderr, status} = spawnSync(qbtui, ['list'], options);
	expect({stdout, status}).toEqual({stdout: '', status: 2});
	expect(stderr).toMatch(
		/^qbtui needs Node 22\.19 or newer; this is v\d+\.[^\n]*: install .*\.\n$/,
	);
	const told = spawnSync(qbtui, ['list', '--json'], options);
	expect(JSON.parse(told.stdout)).toMatchObject({
		error: {code: 'Config', message: stderr.trim(), advice: []},
	});
	expect([told.stderr, told.status]).toEqual([stderr, 2]);
});

describeOnServers('the npm package, installed', ['5.3'], ({server}) => {
	it('shows the torrents of a server that is named by --url', async () => {
		await addTorrents(server(), syntheticTorrents(5));
		await settled(server());
		const {url, username, password} = server();
		const passwordFile = join(folder, 'password');
		writeFileSync(passwordFile, password, {mode: 0o600});
		const login = ['--url', url, '--username', username, '--password-file', passwordFile];
		const terminal = openTerminal({
			...{command: qbtui, args: login, columns: 120, rows: 40},
			env: withNode(process.execPath),
		});
		onTestFinished(terminal.close);
		const names = [...syntheticTorrents(5)].map(({name}) => name.slice(0, 20));
		await terminal.until(screen => names.every(name => screen.join('\n').includes(name)), patience);
		expect(terminal.screen()[0]).toContain(url.slice('http://'.length));
		await terminal.press('q');
		expect((await terminal.exited).code).toBe(0);
	});
});
