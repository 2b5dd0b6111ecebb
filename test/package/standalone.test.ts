import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {fetchBusybox} from '../lab/packages.ts';
import {openTerminal} from '../screen/terminal.ts';
import {patience} from '../stories/program.ts';
import {addStandalone, type Debian, environment, makeDebian} from './debian.ts';

let debian: Debian;

beforeAll(async () => {
	debian = await makeDebian();
	addStandalone(debian);
	mkdirSync(join(debian.folder, 'root/bin'), {recursive: true});
	// Relative, through another link, and found by PATH.
	symlinkSync('../../opt/qbtui/qbtui', join(debian.folder, 'root/bin/link'));
	symlinkSync('link', join(debian.folder, 'root/bin/qbtui'));
});

afterAll(() => debian?.discard());

const atHome = {...environment, HOME: '/root', PATH: `/root/bin:${environment.PATH}`};

const run = ({command, args}: ReturnType<Debian['inside']>, env: Record<string, string> = atHome) =>
	spawnSync(command, args, {encoding: 'utf8', timeout: 200_000, env});

it('runs on a Debian without Node: --demo prints the list, once', () => {
	expect(run(debian.inside('sh', '-c', 'command -v node'))).toMatchObject({
		stdout: '',
		status: 127,
	});
	const {stdout, stderr, status} = run(debian.inside('qbtui', '--demo'));
	expect({stderr, status}).toEqual({stderr: '', status: 0});
	expect(stdout).toMatch(/^Sprite Fright \(1080p\)|debian-/m);
	expect(stdout.split('\n').length).toBeGreaterThan(300);
});

it('is a screen in a terminal there: a key moves the cursor, q ends it', async () => {
	const terminal = openTerminal({
		...{...debian.inside('qbtui', '--demo'), columns: 120, rows: 40},
		env: atHome,
	});
	onTestFinished(terminal.close);
	await terminal.until(/^1\/3\d\d\b/m, patience);
	expect(terminal.screen()[0]).toContain('demo');
	await terminal.press('j');
	await terminal.until(/^2\/3\d\d\b/m, patience);
	await terminal.press('q');
	expect((await terminal.exited).code).toBe(0);
});

it('brings its version, its help and what a shell completes', () => {
	expect(run(debian.inside('qbtui', '--version')).stdout).toMatch(/^qbtui \d+\.\d+\.\d+\b/);
	expect(run(debian.inside('qbtui', 'add', '--help')).stdout).toContain('--category');
	const {stdout} = run(debian.inside('qbtui', 'completions', 'bash'));
	expect(run(debian.inside('cat', '/opt/qbtui/completions/qbtui.bash')).stdout).toBe(stdout);
	const {stdout: page} = run(debian.inside('cat', '/opt/qbtui/docs/qbtui.1'));
	expect(page).toMatch(/^\.TH QBTUI 1\b/im);
});

it('says what is missing when nothing is set', () => {
	const {stderr, status} = run(debian.inside('qbtui', 'list'));
	expect(status).toBe(2);
	expect(stderr).toContain('No server is set');
});

it('runs on the system’s Node where there is no glibc, and says what to install where there is no Node either', async () => {
	const alpine = join(debian.folder, '../alpine');
	cpSync(await fetchBusybox(), alpine, {recursive: true, verbatimSymlinks: true});
	for (const name of ['sh', 'readlink', 'echo'])
		symlinkSync('busybox', join(alpine, 'usr/bin', name));
	symlinkSync('usr/bin', join(alpine, 'bin'));
	mkdirSync(join(alpine, 'opt'));
	cpSync(join(debian.folder, 'opt/qbtui/qbtui'), join(alpine, 'opt/qbtui'));
	const start = () => run(debian.at(alpine, '/opt/qbtui', 'list', 'a b'));
	expect(start()).toMatchObject({
		stdout: '',
		status: 2,
		stderr: expect.stringMatching(/^qbtui: [^\n]*Alpine: apk add nodejs\)\.\n$/),
	});
	const node = '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n';
	writeFileSync(join(alpine, 'usr/bin/node'), node, {mode: 0o755});
	expect(start()).toMatchObject({stdout: '/opt/lib/cli.js\nlist\na b\n', status: 0, stderr: ''});
});

/** TABLE: how poor an environment may be. */
const poor: ReadonlyArray<readonly [about: string, env: Record<string, string>]> = [
	['without HOME', {}],
	['with an empty HOME', {HOME: ''}],
	['with a HOME that is not there', {HOME: '/nonexistent'}],
	['in the C locale on a dumb terminal', {HOME: '/tmp', LANG: 'C', TERM: 'dumb'}],
];

it('runs from a folder with a space in its name, for a user known by number only who can write nowhere', () => {
	mkdirSync(join(debian.folder, 'opt/my tools'));
	renameSync(join(debian.folder, 'opt/qbtui'), join(debian.folder, 'opt/my tools/qbtui'));
	const path = '/opt/my tools/qbtui/qbtui';
	for (const [about, env] of poor) {
		const {stdout, stderr, status} = run(debian.as(4321, path, '--demo'), {
			PATH: environment.PATH,
			...env,
		});
		expect({about, stderr, status}).toEqual({about, stderr: '', status: 0});
		expect(stdout.split('\n').length, about).toBeGreaterThan(300);
	}
});
