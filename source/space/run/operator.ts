import type {Level} from '../../qbit/journal.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Seen} from '../job/seen.ts';
import type {Job} from '../job/shape.ts';
import {isOutstanding} from '../job/shape.ts';
import {cancel, release, retry, type Verdict} from '../job/verbs.ts';
import type {Answer, Orchestrator} from '../orchestrator-shape.ts';
import type {Plan} from '../plan/shape.ts';
import {countText} from '../say.ts';
import type {Changes, DurableStore} from '../store/shape.ts';
import {completionOf} from './completions.ts';
import type {Intake} from './intake.ts';
import type {Releaser} from './mover-client.ts';
import type {Records} from './records.ts';
import {noteOf} from './shelf.ts';

type AtOnce<Verb> = Verb extends (...given: infer Given) => unknown
	? (...given: Given) => Answer
	: never;

type Verb = 'move' | 'retry' | 'cancel' | 'clear' | 'pause' | 'resume';

/** What a person may do: each answers with a sentence, and leaves a line in the audit. */
export type Operator = Pick<Orchestrator, 'plan' | 'apply' | 'release'> & {
	[Name in Verb | 'resetBreaker' | 'releaseContested']: AtOnce<Orchestrator[Name]>;
};

export const createOperator = (options: {
	durable: DurableStore;
	commit: (changes: Omit<Changes, 'at'>) => void;
	now: () => number;
	plan: () => Promise<Plan>;
	intake: Pick<Intake, 'addMoves' | 'addByHand'>;
	records: Pick<Records, 'planned' | 'reset'>;
	torrents: () => ReadonlyMap<Hash, Torrent>;
	seen: (job: Job) => Promise<Seen>;
	releaser: Releaser;
	/** A job, or all of them, should be looked at anew. */
	changed: (id?: string) => void;
	note: (level: Level, text: string) => void;
}): Operator => {
	const {durable, commit, now, changed} = options;
	const noJob: Answer = {done: false, why: 'There is no such job.'};

	const done = (text: string, id?: string): Answer => {
		options.note(2, text);
		changed(id);
		return {done: true, text};
	};

	const keep = (before: Job, verdict: Verdict, text: string): Answer => {
		if ('refused' in verdict) return {done: false, why: verdict.refused};
		commit({jobs: [verdict.job], audit: [noteOf('operator', before, verdict.job)]});
		return done(text, before.id);
	};

	const control = (controls: Changes['controls'], action: string, text: string): Answer => {
		commit({...(controls && {controls}), audit: [{actor: 'operator', action}]});
		return done(text);
	};

	return {
		plan: options.plan,
		apply: async planId => {
			const plan = await options.plan();
			if (plan.id !== planId) {
				return {done: false, why: 'The world has changed since: look at the new plan first.'};
			}
			const jobs = options.intake.addMoves(plan.moves);
			if (jobs.length === 0) return {done: false, why: plan.text};
			options.records.planned();
			return done(`${countText(jobs.length, 'move')} put into the queue.`);
		},
		move: hashes => {
			const wanted = hashes.flatMap(hash => options.torrents().get(hash) ?? []);
			const jobs = options.intake.addByHand(wanted);
			if (jobs.length === 0) return {done: false, why: 'They have jobs already, or are gone.'};
			return done(`${countText(jobs.length, 'torrent')} put into the queue.`);
		},
		retry: id => {
			const job = durable.job(id);
			return job ? keep(job, retry(job, now()), `${job.name} is tested again.`) : noJob;
		},
		cancel: id => {
			const job = durable.job(id);
			return job ? keep(job, cancel(job, now()), `${job.name}: cancelled.`) : noJob;
		},
		release: async id => {
			const job = durable.job(id);
			if (!job) return noJob;
			const verdict = release(job, await options.seen(job));
			if ('refused' in verdict) return {done: false, why: verdict.refused};
			const {intent} = verdict;
			if (intent.do !== 'release') return {done: false, why: 'Nothing is to be released.'};
			const answer = keep(job, verdict, verdict.job.reason?.text ?? 'Released.');
			await options.releaser.release(intent.hash, intent.to, intent.isThere);
			return answer;
		},
		clear: kinds => {
			const jobs = durable
				.openJobs()
				.filter(job => job.intent === undefined && (!kinds || kinds.includes(job.kind)));
			const cancelled = jobs.flatMap(job => {
				const verdict = isOutstanding(job) ? undefined : cancel(job, now());
				return verdict && 'job' in verdict ? verdict.job : [];
			});
			const torrents = cancelled.flatMap(({hashes}) =>
				hashes.flatMap(hash => options.torrents().get(hash) ?? []),
			);
			commit({
				jobs: cancelled,
				buried: torrents.map(completionOf),
				audit: cancelled.map(job => noteOf('operator', durable.job(job.id), job)),
			});
			const left = durable.openJobs().length;
			const rest = left > 0 ? `; ${left} under way or held` : '';
			return done(`${countText(cancelled.length, 'job')} cancelled${rest}.`);
		},
		pause: () =>
			control({paused: {since: now(), why: 'A person paused it.'}}, 'pause', 'Moves are paused.'),
		resume: () => control({paused: undefined}, 'resume', 'Moves go on.'),
		resetBreaker: () => {
			options.records.reset();
			return control({breaker: undefined}, 'reset breaker', 'Moving for space goes on.');
		},
		releaseContested: hash => {
			commit({
				contested: new Map([[hash, 0]]),
				audit: [{actor: 'operator', action: 'release', torrent: hash}],
			});
			return done('It may be moved again.');
		},
	};
};
