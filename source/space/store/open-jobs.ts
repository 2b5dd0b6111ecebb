import {isFinal, type Job} from '../job/shape.ts';
import type {DurableStore} from './shape.ts';

type Kept = Pick<DurableStore, 'openJobs' | 'commit'>;

/**
 * The open jobs, read once and from then on followed: they are asked for many times for each job that
 * is looked at, and each reading takes apart as many documents as there are jobs.
 */
export const rememberOpen = ({openJobs, commit}: Kept): Kept => {
	let open: readonly Job[] | undefined;
	return {
		openJobs: () => {
			open ??= openJobs();
			return open;
		},
		commit: changes => {
			commit(changes);
			if (open && changes.jobs && changes.jobs.length > 0) open = after(open, changes.jobs);
		},
	};
};

const after = (open: readonly Job[], changed: readonly Job[]): readonly Job[] => {
	const jobs = new Map(open.map(job => [job.id, job]));
	for (const job of changed) {
		if (isFinal(job)) jobs.delete(job.id);
		else jobs.set(job.id, asRead(job));
	}
	return [...jobs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** As it comes back from the disk: without fields that are undefined, and nobody else’s. */
const asRead = (job: Job): Job => JSON.parse(JSON.stringify(job));
