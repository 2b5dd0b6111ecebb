import {join} from 'node:path';
import {isOutstanding, type Job} from './job/shape.ts';
import {makeStateFolder, writeWhole} from './store/state-folder.ts';

/** The jobs that have not ended, as `orchestrator_state.json` of the program before qbtui, version 1.0. */
const olderState = (jobs: readonly Job[], now: number): Record<string, unknown> => ({
	version: '1.0',
	queue_items: jobs
		.filter(job => !isOutstanding(job))
		.flatMap(job => job.hashes.map(hash => queuedItem(job, hash))),
	running_processes: jobs.filter(isOutstanding).flatMap(job =>
		job.hashes.map(hash => ({
			...{id: job.id, torrent_hash: hash, status: 'running', result: null},
			start_time: (job.intent?.sentAt ?? job.updatedAt) / 1000,
		})),
	),
	statistics: {},
	shutdown_time: now / 1000,
});

const queuedItem = (job: Job, hash: string): Record<string, unknown> => ({
	id: job.id,
	torrent_data: {hash_v1: hash, torrent_id: hash, name: job.name, save_path: job.source},
	queued_time: job.createdAt / 1000,
	priority: job.priority,
});

/** Not beside the state: what lies there is taken over as work to be done. @throws on a full disk */
export const saveOlderState = (folder: string, jobs: readonly Job[], now: number): string => {
	const into = join(folder, 'export');
	makeStateFolder(into);
	const path = join(into, 'orchestrator_state.json');
	writeWhole(path, `${JSON.stringify(olderState(jobs, now), undefined, 2)}\n`);
	return path;
};
