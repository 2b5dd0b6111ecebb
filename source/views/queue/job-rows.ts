import type {Job} from '../../space/job/shape.ts';
import type {Orchestrated, Progress} from '../../space/orchestrator-shape.ts';
import {finder} from '../lists/finder.ts';
import type {ListRow} from '../lists/list-view.ts';
import {jobStates} from './job-states.ts';

/** A job as the queue shows it. */
export type JobRow = ListRow & {
	job: Job;
	/** Of a move that is under way, where it can be seen. */
	progress: Progress | undefined;
	/** ms since 1970 */
	now: number;
};

/** What is under way, what needs a person, what waits, and then what has ended. */
export const jobRows = (
	{jobs, ended, progress}: Pick<Orchestrated, 'jobs' | 'ended' | 'progress'>,
	filter: string,
	now: number,
): JobRow[] => {
	const open = jobs.toSorted((a, b) => jobStates[a.state].rank - jobStates[b.state].rank);
	const isFound = finder(filter);
	return [...open, ...ended]
		.filter(job => isFound(searched(job)))
		.map(job => ({key: job.id, job, progress: progress.get(job.id), now}));
};

/** All by which a job is found. */
const searched = ({name, state, kind, reason, source, destination, hashes, volume}: Job): string =>
	[
		...[name, state, jobStates[state].label, kind, volume, source, destination],
		...[reason?.code ?? '', reason?.text ?? '', ...hashes],
	].join(' ');

/** How far a move is, 0 to 1; undefined where it can’t be seen. */
export const fractionOf = ({job, progress}: JobRow): number | undefined => {
	if (job.state === 'DONE' || job.state === 'VERIFYING' || job.state === 'TAGGING') return 1;
	return progress && progress.total > 0 ? progress.done / progress.total : undefined;
};

/** The name, and how many others move with it. */
export const nameOf = ({name, hashes}: Pick<Job, 'name' | 'hashes'>): string =>
	hashes.length > 1 ? `${name} (+${hashes.length - 1})` : name;
