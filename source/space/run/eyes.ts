import {endpoints} from '../../qbit/endpoints.ts';
import type {Mirrored} from '../../qbit/mirror.ts';
import type {Hash} from '../../qbit/types.ts';
import {isBefore, type Job} from '../job/shape.ts';
import type {OrchestratorParts} from '../orchestrator.ts';
import {isWithinHours} from '../plan/quiet-hours.ts';
import {isOnTheWay} from '../plan/volume-space.ts';
import type {DurableStore} from '../store/shape.ts';
import {movingIn, type Observer} from './observe.ts';
import {createPolicy, type Policy} from './policy.ts';
import type {Records} from './records.ts';
import type {ServerWatch} from './server-watch.ts';

/** How the loop sees the world: what the rules say of it, and what one job finds there. */
export const createEyes = (options: {
	parts: OrchestratorParts;
	durable: Pick<DurableStore, 'openJobs' | 'jobsOf' | 'contested'>;
	records: Pick<Records, 'control'>;
	server: ServerWatch;
	isPaused: () => boolean;
}): {policy: Policy; observer: Observer} => {
	const {parts, durable, records, server, isPaused} = options;
	const {client, mirror, clock, inodeAt, plan} = parts;

	const policy = createPolicy({
		...{client, limits: plan, measure: parts.measure, now: clock.now},
		maindata: () => mirror.store.get().maindata,
		look: {
			filesOf: hash => client.ask(endpoints.files, {hash}).catch(() => undefined),
			inodeAt,
		},
		jobs: durable.openJobs,
		control: () => ({...records.control(), paused: isPaused()}),
	});

	let moving: {of: Mirrored; hashes: readonly Hash[]} | undefined;
	/** Looked for once in each answer, and not again for each job. */
	const movingNow = (): readonly Hash[] => {
		const answer = mirror.store.get();
		if (moving?.of !== answer) {
			moving = {of: answer, hashes: movingIn(answer.maindata.torrents)};
		}
		return moving.hashes;
	};

	const observer: Observer = {
		...{client, volumes: plan.volumes, pathMap: parts.pathMap, sameMachine: parts.sameMachine},
		list: () => ({
			...{torrents: mirror.store.get().maindata.torrents, moving: movingNow()},
			isWhole: server.listIsWhole(),
			...server.seen(),
		}),
		// What is under way needs no judgement, nor may the lack of one hold it up.
		verdict: async job =>
			isBefore(job) && server.seen().reachable ? policy.verdict(job) : undefined,
		contested: job => job.hashes.some(hash => (durable.contested().get(hash) ?? 0) >= 2),
		triedBefore: job => job.hashes.some(hash => wasTried(durable.jobsOf(hash), job)),
		controller: () =>
			isPaused() ? 'paused' : isWithinHours(plan.quietHours ?? [], clock.now()) ? 'quiet' : 'on',
		reserved: (volume, job) =>
			(volume.tag === plan.to ? plan.reserve : 0) +
			durable
				.openJobs()
				.filter(other => other.id !== job.id && other.volume === volume.tag && isOnTheWay(other))
				.reduce((sum, other) => sum + other.bytes, 0),
		moment: () => ({now: clock.now(), ticks: clock.ticks(), chance: clock.random()}),
	};
	return {policy, observer};
};

/** Since it was last brought where it was to go. @param jobs of the torrent, the newest first */
export const wasTried = (jobs: readonly Job[], {id}: Job): boolean => {
	const since = jobs.findIndex(({state}) => state === 'DONE');
	return jobs
		.slice(0, since < 0 ? undefined : since)
		.some(job => job.id !== id && job.intent !== undefined);
};
