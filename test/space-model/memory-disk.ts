import {isFinal, type Job} from '../../source/space/job/shape.ts';
import type {Breakage, Disk, Entry} from './machine.ts';

/** Jobs as text in memory: what a disk is when nothing can be wrong with it. */
export const createMemoryDisk = (
	/** ms since 1970, and a number that is not given twice */
	moment: () => {now: number; id: string},
	{sendsFirst = false}: Breakage,
): Disk => {
	const rows = new Map<string, string>();
	const history: Entry[] = [];
	return {
		history,
		stored: () => [...rows.values()],
		open: () => {
			const jobs = new Map([...rows].map(([id, row]): [string, Job] => [id, JSON.parse(row)]));
			const put = (job: Job): void => {
				if (!sendsFirst || job.state !== 'ISSUING') rows.set(job.id, JSON.stringify(job));
				jobs.set(job.id, job);
			};
			return {
				all: () => [...jobs.values()],
				active: () => [...jobs.values()].filter(job => !isFinal(job)),
				get: id => jobs.get(id),
				save: (job, entry) => {
					put(job);
					history.push(entry);
				},
				add: hash => {
					const {now, id} = moment();
					put({
						...{id, kind: 'completion', hashes: [hash], member: 0, name: '', source: ''},
						...{destination: '', volume: '', bytes: 0, priority: 0, state: 'QUEUED', attempts: 0},
						...{notBefore: 0, createdAt: now, updatedAt: now},
					});
					return id;
				},
			};
		},
	};
};
