import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {setTimeout as delay} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, expect, it, vi} from 'vitest';
import {createHooks} from '../source/run-hooks.ts';
import {resolveConfig} from '../source/settings/config.ts';
import type {Job} from '../source/space/job/shape.ts';
import {until} from './lab/until.ts';
import {aJob} from './space/job-row.ts';
import {torrentOf} from './views/torrent.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'qbtui-hooks-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

let fileCount = 0;
const fresh = (): string => join(folder, `out-${++fileCount}`);

type Options = {
	job?: Partial<Job>;
	signal?: AbortSignal;
	sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Waits take no time; a time-out is that of the clock. */
const runWith = async (settings: Record<string, unknown>, options: Options = {}) => {
	const [notes, slept] = [[] as string[], [] as number[]];
	const config = resolveConfig({
		...{flags: {}, env: {}, dotenv: {}},
		file: {path: '/c.json', content: {hook_timeout: 20, ...settings}},
	});
	const job = {...aJob(1, 'DONE'), hooks: 'due' as const, ...options.job};
	const torrent = torrentOf(1, {category: 'tv', content_path: '/downloads/hdd/Show'});
	const run = createHooks({
		config,
		torrents: () => new Map(job.hashes.map(hash => [hash, torrent])),
		note: (_, line) => void notes.push(line),
		sleep:
			options.sleep ??
			(async (ms, signal) => {
				slept.push(ms);
				if (ms === config.hookTimeout * 1000 || ms === 1000) {
					await delay(ms, undefined, {signal}).catch(() => undefined);
				}
			}),
	});
	const outcome = await run(job, options.signal ?? new AbortController().signal);
	const waited = slept.filter(ms => ms !== config.hookTimeout * 1000);
	return {outcome, notes, waited, job};
};

const script = (code: string, ...args: string[]): string[] => [
	process.execPath,
	'-e',
	code,
	...args,
];

it('runs a program with what it asks for, each as one argument, and once', async () => {
	const out = fresh();
	const code = `require('node:fs').appendFileSync(${JSON.stringify(out)},
		JSON.stringify([process.argv.slice(1), process.env.QBTUI_NAME, process.env.QBTUI_TO]) + '\\n')`;
	const name = `a "b" $(touch ${folder}/pwned) 'c'; {hash} \0– 日本`;
	const {outcome, notes, job} = await runWith(
		{on_moved_command: script(code, '{name}', '{category}:{path}', '{from}', '{hash}')},
		{job: {name}},
	);
	expect(outcome).toBe('ran');
	expect(notes).toEqual([]);
	const lines = readFileSync(out, 'utf8').trim().split('\n');
	const clean = name.replace('\0', '');
	expect(lines.map(line => JSON.parse(line))).toEqual([
		[[clean, 'tv:/downloads/hdd/Show', '/downloads/ssd', job.hashes[0]], clean, '/downloads/hdd'],
	]);
	expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

it('a shell gets names by its environment, and none into its code', async () => {
	const out = fresh();
	const command = ['sh', '-c', `printf %s "$QBTUI_NAME" > ${out}`];
	expect((await runWith({on_moved_command: command}, {job: {name: '`id`'}})).outcome).toBe('ran');
	expect(readFileSync(out, 'utf8')).toBe('`id`');
	await expect(runWith({on_moved_command: ['bash', '-ec', 'scan {name}']})).rejects.toThrow(
		/on_moved_command in \/c\.json must not have \{name\} in the code of a shell: write "\$QBTUI_NAME"/,
	);
});

it('keeps qbtui’s own secrets from it', async () => {
	const out = fresh();
	vi.stubEnv('QBTUI_PASSWORD', 'hunter2');
	try {
		await runWith({on_moved_command: ['sh', '-c', `env > ${out}`]});
	} finally {
		vi.unstubAllEnvs();
	}
	expect(readFileSync(out, 'utf8')).toContain('QBTUI_HASH=');
	expect(readFileSync(out, 'utf8')).not.toContain('hunter2');
});

it('tries again with growing waits, and says at last what failed, without the command', async () => {
	const out = fresh();
	const command = ['sh', '-c', `echo x >> ${out}; exit 3`, 'token-of-mine'];
	const {outcome, notes, waited} = await runWith({on_moved_command: command});
	expect(outcome).toBe('failed');
	expect(readFileSync(out, 'utf8')).toBe('x\nx\nx\nx\n');
	expect(waited).toEqual([5_000, 30_000, 180_000]);
	expect(notes).toEqual([
		'Torrent 1 is moved, but on_moved_command failed 4 times: it ended with exit code 3.',
	]);
});

it('a try that works ends the trying', async () => {
	const out = fresh();
	const command = ['sh', '-c', `test -e ${out} && exit 0; touch ${out}; exit 1`];
	expect(await runWith({on_moved_command: command})).toMatchObject({
		...{outcome: 'ran', notes: [], waited: [5_000]},
	});
});

it('a program that is not there fails, and nothing else does', async () => {
	const {outcome, notes} = await runWith({on_moved_command: ['/none/such-program', '{name}']});
	expect(outcome).toBe('failed');
	expect(notes.join()).toContain('such-program can’t be started (ENOENT)');
});

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		// A zombie that nobody has waited for has ended, too.
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};

it('what takes too long is ended with all that it started, also what does not listen', async () => {
	const out = fresh();
	const child = `trap "" TERM; echo $$ >> ${out}; while :; do sleep 1; done`;
	const command = ['sh', '-c', `sh -c '${child}' & trap "" TERM; echo $$ >> ${out}; wait; wait`];
	let tries = 0;
	const {outcome, notes} = await runWith(
		{on_moved_command: command, hook_timeout: 7},
		{
			sleep: async (ms, signal) => {
				// The time is up as soon as both of this try are there.
				if (ms === 7000) {
					tries++;
					await until('both are running', () => signal.aborted || pidsIn(out).length === 2 * tries);
				}
			},
		},
	);
	expect(outcome).toBe('failed');
	expect(notes.join()).toContain('it took too long, and was ended');
	expect(tries).toBe(4);
	const pids = pidsIn(out);
	expect(pids).toHaveLength(8);
	await until('all of them have ended', () => !pids.some(isAlive));
});

const pidsIn = (path: string): number[] =>
	existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number) : [];

it('when qbtui ends, it ends, and is due again', async () => {
	const out = fresh();
	const stopping = new AbortController();
	const running = runWith(
		{on_moved_command: ['sh', '-c', `echo $$ >> ${out}; exec sleep 600`]},
		{signal: stopping.signal},
	);
	await until('it runs', () => pidsIn(out).length === 1);
	stopping.abort();
	expect((await running).outcome).toBe('stopped');
	await until('it has ended', () => !pidsIn(out).some(isAlive));
});

type Got = {method: string; url: string; body: string; headers: IncomingMessage['headers']};

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A real server; answers with these statuses, one after another, and then the last for ever. */
const listen = async (...statuses: number[]): Promise<{origin: string; got: Got[]}> => {
	const got: Got[] = [];
	const server = createServer(async (request, response) => {
		const {method = '', url = '', headers} = request;
		got.push({method, url, headers, body: await text(request)});
		const status = statuses[Math.min(got.length, statuses.length) - 1] ?? 200;
		// 0: never.
		if (status > 0) response.writeHead(status).end('x'.repeat(100_000));
	});
	const {promise, resolve} = Promise.withResolvers<void>();
	server.listen(0, '127.0.0.1', resolve);
	await promise;
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return {origin: `127.0.0.1:${(server.address() as AddressInfo).port}`, got};
};

it('calls an address with all of it as JSON, and names that stay in their place', async () => {
	const {origin, got} = await listen(204);
	const name = 'a/b?c=d&e#f %41 {to} 日本';
	const {outcome, job} = await runWith(
		{on_moved_url: `http://me:s%C3%A9cret@${origin}/scan/{name}?p={path}&key=k`},
		{job: {name}},
	);
	expect(outcome).toBe('ran');
	const [only] = got;
	expect(got).toHaveLength(1);
	expect(only?.method).toBe('POST');
	const url = new URL(only?.url ?? '', 'http://x');
	expect(decodeURIComponent(url.pathname)).toBe(`/scan/${name}`);
	expect(url.searchParams.get('p')).toBe('/downloads/hdd/Show');
	expect(only?.headers.authorization).toBe(`Basic ${Buffer.from('me:sécret').toString('base64')}`);
	expect(JSON.parse(only?.body ?? '')).toEqual({
		...{event: 'moved', name, hash: job.hashes[0], hashes: job.hashes, category: 'tv'},
		...{path: '/downloads/hdd/Show', from: '/downloads/ssd', to: '/downloads/hdd'},
	});
});

it('calls with GET where that is wanted, again when it is refused, and tells no key', async () => {
	const {origin, got} = await listen(503, 200);
	const settings = {on_moved_url: `http://${origin}/s?key=hunter2`, on_moved_method: 'get'};
	expect(await runWith(settings)).toMatchObject({outcome: 'ran', waited: [5_000], notes: []});
	expect(got.map(({method, body}) => [method, body])).toEqual([
		['GET', ''],
		['GET', ''],
	]);
	const refusing = await listen(403);
	const {outcome, notes} = await runWith({on_moved_url: `http://${refusing.origin}/?key=hunter2`});
	expect(outcome).toBe('failed');
	expect(notes).toEqual([
		`Torrent 1 is moved, but on_moved_url failed 4 times: ${refusing.origin} answered 403.`,
	]);
});

it('a server that never answers is let go in time, and the program has run all the same', async () => {
	const {origin, got} = await listen(0);
	const out = fresh();
	let heard = 0;
	const {outcome, notes} = await runWith(
		{
			...{on_moved_url: `http://${origin}/hunter2`, hook_timeout: 7},
			on_moved_command: ['sh', '-c', `echo x >> ${out}`],
		},
		{
			sleep: async (ms, signal) => {
				// The time is up as soon as the server has heard of this try.
				if (ms === 7000) await until('a request', () => signal.aborted || got.length > heard);
				heard = got.length;
			},
		},
	);
	expect(outcome).toBe('failed');
	expect(readFileSync(out, 'utf8')).toBe('x\n');
	expect(notes).toEqual([
		expect.stringMatching(/on_moved_url failed 4 times: .* took too long\.$/),
	]);
});

it('with nothing set, there is nothing to run', async () => {
	expect(await runWith({})).toMatchObject({outcome: 'none', notes: []});
});

it.each<[object, RegExp]>([
	[{on_moved_command: 'scan {name}'}, /on_moved_command in .* must be a list/],
	[{on_moved_command: []}, /must be a list/],
	[{on_moved_command: ['scan', 1]}, /must be a list/],
	[{on_moved_command: ['scan', '{nmae}']}, /has \{nmae\}, and may have only \{name\}/],
	[{on_moved_command: ['{name}']}, /must name a program without placeholders/],
	[{on_moved_url: 'ftp://nas/x'}, /on_moved_url in .* must begin with http/],
	[{on_moved_url: 'http://{name}/x'}, /must have its placeholders after the host/],
	[{on_moved_url: 'http://nas/{title}'}, /has \{title\}/],
	[{on_moved_method: 'PUT'}, /on_moved_method in .* must be one of/],
	[{hook_timeout: '0s'}, /hook_timeout in .* must be more than nothing/],
])('a wrong setting is told by its name: %j', async (settings, expected) => {
	await expect(runWith({...settings})).rejects.toThrow(expected);
});

it('the environment has the command as JSON, and find’s braces stay', async () => {
	const path = fresh();
	writeFileSync(path, '');
	const config = resolveConfig({
		...{flags: {}, dotenv: {}, file: undefined},
		env: {QBTUI_ON_MOVED_COMMAND: '["find", "{to}", "-exec", "touch", "{}", ";"]'},
	});
	expect(config.onMovedCommand).toEqual(['find', '{to}', '-exec', 'touch', '{}', ';']);
});
