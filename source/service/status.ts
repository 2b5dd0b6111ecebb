import type {Engine} from '../engine.ts';
import {isFinal, type Job} from '../space/job/shape.ts';
import type {Orchestrated} from '../space/orchestrator-shape.ts';
import {spanText} from '../space/say.ts';
import type {ServiceScene} from './route.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

export type Health = {status: 'healthy' | 'degraded' | 'unhealthy'; reasons: readonly string[]};

/** Unhealthy: nothing that is acknowledged could be stored. Degraded: someone should look. */
export const healthOf = (engine: Engine): Health => {
	const {orchestrator, mirror} = engine;
	const {state, why, paused, breaker, rebuilt, jobs} = orchestrator.store.get();
	const trouble = state === 'running' ? orchestrator.trouble() : undefined;
	if (trouble !== undefined) return {status: 'unhealthy', reasons: [trouble]};
	if (state === 'failed') return {status: 'unhealthy', reasons: [why ?? 'The queue failed.']};
	const {link} = mirror.store.get();
	const held = jobs.filter(job => job.state === 'HELD').length;
	const reasons = [
		...(state === 'running' ? [] : [why ?? 'The queue is being opened.']),
		// A first answer that is still waited for is nothing to look at: it comes, or its time ends.
		...(link.state === 'away' ? [link.error.message] : []),
		...(held > 0 ? [`Jobs that need a person: ${held}.`] : []),
		...(paused ? [paused.why] : []),
		...(breaker ? [breaker.why] : []),
		...(rebuilt ? [rebuilt.why] : []),
	];
	return {status: reasons.length === 0 ? 'healthy' : 'degraded', reasons};
};

/** Jobs that the server has, or that are being finished. */
const active = new Set<Job['state']>(['ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING']);

const countStates = (jobs: readonly Job[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const {state} of jobs) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
};

const volumesOf = (engine: Engine, {plan}: Orchestrated): ReadonlyArray<Record<string, unknown>> =>
	engine.volumes.map(({tag, path}) => {
		const planned = plan?.volumes.find(volume => volume.tag === tag);
		const space = engine.space.get().find(volume => volume.tag === tag);
		const {from, to, reserve, low = null, high = null, crit = null} = engine.limits;
		const marks = tag === from ? {low, high: planned?.high ?? high, crit} : {};
		return {
			...{tag, path, free: planned?.free ?? space?.free ?? null, size: space?.size ?? null},
			incoming: planned?.incoming ?? null,
			outgoing: planned?.outgoing ?? null,
			reserved: tag === to ? reserve : 0,
			effective: planned?.effective ?? null,
			...{low: null, high: null, crit: null, ...marks},
		};
	});

/** The keys of an older service, of which people have scripts, and what that one did not know. */
export const statusOf = (scene: ServiceScene): Record<string, unknown> => {
	const engine = scene.engine();
	const now = scene.now();
	const seen = engine.orchestrator.store.get();
	const {jobs, ended, plan, progress} = seen;
	const {link, answeredAt, maindata} = engine.mirror.store.get();
	const under = jobs.filter(({state}) => active.has(state));
	const uptime = Math.max(0, seconds(now - scene.startedAt));
	const lastActivity = scene.lastActivity();
	const health = healthOf(engine);
	return {
		service: {
			...{status: 'running', health: health.status, reasons: health.reasons},
			...{uptime_seconds: uptime, uptime_human: spanText(uptime)},
			last_activity: lastActivity === undefined ? null : seconds(lastActivity),
		},
		processing: {
			...{running_processes: under.length, max_concurrent: 1},
			queue_size: jobs.length - under.length,
			capacity_available: under.length === 0 && seen.state === 'running',
		},
		// Nothing is ever copied by the service itself: qBittorrent moves.
		copy_operations: {running: 0, queued: 0, max_concurrent: 0},
		statistics: {
			...countStates(ended),
			torrents: maindata.torrents.size,
		},
		processes: under.map(job => ({
			...{id: job.id, torrent_hash: job.hashes[job.member] ?? '', status: job.state},
			...{start_time: seconds(job.intent?.sentAt ?? job.updatedAt), name: job.name},
			duration_seconds: Math.max(0, seconds(now - (job.intent?.sentAt ?? job.updatedAt))),
			progress: progressOf(progress.get(job.id)),
		})),
		queue: {state: seen.state, why: seen.why ?? null, by_state: countStates(jobs)},
		held: jobs
			.filter(job => job.state === 'HELD' && !isFinal(job))
			.map(({id, name, reason}) => ({id, name, reason: reason ?? null})),
		volumes: volumesOf(engine, seen),
		controller: {
			paused: seen.paused !== undefined,
			paused_reason: seen.paused?.why ?? null,
			breaker: seen.breaker?.why ?? null,
			last_plan: plan ? {id: plan.id, status: plan.status, text: plan.text} : null,
		},
		qbittorrent: {
			reachable: link.state === 'live',
			error: link.state === 'away' ? link.error.message : null,
			version: engine.version.get()?.app ?? null,
			address: engine.address,
			answered_at: answeredAt === undefined ? null : seconds(answeredAt),
			launch_time: seen.launchTime ?? null,
		},
		// What someone should look at before anything is moved.
		preflight: [...health.reasons, ...(engine.volumes.length < 2 ? [noDisks] : [])],
	};
};

const noDisks =
	'Nothing is moved: two disks are needed, download_path_ssd (DOWNLOAD_PATH_SSD) and final_dest_base_hdd (FINAL_DEST_BASE_HDD).';

const progressOf = (
	progress:
		| {done: number; total: number; rate: number | undefined; left: number | undefined}
		| undefined,
): Record<string, unknown> | null =>
	progress
		? {
				done: progress.done,
				total: progress.total,
				rate: progress.rate ?? null,
				left: progress.left ?? null,
			}
		: null;
