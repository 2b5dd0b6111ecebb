import type {Job} from '../job/shape.ts';
import type {Actor, AuditNote, Changes, DurableStore} from '../store/shape.ts';
import type {JobShelf} from './perform.ts';

/** The jobs on disk, and with each step that tells something a line in the audit. */
export const createShelf = (
	store: DurableStore,
	now: () => number,
	changed: () => void,
): JobShelf & {commit: (changes: Omit<Changes, 'at'>) => void} => {
	const commit = (changes: Omit<Changes, 'at'>): void => {
		store.commit({...changes, at: now()});
		changed();
	};
	return {
		active: store.openJobs,
		get: store.job,
		save: job => {
			const before = store.job(job.id);
			commit({jobs: [job], audit: isNews(before, job) ? [noteOf('loop', before, job)] : []});
		},
		commit,
	};
};

const isNews = (before: Job | undefined, job: Job): boolean =>
	before?.state !== job.state ||
	before.reason?.code !== job.reason?.code ||
	before.attempts !== job.attempts ||
	isHookNews(before, job);

const isHookNews = (before: Job | undefined, {hooks}: Job): boolean =>
	hooks !== undefined && before?.hooks !== hooks;

const actionOf = (before: Job | undefined, job: Job): string =>
	before?.state === 'DONE' && isHookNews(before, job)
		? `hooks ${job.hooks}`
		: `${before?.state ?? 'new'} → ${job.state}`;

export const noteOf = (actor: Actor, before: Job | undefined, job: Job): AuditNote => ({
	...{actor, action: actionOf(before, job), job: job.id},
	...(job.hashes[job.member] !== undefined && {torrent: job.hashes[job.member]}),
	...(job.reason && {after: {code: job.reason.code, paths: job.reason.paths}}),
	...(job.state === 'ISSUING' &&
		job.intent && {request: {path: 'torrents/setLocation', to: job.intent.to}}),
	...(job.intent?.answer !== undefined && {answer: job.intent.answer}),
});
