import type {Job, JobState} from '../../source/space/job/shape.ts';
import {hashOf} from './a-store.ts';

/** A job of one torrent; a higher index is younger. */
export const aJob = (index: number, state: JobState = 'QUEUED'): Job => ({
	id: `01JOB${String(index).padStart(21, '0')}`,
	kind: 'completion',
	hashes: [hashOf(index)],
	member: 0,
	name: `Torrent ${index}`,
	source: '/downloads/ssd',
	destination: '/downloads/hdd',
	volume: 'hdd',
	bytes: 1000 * index,
	priority: 0,
	state,
	attempts: 0,
	notBefore: 0,
	createdAt: 1_763_000_000_000 + index,
	updatedAt: 1_763_000_000_000 + index,
});
