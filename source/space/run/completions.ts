import type {Hash, Torrent} from '../../qbit/types.ts';
import {newJobId} from '../job/id.ts';
import type {Job, JobKind} from '../job/shape.ts';
import {isComplete} from '../place.ts';
import type {Move} from '../plan/shape.ts';
import type {Completion, DurableStore} from '../store/shape.ts';

/** How torrents become jobs. */

export const completionOf = ({hash, completion_on}: Torrent): Completion => ({
	torrent: hash,
	// -1, 0 and 2^32 - 1 are the server's words for “never” and “not known”.
	completedOn: completion_on > 0 && completion_on < 0xff_ff_ff_ff ? completion_on : 0,
});

/** Complete, and neither a job of it nor a person’s no is known. */
export const isNew = (torrent: Torrent, store: DurableStore): boolean => {
	if (!isComplete(torrent) || store.isInBaseline(torrent.hash)) return false;
	const completion = completionOf(torrent);
	if (store.isBuried(completion) || store.openJobOf(torrent.hash) !== undefined) return false;
	const last = store.lastJobOf(torrent.hash);
	// Its job ended only as the server did not list it: it does again.
	if (store.isSeen(completion)) return last?.state === 'GONE';
	return !isGivenUp(completion, last);
};

/** Also where the server did not list it when a person gave it up. */
const isGivenUp = ({completedOn}: Completion, last: Job | undefined): boolean =>
	last?.state === 'CANCELLED' && completedOn * 1000 <= last.updatedAt;

/** Something is known of it from before: a job, or that it was left where it is. */
export const isKnown = (torrent: Torrent, store: DurableStore): boolean => {
	const completion = completionOf(torrent);
	return (
		store.isInBaseline(torrent.hash) ||
		store.isSeen(completion) ||
		store.isBuried(completion) ||
		store.lastJobOf(torrent.hash) !== undefined
	);
};

/** Where to is planned when it is looked at first. */
export const newJob = (hash: Hash, name: string, kind: JobKind, now: number): Job => ({
	...{id: newJobId(now), kind, hashes: [hash], member: 0, name},
	...{source: '', destination: '', volume: '', bytes: 0, priority: 0},
	...{state: 'QUEUED', attempts: 0, notBefore: 0, createdAt: now, updatedAt: now},
});

/** The same of one that the server lists. */
export const newJobOf = (
	{hash, name}: Pick<Torrent, 'hash' | 'name'>,
	kind: JobKind,
	now: number,
): Job => ({
	...newJob(hash, name, kind, now),
	listed: true,
});

/** A move of a plan: the group, where to and how much are frozen. */
export const jobOfMove = (move: Move, now: number): Job => {
	const [first] = move.places;
	const apart = move.places.some(({from, to}) => from !== first?.from || to !== first?.to);
	return {
		...newJob(move.hashes[0] ?? '', move.name, 'space', now),
		...{hashes: move.hashes, source: first?.from ?? '', destination: first?.to ?? ''},
		...{volume: move.volume, bytes: move.bytes, priority: move.priority},
		...{takeManual: move.takeManual, state: 'READY'},
		...(apart && {places: move.places}),
	};
};
