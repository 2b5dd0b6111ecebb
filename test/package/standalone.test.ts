import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {fetchMinimalDebian} from '../lab/packages.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'qbtui-package-'));
const debian = join(folder, 'debian');
const target = `linux-${process.arch}`;

beforeAll(async () => {
	cpSync(await fetchMinimalDebian(), debian, {recursive: true, verbatimSymlinks: true});
	const packages = join(folder, 'packages');
	const script = join(root, 'scripts/package.ts');
	execFileSync(process.execPath, [script, target, '--unpacked', '--to', packages], {cwd: root});
	const [name = ''] = readdirSync(packages);
	for (const place of ['opt/qbtui', 'tmp', 'root'])
		mkdirSync(join(debian, place), {recursive: true});
	cpSync(join(packages, name), join(debian, 'opt/qbtui'), {recursive: true});
	execFileSync('ln', ['-s', '../../opt/qbtui/qbtui', join(debian, 'usr/bin/qbtui')]);
}, 180_000);

afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** There, nothing of this machine is to be seen: no Node, no checkout. */
const inside = (...command: string[]) => {
	const chroot = ['chroot', debian, ...command];
	const args = process.getuid?.() === 0 ? chroot : ['unshare', '--map-root-user', ...chroot];
	const {stdout, stderr, status} = spawnSync(args[0] ?? '', args.slice(1), {
		...{encoding: 'utf8', timeout: 60_000},
		env: {PATH: '/usr/sbin:/usr/bin:/bin', HOME: '/root', LANG: 'C.UTF-8'},
	});
	return {stdout, stderr, status};
};

it('runs on a Debian without Node: --demo prints the list, once', () => {
	expect(inside('sh', '-c', 'command -v node')).toMatchObject({stdout: '', status: 127});
	const {stdout, stderr, status} = inside('qbtui', '--demo');
	expect({stderr, status}).toEqual({stderr: '', status: 0});
	expect(stdout).toMatch(/^Sprite Fright \(1080p\)|debian-/m);
	expect(stdout.split('\n').length).toBeGreaterThan(300);
});

it('brings its version, its help and what a shell completes', () => {
	expect(inside('qbtui', '--version').stdout).toMatch(/^qbtui \d+\.\d+\.\d+\b/);
	expect(inside('qbtui', 'add', '--help').stdout).toContain('--category');
	const {stdout} = inside('qbtui', 'completions', 'bash');
	expect(inside('cat', '/opt/qbtui/completions/qbtui.bash').stdout).toBe(stdout);
});

it('says what is missing when nothing is set', () => {
	const {stderr, status} = inside('qbtui', 'list');
	expect(status).toBe(2);
	expect(stderr).toContain('No server is set');
});
