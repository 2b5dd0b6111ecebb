import {setTimeout as sleep} from 'node:timers/promises';
import {createMirror} from '../../source/qbit/mirror.ts';
import {resolveConfig} from '../../source/settings/config.ts';
import {planLimits} from '../../source/settings/plan-limits.ts';
import {inodeAt} from '../../source/space/disk.ts';
import {createFreeSpace} from '../../source/space/free-space.ts';
import type {Limits} from '../../source/space/job/seen.ts';
import {createOrchestrator, type OwnOrchestrator} from '../../source/space/orchestrator.ts';
import type {Orchestrated} from '../../source/space/orchestrator-shape.ts';
import type {RunHooks} from '../../source/space/run/hook-line.ts';
import type {Server} from '../lab/server.ts';
import {loginOf, openClient} from '../qbit/real.ts';
import {limits as usual} from './job-world.ts';

/** Nothing here needs vitest: a process of its own runs it, too. */

export type Folders = {ssd: string; hdd: string; state: string};

/** As often as the server is made to look at itself, and is asked. ms */
export const askEvery = 100;

/** Two samples lie some looks of the server apart, as they do with the usual waits. */
const shortWaits = {settle: 350, doubt: 800, serverSettle: 350, backoff: 50} as const;

export type Running = {
	orchestrator: OwnOrchestrator;
	notes: string[];
	/** Where to a move was asked for, each time that the server was. */
	moves: string[];
	/** Resolves when it looks right; says what it looked like when it does not within 150 s. */
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
			sleep(Math.min(ms, askEvery), undefined, {signal}).catch(() => undefined),
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
	const space = createFreeSpace({
		volumes: plan.volumes,
		client,
		mirror,
		...seen,
		ticks: clock.ticks,
	});
	const notes: string[] = [];
	const limits: Limits = {
		...usual,
		...shortWaits,
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
		}, 150_000);
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
