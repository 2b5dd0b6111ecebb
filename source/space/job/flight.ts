import {isChecking, placeOf, residueOf, sample, torrentOf, whereIs, withMembers} from './member.ts';
import {goodCopy, identityOf, residueText} from './preconditions.ts';
import type {Limits, Seen} from './seen.ts';
import type {Job, Reason} from './shape.ts';
import {enter, type Handler, hold, look, type Step, stay, wait} from './step-shape.ts';

/** While a move is with the server, or may be: ISSUING, MOVING and RECONCILE. */

/** What came of the request, as far as its answer tells. */
export type Answer =
	/** 2xx. The server also says so to a hash it does not know, and before it begins. */
	| 'accepted'
	/** 409: the folder can’t be made; nothing is moved. */
	| 'noFolder'
	/** No connection, or no session (401, 403): nothing is moved. */
	| 'notHeard'
	/** Any other 4xx: nothing is moved. */
	| 'rejected'
	/** A time-out, a cut connection, 5xx: it may be executed, or will be. */
	| 'unknown';

/** TABLE: what an answer to the request makes of the job. */
const afterAnswer: Readonly<Record<Answer, (job: Job, seen: Moment, limits: Limits) => Step>> = {
	accepted: job => look(withAnswer(job, 'MOVING', 'accepted'), 0),
	unknown: job => look(withAnswer(job, 'RECONCILE', 'unknown'), 0),
	notHeard: (job, _, limits) => {
		const reason: Reason = {
			code: 'QBT_DOWN',
			text: 'qBittorrent could not be reached, or refused the session.',
		};
		// What was not heard was not sent.
		return look(enter(job, 'BLOCKED', {reason, sent: (job.sent ?? 1) - 1}), limits.settle);
	},
	noFolder: (job, moment, limits) => {
		const text = 'qBittorrent can’t make the folder: check its owner and its permissions.';
		const reason: Reason = {code: 'DST_MKDIR', text, paths: [placeOf(job).to]};
		if (job.attempts > 0) return hold(job, reason);
		return look(
			enter(job, 'BLOCKED', {reason, ...nextAttempt(job, moment, limits)}),
			limits.settle,
		);
	},
	rejected: job => hold(job, {code: 'REFUSED', text: 'qBittorrent refused the move.'}),
};

export type Moment = Pick<Seen, 'now' | 'chance'>;

export const answered = (job: Job, answer: Answer, moment: Moment, limits: Limits): Step => {
	if (job.state !== 'ISSUING') return stay(job);
	const after = afterAnswer[answer](job, moment, limits);
	return {...after, job: {...after.job, updatedAt: moment.now}};
};

const withAnswer = (job: Job, state: 'MOVING' | 'RECONCILE', answer: 'accepted' | 'unknown') =>
	enter(job, state, job.intent && {intent: {...job.intent, answer}});

/** Full jitter: anywhere between none and all of a wait that doubles. */
const nextAttempt = (job: Job, moment: Moment, limits: Limits): Partial<Job> => {
	const most = Math.min(limits.backoff * 2 ** job.attempts, limits.backoffMost);
	return {attempts: job.attempts + 1, notBefore: moment.now + Math.round(moment.chance * most)};
};

/** Found without its answer: whoever was to bring it has died. */
export const doubt: Handler = job => look(enter(job, 'RECONCILE'), 0);

export const follow: Handler = (job, seen, limits) => {
	const torrent = torrentOf(job, seen);
	if (!torrent) return stay(job);
	if (isRestarted(job, seen)) return look(enter(job, 'RECONCILE'), 0);
	if (torrent.state === 'moving') return keepMoving(job, seen, limits);
	if (torrent.state === 'checkingResumeData') return wait(job, job.reason, limits.settle);
	const twice = sample(job, `still ${torrent.contentPath}`, seen, limits.settle);
	if (!twice.agreed) return look(twice.job, twice.left);
	const arrived = whereIs(torrent, placeOf(job)) === 'destination';
	return look(enter(job, arrived ? 'VERIFYING' : 'RECONCILE'), 0);
};

/** Another server than the one that took the request: it has forgotten it. */
const isRestarted = ({intent}: Job, {server}: Seen): boolean =>
	intent?.launchTime !== undefined &&
	server.launchTime !== undefined &&
	intent.launchTime !== server.launchTime;

/** There is no call to end a move: one that takes too long is only reported. */
const keepMoving = (job: Job, seen: Seen, limits: Limits): Step => {
	const allowed = limits.stalled + (job.bytes / limits.slowest) * 1000;
	const isStalled = seen.now - (job.intent?.sentAt ?? seen.now) > allowed;
	if (!isStalled) return wait(job, undefined, limits.settle);
	const text = 'qBittorrent has been moving it for far too long. Nothing else is moved meanwhile.';
	const reason: Reason = {code: 'STALLED', text};
	if (job.reason?.code === 'STALLED') return wait(job, job.reason, limits.settle);
	return {job: {...job, reason, evidence: undefined}, intent: {do: 'tell', reason}};
};

/** Nothing is sent from here: what happened is found out by looking. */
export const reconcile: Handler = (job, seen, limits) => {
	const torrent = torrentOf(job, seen);
	if (!torrent) return stay(job);
	if (torrent.state === 'moving') return look(asSeenMoving(job, seen), limits.settle);
	const place = whereIs(torrent, placeOf(job));
	if (place === 'destination') return look(enter(job, 'VERIFYING'), 0);
	if (isChecking(torrent) || seen.server.upFor < limits.serverSettle) {
		return wait(job, undefined, limits.settle);
	}
	const apart = job.intent?.answer === 'accepted' ? limits.settle : limits.doubt;
	const sign = `${torrent.contentPath} ${identityOf(job, seen)}`;
	const twice = sample(job, sign, seen, apart);
	if (!twice.agreed) return look(twice.job, Math.min(twice.left, limits.settle));
	return place === 'source' ? notMoved(job, seen, limits) : movedElsewhere(job, seen);
};

const asSeenMoving = (job: Job, seen: Seen): Job =>
	enter(
		job,
		'MOVING',
		job.intent && {
			intent: {...job.intent, answer: 'accepted', launchTime: seen.server.launchTime},
		},
	);

/** The residue rule: what a broken move has left is never moved onto. */
const notMoved = (job: Job, seen: Seen, limits: Limits): Step => {
	const paths = residueOf(job, seen) ?? [];
	const good = goodCopy(job, seen);
	if (paths.length > 0) {
		const text = residueText(job, seen);
		return hold(job, withMembers(job, seen, {code: 'DEST_RESIDUE', text, paths, ...good}));
	}
	if (job.attempts + 1 >= limits.attempts) {
		const text = `${limits.attempts} moves did not happen. qBittorrent’s log says why (room, permissions).`;
		return hold(job, withMembers(job, seen, {code: 'ATTEMPTS', text, ...good}));
	}
	// Where the destination can’t be seen now, READY waits until it can.
	return look(enter(job, 'READY', nextAttempt(job, seen, limits)), 0);
};

const movedElsewhere = (job: Job, seen: Seen): Step => {
	const paths = [torrentOf(job, seen)?.contentPath ?? ''];
	const text = 'It is neither where it was nor where it was to go: someone has moved it meanwhile.';
	return hold(job, withMembers(job, seen, {code: 'CONTESTED', text, paths}));
};
