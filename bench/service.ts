import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Server} from '../test/lab/server.ts';
import {environmentFor, program} from '../test/stories/program.ts';
import type {Result} from './measures.ts';
import {memoryOf} from './process.ts';
import {median, quantile, sleep} from './sample.ts';

const key = 'a-key-for-measuring-0123456789-abc';
const perSecond = 200;
const seconds = 10;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

type Started = {url: URL; child: ChildProcess; stop: () => Promise<void>};

/** Starts a program that says in a line of JSON where it listens. */
const start = async (
	args: readonly string[],
	env: Record<string, string | undefined> = {},
): Promise<Started> => {
	const child = spawn(program.command, args, {
		env: {...process.env, ...env},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const {promise, resolve, reject} = Promise.withResolvers<URL>();
	child.once('exit', code => reject(new Error(`it ended with ${code}`)));
	createInterface({input: child.stdout}).on('line', line => {
		const {url} = JSON.parse(line);
		if (typeof url === 'string') resolve(new URL(url));
	});
	return {
		...{url: await promise, child},
		stop: async () => {
			child.kill('SIGTERM');
			await once(child, 'exit');
		},
	};
};

const agent = new Agent({keepAlive: true, maxSockets: 32});

/** Milliseconds until the whole answer is there. @throws when it is not 200 */
const timed = (url: URL, path: string, body?: string): Promise<number> =>
	new Promise((resolve, reject) => {
		const from = performance.now();
		const headers = {'x-api-key': key, ...(body && {'content-type': 'application/json'})};
		const method = body === undefined ? 'GET' : 'POST';
		const asked = request(new URL(path, url), {method, headers, agent}, answer => {
			answer.resume().once('end', () => {
				if (answer.statusCode === 200) resolve(performance.now() - from);
				else reject(new Error(`${path} answered ${answer.statusCode}`));
			});
		});
		asked.once('error', reject).end(body);
	});

/** One each 5 ms, whether the one before is answered or not: as they come, not as they are taken. */
const tell = async (url: URL, hashes: readonly string[]): Promise<number[]> => {
	const begun = performance.now();
	const times: Promise<number>[] = [];
	for (const [index, hash] of hashes.entries()) {
		const due = begun + (index * 1000) / perSecond;
		await sleep(Math.max(0, due - performance.now()));
		times.push(timed(url, '/notify/torrent-finished', JSON.stringify({hash})));
	}
	return Promise.all(times);
};

/** `qbtui serve` with the whole library, beside a server of the same library that stores nothing. */
export const measureService = async (server: Server): Promise<Result[]> => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-bench-'));
	const service = await start([program.cli, 'serve'], {
		...environmentFor(folder, server),
		...{HTTP_API_KEY: key, HTTP_PORT: '0', QBTUI_STATE_DIR: join(folder, 'state')},
		...{DOWNLOAD_PATH_SSD: server.downloads, FINAL_DEST_BASE_HDD: join(folder, 'hdd')},
	});
	const bare = await start([join(import.meta.dirname, 'bare-service.ts')]);
	try {
		// The list has come, and what was garbage of it is swept.
		await sleep(20_000);
		const memory = memoryOf(service.child.pid ?? 0);
		const status: number[] = [];
		for (let round = 0; round < 200; round++) status.push(await timed(service.url, '/status'));
		const rows = await server.call<{hash: string}[]>(`torrents/info?limit=${perSecond * seconds}`);
		const hashes = rows.map(({hash}) => hash);
		const [floor, own] = [await tell(bare.url, hashes), await tell(service.url, hashes)];
		const both = (times: readonly number[]) =>
			`${ms(median(times))} · ${ms(quantile(times, 0.99))}`;
		return [
			{
				what: '`qbtui serve`: notify at 200 requests a second, each a new job on the disk, p50 · p99',
				goal: '–',
				measured: both(own),
				beside: `the same library storing nothing: ${both(floor)}`,
			},
			{
				what: '`qbtui serve`: GET /status, p50 · p99',
				goal: '≤ 10 ms',
				measured: both(status),
				beside: 'with the whole list',
			},
			{
				what: '`qbtui serve`: memory at rest',
				goal: '–',
				measured: `${memory.toFixed(0)} MiB`,
				beside: 'with the whole list, 20 s after the start',
			},
		];
	} finally {
		agent.destroy();
		await Promise.all([service.stop(), bare.stop()]);
		rmSync(folder, {recursive: true});
	}
};
