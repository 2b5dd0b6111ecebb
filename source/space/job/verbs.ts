import {hashOf, isWhole, placeOf, torrentOf, whereIs} from './member.ts';
import type {Seen} from './seen.ts';
import {isFinal, isOutstanding, type Job, type Reason} from './shape.ts';
import {enter, look, type Step, stay} from './step-shape.ts';

/** What a person may do with a job. Refused with the reason, when it can’t be done now. */
export type Verdict = Step | {refused: string};

/** It is tested anew, with all attempts before it; what must hold is not weakened by it. */
export const retry = (job: Job, now: number): Verdict => {
	if (job.state !== 'HELD' && job.state !== 'BLOCKED') return {refused: whyNoRetry(job)};
	if (job.reason?.code === 'RELEASED') {
		return {refused: 'It is being pointed back to the good copy: wait until that is checked.'};
	}
	const state = job.destination === '' ? 'QUEUED' : 'READY';
	const intent = job.intent && {...job.intent, unmounted: undefined};
	return look(enter(job, state, {attempts: 0, notBefore: 0, intent, updatedAt: now}), 0);
};

const whyNoRetry = (job: Job): string =>
	isFinal(job) ? 'It has ended: a new job can be made.' : 'It is under way by itself.';

/** A move that the server has can’t be called back. */
export const cancel = (job: Job, now: number): Verdict => {
	if (isFinal(job)) return {refused: 'It has ended already.'};
	if (isOutstanding(job)) {
		return {refused: 'qBittorrent has the move already, and has no call that ends it.'};
	}
	if (job.state === 'VERIFYING' || job.state === 'TAGGING') {
		return {refused: 'It has been moved: only the check and the tags are left.'};
	}
	const reason: Reason = {code: 'BY_OPERATOR', text: 'Cancelled.'};
	return stay(enter(job, 'CANCELLED', {reason, updatedAt: now}));
};

/**
 * Points the torrent back to the copy at the source and has it rechecked. The only way by which
 * something is moved onto files that exist, and only when a person says so.
 */
export const release = (job: Job, seen: Seen): Verdict => {
	const refused = whyNoRelease(job, seen);
	if (refused !== undefined) return {refused};
	const [hash, {from}] = [hashOf(job), placeOf(job)];
	const isThere = whereIs(torrentOf(job, seen), placeOf(job)) === 'source';
	const text = `Pointed back to ${from}; qBittorrent checks it there.`;
	const released = enter(job, 'HELD', {
		reason: {...job.reason, code: 'RELEASED', text, good: from},
		updatedAt: seen.now,
	});
	return {job: released, intent: {do: 'release', hash, to: from, isThere}};
};

const whyNoRelease = (job: Job, seen: Seen): string | undefined => {
	if (job.state !== 'HELD') return 'Only a job that is held can be released.';
	if (!seen.server.reachable || !torrentOf(job, seen)) return 'qBittorrent does not show it now.';
	if (seen.moving.length > 0) return 'qBittorrent is moving something: wait until that is done.';
	if (!seen.source?.there) return 'It can’t be seen whether the old copy is still there.';
	// Those that are not there come along; those that are there stay as they are, and are checked.
	if (seen.source.there.length === 0) return `None of its files is in ${placeOf(job).from}.`;
	return wouldBeLess(job, seen);
};

/** What is there wins over what comes along: a whole copy would be left for a part of one. */
const wouldBeLess = (job: Job, seen: Seen): string | undefined => {
	const torrent = torrentOf(job, seen);
	const at = whereIs(torrent, placeOf(job));
	if (!torrent || at === 'source' || seen.source?.complete || !isWhole(torrent)) return undefined;
	// The server does not notice by itself that files are gone.
	const isHollow = at === 'destination' && seen.destination?.complete === false;
	return isHollow
		? undefined
		: `It is whole in ${torrent.contentPath}, and only a part of it is in ${placeOf(job).from}: it stays where it is.`;
};
