import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Result, run} from './run.ts';

let root: string;

const at = (...names: string[]): string => path.join(root, ...names);
const write = (name: string, text: string): void => {
	mkdirSync(path.dirname(at(name)), {recursive: true});
	writeFileSync(at(name), text);
};
const lines = (name: string): string[] =>
	existsSync(at(name)) ? readFileSync(at(name), 'utf8').trim().split('\n') : [];

/** Installs nothing, but leaves the record that npm leaves, and notes that it was called. */
const fakeNpm = `
const fs = require('node:fs');
fs.appendFileSync('npm.calls', process.argv.slice(2).join(' ') + '\\n');
const {packages} = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const name of Object.keys(packages)) if (name) fs.mkdirSync(name, {recursive: true});
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({packages}));
`;

const offlineNpm = `
console.error('npm error code EAI_AGAIN\\nnpm error request failed, reason: getaddrinfo EAI_AGAIN');
process.exitCode = 1;
`;

const fakeBuild = `
import fs from 'node:fs';
import {root} from './paths.js';
import {hashInputs, writeStamp} from './stamp.js';
fs.appendFileSync('build.calls', 'built\\n');
fs.mkdirSync('dist', {recursive: true});
fs.writeFileSync('dist/cli.js', '');
writeStamp(root, hashInputs(root), ['cli.js']);
`;

const lockFile = (version: string): string =>
	JSON.stringify({packages: {'': {}, 'node_modules/one': {version, integrity: `sum-${version}`}}});

const setUp = (...args: string[]): Promise<Result> =>
	run(process.execPath, [at('scripts/setup.js'), ...args], {
		npm_execpath: at('npm/npm-cli.js'),
		npm_node_execpath: process.execPath,
	});

beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'qbtui-setup-'));
	cpSync('scripts', at('scripts'), {recursive: true});
	write('package.json', '{"type": "module"}');
	write('package-lock.json', lockFile('1.0.0'));
	write('npm/package.json', '{"type": "commonjs"}');
	write('npm/npm-cli.js', fakeNpm);
	write('scripts/build.js', fakeBuild);
	write('source/cli.tsx', 'first');
});

afterEach(() => rmSync(root, {recursive: true, force: true}));

test('installs once, and then has nothing to do or say', async () => {
	const first = await setUp();
	expect(first).toMatchObject({code: 0, out: '', err: 'installing packages …\n'});
	expect(lines('npm.calls')).toEqual([
		expect.stringContaining('install --no-save --ignore-scripts'),
	]);
	expect(await setUp()).toMatchObject({code: 0, err: ''});
	expect(lines('npm.calls')).toHaveLength(1);
});

test('installs again when the lock file names another version', async () => {
	await setUp();
	write('package-lock.json', lockFile('1.0.1'));
	expect((await setUp()).err).toBe('installing packages …\n');
	expect(lines('npm.calls')).toHaveLength(2);
});

test('installs again when a package is gone', async () => {
	await setUp();
	rmSync(at('node_modules/one'), {recursive: true});
	await setUp();
	expect(existsSync(at('node_modules/one'))).toBe(true);
});

test('without network: one sentence', async () => {
	write('npm/npm-cli.js', offlineNpm);
	const {code, err} = await setUp();
	expect(code).toBe(1);
	expect(err.trim().split('\n')).toEqual([
		'installing packages …',
		expect.stringMatching(/^The packages can't be downloaded: .*\(EAI_AGAIN\)/),
	]);
});

test('any other failure is tried once more, and shows what npm said', async () => {
	write('npm/npm-cli.js', "console.error('npm error disk is full'); process.exitCode = 1;");
	expect(await setUp()).toMatchObject({code: 1, err: expect.stringContaining('disk is full')});
});

test('two at once install once', async () => {
	const results = await Promise.all([setUp(), setUp(), setUp()]);
	expect(results.map(({code}) => code)).toEqual([0, 0, 0]);
	expect(lines('npm.calls')).toHaveLength(1);
	expect(existsSync(at('dist/.setup.lock'))).toBe(false);
});

test('takes over from a setup that was killed', async () => {
	const dead = await run(process.execPath, ['-p', 'process.pid']);
	write('dist/.setup.lock', dead.out.trim());
	expect((await setUp()).code).toBe(0);
	expect(lines('npm.calls')).toHaveLength(1);
});

test('builds when there is no build, and when the source changed', async () => {
	expect((await setUp('build')).err).toBe('installing packages …\nbuilding …\n');
	expect((await setUp('build')).err).toBe('');
	write('source/cli.tsx', 'second');
	expect((await setUp('build')).err).toBe('building …\n');
	rmSync(at('dist/cli.js'));
	await setUp('build');
	expect(lines('build.calls')).toHaveLength(3);
});
