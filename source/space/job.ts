import {isDeepStrictEqual} from 'node:util';
import {remain, tag, verify} from './job/after.ts';
import {plan, test} from './job/before.ts';
import {doubt, follow, reconcile} from './job/flight.ts';
import {torrentOf, whenAbsent} from './job/member.ts';
import type {Limits, Seen} from './job/seen.ts';
import {isOutstanding, type Job, type JobState, type Reason} from './job/shape.ts';
import {enter, type Handler, look, type Step, stay} from './job/step-shape.ts';

export type {Step} from './job/step-shape.ts';

type Row = {
	/** What must be seen to decide anything; without it the job waits. */
	needs: 'nothing' | 'server' | 'torrent';
	/** Where it waits while the server is away. */
	away: JobState;
	/** What it is after a restart of qbtui: what was in doubt is looked at. */
	restart: JobState;
	step: Handler;
};

const rest: Handler = job => stay(job);
const ended = (state: JobState): Row => ({
	...{needs: 'nothing', away: state, restart: state, step: rest},
});

/** TABLE: one row a state. */
const rows: Readonly<Record<JobState, Row>> = {
	QUEUED: {needs: 'server', away: 'QUEUED', restart: 'QUEUED', step: plan},
	READY: {needs: 'torrent', away: 'BLOCKED', restart: 'READY', step: test},
	BLOCKED: {needs: 'torrent', away: 'BLOCKED', restart: 'BLOCKED', step: test},
	ISSUING: {needs: 'nothing', away: 'ISSUING', restart: 'RECONCILE', step: doubt},
	MOVING: {needs: 'torrent', away: 'MOVING', restart: 'RECONCILE', step: follow},
	RECONCILE: {needs: 'torrent', away: 'RECONCILE', restart: 'RECONCILE', step: reconcile},
	VERIFYING: {needs: 'torrent', away: 'VERIFYING', restart: 'VERIFYING', step: verify},
	TAGGING: {needs: 'torrent', away: 'TAGGING', restart: 'TAGGING', step: tag},
	HELD: {needs: 'server', away: 'HELD', restart: 'HELD', step: remain},
	DONE: ended('DONE'),
	SKIPPED: ended('SKIPPED'),
	GONE: ended('GONE'),
	CANCELLED: ended('CANCELLED'),
};

/** One look at the world: what the job becomes, and what is to be done. Pure. */
export const step = (job: Job, seen: Seen, limits: Limits): Step => {
	const next = decide(noteMount(job, seen), seen, limits);
	if (isDeepStrictEqual(defined(next.job), defined(job))) return {...next, job};
	return {...next, job: {...next.job, updatedAt: seen.now}};
};

/** A field that is set to undefined is one that is not there: on the disk, they are the same. */
const defined = (job: Job): unknown =>
	Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined));

/** Also while it waits: somebody else may move it there meanwhile. The next move of ours forgets it. */
const noteMount = (job: Job, {destination}: Seen): Job =>
	(isOutstanding(job) || job.state === 'READY' || job.state === 'BLOCKED') &&
	job.intent &&
	destination?.mounted === false
		? {...job, intent: {...job.intent, unmounted: true}}
		: job;

const decide: Handler = (job, seen, limits) => {
	const row = rows[job.state];
	if (row.needs === 'nothing') return row.step(job, seen, limits);
	if (!seen.server.reachable) return whileAway(job, row.away, limits);
	// Answers that were long under way tell what was: nothing is decided by them.
	if (seen.server.age > limits.fresh) return look(job, limits.settle / 10);
	if (row.needs === 'torrent' && !torrentOf(job, seen)) return whenAbsent(job, seen, limits);
	return row.step(job, seen, limits);
};

const away: Reason = {code: 'QBT_DOWN', text: 'qBittorrent can’t be reached.'};

/** A person was asked already where it is HELD: that reason stays. */
const whileAway = (job: Job, state: JobState, limits: Limits): Step => {
	const reason = job.state === 'HELD' ? job.reason : away;
	return look(enter(job, state, {reason}), limits.settle);
};

/** A job as it was found on disk when qbtui starts: nothing that was seen before counts. */
export const afterRestart = (job: Job): Job => {
	const {restart} = rows[job.state];
	if (restart === job.state) return {...job, evidence: undefined};
	return enter(job, restart);
};
