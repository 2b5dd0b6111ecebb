import {setTimeout as sleep} from 'node:timers/promises';
import {createMirror} from '../../source/qbit/mirror.ts';
import type {Limits, Seen, Verdict} from '../../source/space/job/seen.ts';
import {isFinal, type Job} from '../../source/space/job/shape.ts';
import {createMover} from '../../source/space/run/mover-client.ts';
import {observe} from '../../source/space/run/observe.ts';
import {advance, type Ports} from '../../source/space/run/perform.ts';
import type {Server} from '../lab/server.ts';
import {loginOf, openClient} from '../qbit/real.ts';
import {limits as usual} from './job-world.ts';

/** The deciding and moving half of the orchestrator, with jobs in memory, on a real server. */
export type Half = {
	ports: Ports;
	shelf: Map<string, Job>;
	/** Requests for a move that the server got. */
	moves: string[];
	seen: (job: Job) => Promise<Seen>;
	/** Looks again and again until the job is in this state, or has ended. */
	until: (id: string, right: (job: Job) => boolean) => Promise<Job>;
	end: () => Promise<void>;
};

export const startHalf = async (
	server: Server,
	folders: {ssd: string; hdd: string},
	verdict: (job: Job) => Verdict,
	shelf = new Map<string, Job>(),
): Promise<Half> => {
	const client = openClient(server.url, loginOf(server));
	await client.identify();
	const mirror = createMirror(client, {
		now: Date.now,
		sleep: (ms, signal) => sleep(ms, undefined, {signal}).catch(() => undefined),
		random: Math.random,
	});
	const unwatch = mirror.watch();
	mirror.start();
	await mirror.answered();
	const limits: Limits = {
		...usual,
		...{settle: 1_500, doubt: 3_000, serverSettle: 2_000, backoff: 100},
		roots: folders,
	};
	const moves: string[] = [];
	const mover = createMover(client);
	const volumes = [
		{tag: 'ssd', path: folders.ssd},
		{tag: 'hdd', path: folders.hdd},
	];
	const look = (job: Job) =>
		observe(job, {
			client,
			list: () => {
				const {maindata, link, answeredAt = 0} = mirror.store.get();
				return {
					torrents: maindata.torrents,
					reachable: link.state === 'live',
					age: Date.now() - answeredAt,
					isWhole: link.state === 'live',
					launchTime: undefined,
					upFor: 1e9,
				};
			},
			verdict: async job => verdict(job),
			contested: () => false,
			controller: () => 'on',
			...{volumes, pathMap: [], sameMachine: true},
			reserved: () => 0,
			moment: () => ({now: Date.now(), ticks: performance.now(), chance: 0.5}),
		});
	const ports: Ports = {
		jobs: {
			active: () => [...shelf.values()].filter(job => !isFinal(job)),
			get: id => shelf.get(id),
			save: job => void shelf.set(job.id, job),
		},
		observe: look,
		mover: {
			...mover,
			setLocation: async (hash, to) => {
				moves.push(to);
				return mover.setLocation(hash, to);
			},
		},
		moment: () => ({now: Date.now(), chance: 0.5}),
		limits: () => limits,
		critical: () => false,
		tell: () => {},
		runHooks: async () => 'ran',
	};
	return {
		...{ports, shelf, moves},
		seen: async job => ({...(await look(job)), turn: false}),
		until: async (id, right) => {
			const deadline = performance.now() + 60_000;
			for (;;) {
				const job = shelf.get(id);
				if (job && right(job)) return job;
				if (performance.now() > deadline) throw new Error(`last: ${JSON.stringify(job)}`);
				await advance(id, ports);
				await mirror.answered();
			}
		},
		end: async () => {
			unwatch();
			await mirror.stop();
			await client.end();
		},
	};
};
