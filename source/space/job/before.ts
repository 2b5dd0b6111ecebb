import {
	hashOf,
	placeOf,
	samePath,
	sample,
	torrentOf,
	whenAbsent,
	whereIs,
	withMembers,
} from './member.ts';
import {goodCopy, hasBegun, identityOf, type Look, preconditions} from './preconditions.ts';
import type {Limits, Seen, Verdict} from './seen.ts';
import type {Job, Reason} from './shape.ts';
import {enter, type Handler, hold, look, type Step, stay, wait} from './step-shape.ts';

/** Before a move is sent: QUEUED, READY and BLOCKED. */

/** The place is planned and frozen as soon as the rules say “move”. */
export const plan: Handler = (job, seen, limits) => {
	const {verdict} = seen;
	if (job.listed && !torrentOf(job, seen)) return whenAbsent(job, seen, limits);
	if (!verdict) return unresolved(job, seen, limits);
	if (verdict.say !== 'move') return obey(job, verdict, limits);
	const [first] = verdict.places;
	if (!first) return unresolved(job, seen, limits);
	const {hashes, name, places, volume, bytes, takeManual} = verdict;
	const frozen = {hashes, name, volume, bytes, takeManual, source: first.from};
	const planned = {...frozen, destination: first.to, member: 0, removed: []};
	const apart = places.some(({from, to}) => from !== first.from || to !== first.to);
	return look(enter(job, 'READY', apart ? {...planned, places} : planned), 0);
};

const unknownToServer: Reason = {
	code: 'UNRESOLVED',
	text: 'qBittorrent does not know it yet.',
};

/** Announced before the server lists it, or by a hash that it does not know. */
const unresolved: Handler = (job, seen, limits) => {
	// A clock that was set back must not keep it for ever.
	const unknownFor = Math.abs(seen.now - job.createdAt);
	if (!seen.listIsWhole || unknownFor < limits.unresolved) {
		return wait(job, unknownToServer, limits.settle);
	}
	const twice = sample({...job, reason: unknownToServer}, 'absent', seen, limits.settle);
	if (!twice.agreed) return look(twice.job, twice.left);
	const text = 'qBittorrent never knew it, or it was removed.';
	return stay(enter(job, 'GONE', {reason: {code: 'REMOVED', text}}));
};

const obey = (job: Job, verdict: Exclude<Verdict, {say: 'move'}>, limits: Limits): Step => {
	const {say, reason} = verdict;
	if (say === 'skip') return stay(enter(job, 'SKIPPED', {reason}));
	return say === 'hold' ? hold(job, reason) : wait(job, reason, limits.settle);
};

/** What must hold is looked at until it holds twice; then, when it is this job’s turn, it moves. */
export const test: Handler = (job, seen, limits) => {
	const torrent = torrentOf(job, seen);
	if (!torrent) return stay(job);
	if (whereIs(torrent, placeOf(job)) === 'destination') return look(enter(job, 'VERIFYING'), 0);
	const changed = ruledAnew(job, seen, limits);
	if (changed) return changed;
	const failed = firstFailure({job, torrent, seen, limits});
	if (failed) return failed;
	const ready = enter(job, 'READY', {evidence: job.evidence});
	const twice = sample(ready, `ready ${identityOf(job, seen)}`, seen, limits.settle);
	if (!twice.agreed) return look(twice.job, twice.left);
	return seen.turn ? issue(twice.job, seen) : look(twice.job, limits.settle);
};

/** Committed first, and sent after. */
const issue = (job: Job, seen: Seen): Step => {
	const [hash, {to}] = [hashOf(job), placeOf(job)];
	const {launchTime} = seen.server;
	const intent = {hash, to, sentAt: seen.now, launchTime};
	const sent = (job.sent ?? 0) + 1;
	return {job: enter(job, 'ISSUING', {intent, sent, notBefore: 0}), intent: {do: 'move', hash, to}};
};

const firstFailure = (at: Look): Step | undefined => {
	const row = preconditions.find(({fails}) => fails(at) !== undefined);
	if (!row) return undefined;
	const paths = row.paths?.(at);
	const text = row.fails(at) ?? '';
	const good = row.code === 'DEST_RESIDUE' ? goodCopy(at.job, at.seen) : {};
	const reason: Reason = {code: row.code, text, ...(paths && {paths}), ...good};
	if (row.becomes === 'HELD') return hold(at.job, withMembers(at.job, at.seen, reason));
	return look(enter(at.job, 'BLOCKED', {reason}), at.limits.settle);
};

/** As long as no member has moved, the rules have the last word. */
const ruledAnew = (job: Job, seen: Seen, limits: Limits): Step | undefined => {
	const {verdict} = seen;
	if (hasBegun(job)) return undefined;
	if (!verdict) return wait(enter(job, 'BLOCKED'), unknownToServer, limits.settle);
	if (verdict.say === 'move') {
		return isSamePlan(job, verdict) ? undefined : look(enter(job, 'QUEUED'), 0);
	}
	return obey(verdict.say === 'wait' ? enter(job, 'BLOCKED') : job, verdict, limits);
};

const isSamePlan = (job: Job, verdict: Extract<Verdict, {say: 'move'}>): boolean => {
	const left = job.hashes.filter(hash => !job.removed?.includes(hash));
	return (
		left.length === verdict.hashes.length &&
		left.every(hash => verdict.hashes.includes(hash)) &&
		verdict.places.every((place, at) => {
			const mine = placeOf(job, job.hashes.indexOf(verdict.hashes[at] ?? ''));
			return samePath(mine.from, place.from) && samePath(mine.to, place.to);
		})
	);
};
