import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'qbtui-npm-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

it('the npm package installs into an empty prefix without downloading anything, and runs', () => {
	const packages = join(folder, 'packages');
	const script = join(root, 'scripts/package.ts');
	execFileSync(process.execPath, [script, 'npm', '--to', packages], {cwd: root});
	const [archive = ''] = readdirSync(packages);
	const prefix = join(folder, 'prefix');
	// A registry that nobody can reach, and no cache.
	const alone = ['--registry=http://127.0.0.1:9', `--cache=${join(folder, 'cache')}`];
	const args = ['install', '--global', '--no-audit', '--no-fund', `--prefix=${prefix}`, ...alone];
	execFileSync('npm', [...args, join(packages, archive)], {stdio: 'pipe'});
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
	const env = {...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}`};
	const options = {env: {...env, HOME: folder}, encoding: 'utf8'} as const;
	const run = (...words: string[]) => execFileSync(join(prefix, 'bin/qbtui'), words, options);
	expect(run('--version')).toMatch(/^qbtui \d+\.\d+\.\d+\n/);
	expect(run('--demo').split('\n').length).toBeGreaterThan(300);
});
