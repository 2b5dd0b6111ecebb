import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect} from 'vitest';
import {resolveConfig} from '../../source/config.ts';
import {planLimits} from '../../source/plan-limits.ts';
import {createMirror} from '../../source/qbit/mirror.ts';
import {inodeAt} from '../../source/space/disk.ts';
import {createFreeSpace} from '../../source/space/free-space.ts';
import type {Limits} from '../../source/space/job/seen.ts';
import {createOrchestrator} from '../../source/space/orchestrator.ts';
import type {Orchestrated, Orchestrator} from '../../source/space/orchestrator-shape.ts';
import type {RunHooks} from '../../source/space/run/hook-line.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import type {Server} from '../lab/server.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {loginOf, openClient} from '../qbit/real.ts';
import {limits as usual} from './job-world.ts';

export type Folders = {ssd: string; hdd: string; state: string};

const memory = '/dev/shm';

/** Whether there is a disk to move to, beside that of the temporary folder. */
export const hasSecondDevice =
	existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

/** The HDD is a device of its own, in memory. */
export const makeFolders = (): Folders => ({
	ssd: mkdtempSync(join(tmpdir(), 'qbtui-ssd-')),
	hdd: mkdtempSync(join(memory, 'qbtui-hdd-')),
	state: mkdtempSync(join(tmpdir(), 'qbtui-state-')),
});

export const removeFolders = (folders: Folders): void => {
	for (const folder of Object.values(folders)) rmSync(folder, {recursive: true, force: true});
};

export type Running = {
	orchestrator: Orchestrator;
	notes: string[];
	/** Where to a move was asked for, each time that the server was. */
	moves: string[];
	/** Resolves when it looks right; says what it looked like when it does not within 60 s. */
	until: (right: (now: Orchestrated) => boolean) => Promise<Orchestrated>;
	stop: () => Promise<void>;
};

/** The whole orchestrator, as the program runs it, on a real server; only its waits are shorter. */
export const startOrchestrator = async (
	server: Pick<Server, 'url' | 'username' | 'password'>,
	folders: Folders,
	settings: Record<string, string> = {},
	runHooks: RunHooks = async () => 'ran',
	waits: Partial<Limits> = {},
): Promise<Running> => {
	const opened = openClient(server.url, loginOf(server));
	const moves: string[] = [];
	const client: typeof opened = {
		...opened,
		ask: (endpoint, params, options) => {
			if (endpoint.path === 'torrents/setLocation' && params && 'location' in params) {
				moves.push(String(params.location));
			}
			return opened.ask(endpoint, params, options);
		},
	};
	await client.identify();
	const clock = {
		now: Date.now,
		ticks: () => performance.now(),
		random: Math.random,
		sleep: (ms: number, signal: AbortSignal) =>
			sleep(ms, undefined, {signal}).catch(() => undefined),
	};
	const mirror = createMirror(client, clock);
	// Somebody looks, so that what is complete is seen at once.
	const unwatch = mirror.watch();
	mirror.start();
	await mirror.answered();
	const answers = {
		download_path_ssd: folders.ssd,
		final_dest_base_hdd: folders.hdd,
		hdd_reserve_gb: '0',
	};
	const plan = planLimits(
		resolveConfig({
			flags: {},
			env: {},
			dotenv: {},
			file: undefined,
			answers: {...answers, ...settings},
		}),
	);
	const seen = {pathMap: [], sameMachine: true};
	const space = createFreeSpace({volumes: plan.volumes, client, mirror, ...seen, now: clock.now});
	const notes: string[] = [];
	const limits: Limits = {
		...usual,
		...{settle: 1_000, doubt: 2_000, serverSettle: 2_000, backoff: 100},
		...waits,
		roots: {ssd: folders.ssd, hdd: folders.hdd},
	};
	const orchestrator = createOrchestrator({
		...{client, mirror, plan, limits, clock, ...seen},
		...{address: server.url, unwanted: undefined, folder: folders.state, allowNetwork: false},
		...{olderFolders: [], measure: space.measure, inodeAt},
		runHooks,
		note: (_, text) => void notes.push(text),
	});
	orchestrator.start();
	const until: Running['until'] = async right => {
		const {promise, resolve, reject} = Promise.withResolvers<Orchestrated>();
		const check = (): void => {
			if (right(orchestrator.store.get())) resolve(orchestrator.store.get());
		};
		const end = orchestrator.store.subscribe(check);
		const timer = setTimeout(() => {
			const {state, why, jobs, ended} = orchestrator.store.get();
			reject(new Error(JSON.stringify({state, why, jobs, ended, notes}, undefined, 1)));
		}, 60_000);
		check();
		return promise.finally(() => {
			end();
			clearTimeout(timer);
		});
	};
	return {
		...{orchestrator, notes, moves, until},
		stop: async () => {
			await orchestrator.stop();
			unwatch();
			await mirror.stop();
			await client.end();
		},
	};
};

/** A torrent of two files that seeds from a folder of the SSD. */
export const addSeeding = async (
	server: Server,
	{ssd}: Folders,
	options: {category?: string; size?: number} = {},
): Promise<{hash: string; name: string; from: string}> => {
	const {category = 'tv', size = 300_000} = options;
	const from = join(ssd, category || 'loose');
	const name = `Show ${randomBytes(4).toString('hex')}`;
	mkdirSync(join(from, name), {recursive: true});
	for (const file of ['1.mkv', '2.mkv']) writeFileSync(join(from, name, file), randomBytes(size));
	const torrent = await realTorrent(join(from, name), {pieceLength: 2 ** 18});
	await addTorrents(server, [torrent], {
		...{savepath: from, seedMode: true, tags: ['ssd', 'mine']},
		...(category !== '' && {category}),
	});
	await settled(server);
	return {hash: torrent.hash, name, from};
};

/** Two torrents of the same files in the same place, as for two trackers. */
export const addPair = async (server: Server, folders: Folders) => {
	const first = await addSeeding(server, folders);
	const torrent = await realTorrent(join(first.from, first.name), {
		...{pieceLength: 2 ** 17, private: true},
	});
	await addTorrents(server, [torrent], {
		...{savepath: first.from, seedMode: true, tags: ['ssd', 'mine'], category: 'tv'},
	});
	await settled(server);
	return [first, {...first, hash: torrent.hash}] as const;
};

type Info = {hash: string; save_path: string; progress: number; state: string; tags: string};

export const infoOf = async (server: Server, hash: string): Promise<Info> => {
	const [row] = await server.call<Info[]>(`torrents/info?hashes=${hash}`);
	return row ?? expect.fail(`${hash} is not there`);
};
