import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import packageJson from '../package.json' with {type: 'json'};
import {bundle} from './build.js';
import {countSizes} from './sizes.js';

const root = join(import.meta.dirname, '..');

/**
 * TABLE: what the program contains, and why. package.json has it among what is for developers alone:
 * all of it is in the bundle, and who installs qbtui downloads none of it.
 */
export const inBundle: Readonly<Record<string, string>> = {
	ink: 'the screen as components; its output stage is replaced by one that sends only what changed',
	react: 'what Ink’s components are',
	'ink-spinner': 'a sign of life while a login is tried',
	'ink-table': 'small tables, such as what is known of the server',
	undici: 'HTTP with a pool, time-outs for each part of an answer, and TLS settings',
	'tough-cookie': 'cookies under whatever name the server gives them',
	conf: 'the config file, written as a whole and readable only by its owner',
	meow: 'the command line',
	'get-east-asian-width': 'how many cells a character takes',
	fastify: 'the HTTP service: routing, limits, half-sent requests',
	pino: 'log lines of the service, as JSON where no terminal reads them',
	'prom-client': 'what the service counts, as Prometheus reads it',
};

/** TABLE: what it is made and tested with, and why. */
export const tools: Readonly<Record<string, string>> = {
	'@biomejs/biome': 'lint and format',
	'@lydell/node-pty': 'tests: a terminal for the program to run in',
	'@types/node': 'types',
	'@types/react': 'types',
	'@xterm/addon-unicode11': 'tests: widths as terminals have them',
	'@xterm/headless': 'tests: what a terminal shows for the bytes it gets',
	esbuild: 'one file of it all, which starts faster than many',
	'ink-testing-library': 'tests: components without a terminal',
	node: 'the Node that a checkout runs on, whatever the machine has',
	typescript: 'types',
	vitest: 'tests',
};

/** What a package says of itself; its folder is found as Node finds it. */
const manifestOf = (
	name: string,
	from = root,
): {dependencies?: object; license?: string; folder: string} => {
	for (const folder of createRequire(join(from, 'package.json')).resolve.paths(name) ?? []) {
		try {
			const text = readFileSync(join(folder, name, 'package.json'), 'utf8');
			return {...JSON.parse(text), folder: join(folder, name)};
		} catch {
			// In a folder above.
		}
	}
	return {folder: from};
};

/** All that comes with it. */
const withParts = (name: string, from = root, seen = new Set<string>()): Set<string> => {
	if (seen.has(name)) return seen;
	seen.add(name);
	const {dependencies = {}, folder} = manifestOf(name, from);
	for (const part of Object.keys(dependencies)) withParts(part, folder, seen);
	return seen;
};

type Row = readonly [name: string, reason: string, licence: string];

const rowsOf = (reasons: Readonly<Record<string, string>>): Row[] =>
	Object.keys(packageJson.devDependencies)
		.filter(name => Object.hasOwn(reasons, name))
		.map(name => [name, reasons[name] ?? '', String(manifestOf(name).license ?? '')]);

export const runtimeRows = (): Row[] => rowsOf(inBundle);
export const toolRows = (): Row[] => rowsOf(tools);

/** kB of each package that the program contains, alone and with what it brings. */
export const bundledSizes = async (): Promise<ReadonlyMap<string, readonly [number, number]>> => {
	const built = await Promise.all([
		bundle(join(root, 'source/cli.tsx')),
		bundle(join(root, 'source/service/libraries.ts')),
	]);
	const sizes = new Map<string, number>();
	for (const {metafile} of built) {
		for (const [name, bytes] of countSizes(metafile)) {
			sizes.set(name, (sizes.get(name) ?? 0) + bytes);
		}
	}
	const kilobytes = (bytes: number): number => Math.round(bytes / 1000);
	const names = ['qbtui', ...runtimeRows().map(([name]) => name)];
	return new Map(
		names.map(name => {
			const all = [...withParts(name)].reduce((sum, part) => sum + (sizes.get(part) ?? 0), 0);
			return [name, [kilobytes(sizes.get(name) ?? 0), kilobytes(all)]] as const;
		}),
	);
};
