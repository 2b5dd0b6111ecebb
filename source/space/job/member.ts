import type {State} from '../../qbit/types.ts';
import {isWithin} from '../paths.ts';
import type {Limits, Seen, SeenTorrent} from './seen.ts';
import type {Job, Place, Reason, Whereabouts} from './shape.ts';
import {enter, look, type Step} from './step-shape.ts';

/** The member of a job whose turn it is, and what was seen of it. */

export const hashOf = (job: Job, member = job.member): string => job.hashes[member] ?? '';

export const torrentOf = (job: Job, seen: Seen): SeenTorrent | undefined =>
	seen.torrents[hashOf(job)];

export const placeOf = (job: Job, member = job.member): Place =>
	job.places?.[member] ?? {from: job.source, to: job.destination};

/** By `content_path` alone: `save_path` may name a place that was never reached. */
export const whereIs = (torrent: SeenTorrent | undefined, {from, to}: Place): Whereabouts => {
	if (!torrent) return 'absent';
	const inSource = isWithin(torrent.contentPath, from);
	const inDestination = isWithin(torrent.contentPath, to);
	// One may lie within the other: the longer one says more.
	if (inSource && inDestination) return to.length > from.length ? 'destination' : 'source';
	return inDestination ? 'destination' : inSource ? 'source' : 'elsewhere';
};

/** The same folder, however its end and its separators are written. */
export const samePath = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (path: string): string => path.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '');

/** Complete, and nothing goes on that will change where it is. */
const settledStates: ReadonlySet<State> = new Set<State>([
	...(['uploading', 'stalledUP', 'queuedUP', 'forcedUP', 'pausedUP', 'stoppedUP'] as const),
]);

export const isSettled = ({state}: SeenTorrent): boolean => settledStates.has(state);

export const isWhole = ({progress, amountLeft}: SeenTorrent): boolean =>
	progress === 1 && amountLeft === 0;

export const isChecking = ({state}: SeenTorrent): boolean => state.startsWith('checking');

export const isBroken = ({state}: SeenTorrent): boolean =>
	state === 'error' || state === 'missingFiles';

/** The paths at the destination that are not there because a member before this one is. */
export const residueOf = (job: Job, seen: Seen): readonly string[] | undefined =>
	seen.destination?.there
		?.filter(({sharedWith}) => sharedWith === undefined || !hasArrived(job, seen, sharedWith))
		.map(({path}) => path);

const hasArrived = (job: Job, seen: Seen, hash: string): boolean => {
	const member = job.hashes.indexOf(hash);
	const torrent = seen.torrents[hash];
	if (member < 0 || !torrent) return false;
	return isWhole(torrent) && whereIs(torrent, placeOf(job, member)) === 'destination';
};

/**
 * Two samples: `agreed` once the same was seen twice, `apart` milliseconds apart. Anything else
 * that is seen in between begins anew.
 */
export const sample = (
	job: Job,
	sign: string,
	seen: Seen,
	apart: number,
): {agreed: boolean; job: Job; left: number} => {
	const {evidence} = job;
	const since = evidence?.sign === sign ? evidence.since : seen.ticks;
	const left = Math.max(0, since + apart - seen.ticks);
	const agreed = evidence?.sign === sign && left === 0;
	return {agreed, job: {...job, evidence: {sign, since}}, left};
};

/** Where each member is, for a group that stopped half-way. */
export const withMembers = (job: Job, seen: Seen, reason: Reason): Reason => {
	if (job.hashes.length < 2) return reason;
	const members = job.hashes.map((hash, member) => ({
		hash,
		at: whereIs(seen.torrents[hash], placeOf(job, member)),
		progress: seen.torrents[hash]?.progress ?? 0,
	}));
	return {...reason, members};
};

/** This member is done with: the next one’s turn, or the end. */
export const nextMember = (job: Job, seen: Seen): Step => {
	const {removed = []} = job;
	const member = job.hashes.findIndex((hash, at) => at > job.member && !removed.includes(hash));
	if (member >= 0) {
		const next = {member, attempts: 0, notBefore: 0, intent: undefined};
		return look(enter(job, 'READY', next), 0);
	}
	if (removed.length === job.hashes.length) {
		const reason: Reason = {code: 'REMOVED', text: 'It was removed from qBittorrent.'};
		return {job: enter(job, 'GONE', {reason}), intent: {do: 'nothing'}};
	}
	const astray = job.hashes.findIndex(hash => seen.torrents[hash] && !hasArrived(job, seen, hash));
	// Done means all of them: one that was moved on meanwhile is verified again.
	if (astray >= 0 && astray !== job.member) {
		return look(enter(job, 'VERIFYING', {member: astray}), 0);
	}
	return {job: enter(job, 'DONE', {hooks: 'due'}), intent: {do: 'hooks'}};
};

/** The server does not list it: believed after two whole lists. */
export const whenAbsent = (job: Job, seen: Seen, limits: Limits): Step => {
	if (!seen.listIsWhole) return look({...job, evidence: undefined}, limits.settle);
	const twice = sample(job, 'absent', seen, limits.settle);
	if (!twice.agreed) return look(twice.job, twice.left);
	return nextMember({...job, removed: [...(job.removed ?? []), hashOf(job)]}, seen);
};
