import {
	hashOf,
	isBroken,
	isChecking,
	isSettled,
	isWhole,
	nextMember,
	placeOf,
	samePath,
	sample,
	torrentOf,
	whereIs,
	withMembers,
} from './member.ts';
import type {Limits, Seen, SeenTorrent} from './seen.ts';
import type {Job, Reason} from './shape.ts';
import {enter, type Handler, hold, look, type Step, stay, wait} from './step-shape.ts';

/** At the destination: VERIFYING and TAGGING; and HELD. */

/** Whole, in a settled state, at the very folder, on its volume: twice. */
export const verify: Handler = (job, seen, limits) => {
	const torrent = torrentOf(job, seen);
	if (!torrent) return stay(job);
	if (isChecking(torrent) || torrent.state === 'moving') {
		const text = 'qBittorrent is checking it at the destination.';
		return wait(job, isChecking(torrent) ? {code: 'CHECKING', text} : undefined, limits.settle);
	}
	const found = judge(job, torrent, seen);
	if (found === 'hidden') return wait(job, notMounted(job), limits.settle);
	const sign = `${found} ${torrent.contentPath} ${torrent.savePath}`;
	const twice = sample(
		enter(job, 'VERIFYING', {evidence: job.evidence}),
		sign,
		seen,
		limits.settle,
	);
	if (!twice.agreed) return look(twice.job, twice.left);
	return verdicts[found](job, seen);
};

const notMounted = (job: Job): Reason => ({
	code: 'DST_NOT_MOUNTED',
	text: 'It was moved, and the destination’s volume is no longer mounted: mount it.',
	paths: [placeOf(job).to],
});

const unmounted = (job: Job): Reason => ({
	code: 'DST_NOT_MOUNTED',
	text: 'The destination’s volume was not mounted while it was moved: files may lie below the mount point. Have qBittorrent recheck it, then retry.',
	paths: [placeOf(job).to],
});

type Found = 'whole' | 'incomplete' | 'cameBack' | 'elsewhere' | 'below' | 'hidden';

const judge = (job: Job, torrent: SeenTorrent, {destination}: Seen): Found => {
	const {to} = placeOf(job);
	if (destination?.mounted === false) {
		// What was written while nothing was mounted is out of sight, and out of use, afterwards.
		return (destination.there ?? []).length > 0 ? 'below' : 'hidden';
	}
	const at = whereIs(torrent, placeOf(job));
	if (at === 'source') return 'cameBack';
	if (at !== 'destination' || !samePath(torrent.savePath, to)) return 'elsewhere';
	// The server does not notice by itself that files are gone, as when a volume hides them.
	if (destination?.there && !destination.complete) return 'incomplete';
	return isWhole(torrent) && isSettled(torrent) ? 'whole' : 'incomplete';
};

/** TABLE: what is done about what was found twice. */
const verdicts: Readonly<Record<Exclude<Found, 'hidden'>, (job: Job, seen: Seen) => Step>> = {
	below: (job, seen) => hold(job, withMembers(job, seen, unmounted(job))),
	whole: (job, seen) =>
		job.intent?.unmounted
			? hold(job, withMembers(job, seen, unmounted(job)))
			: look(enter(job, 'TAGGING'), 0),
	incomplete: (job, seen) => hold(job, withMembers(job, seen, incomplete(job, seen))),
	cameBack: (job, seen) => hold(job, withMembers(job, seen, cameBack(job, seen))),
	elsewhere: (job, seen) => hold(job, withMembers(job, seen, elsewhere(job, seen))),
};

const incomplete = (job: Job, seen: Seen): Reason => {
	const torrent = torrentOf(job, seen);
	const broken = torrent && isBroken(torrent) ? ', and qBittorrent reports an error' : '';
	const {from} = placeOf(job);
	const text = `It is not whole at the destination${broken}. Delete nothing`;
	const code = 'INCOMPLETE_AFTER_MOVE';
	const paths = torrent ? [torrent.contentPath] : [];
	if (seen.source?.complete) {
		const all = `${text}: all of its files are still in ${from}. Release points it back.`;
		return {code, text: all, paths, good: from};
	}
	// A file that was in the way was taken for good, and the good one stayed where it was.
	return (seen.source?.there ?? []).length > 0
		? {
				code,
				text: `${text}: files of it are still in ${from}. Release takes it back to them.`,
				paths,
			}
		: {code, text: `${text}, and look whether a copy is left in ${from}.`, paths};
};

const cameBack = (job: Job, seen: Seen): Reason => ({
	code: 'CONTESTED',
	text: 'It was moved, and something has brought it back: another program, or a category’s folder.',
	paths: [torrentOf(job, seen)?.contentPath ?? ''],
});

const elsewhere = (job: Job, seen: Seen): Reason => ({
	code: 'CONTESTED',
	text: `Someone has moved it on, away from ${placeOf(job).to}.`,
	paths: [torrentOf(job, seen)?.contentPath ?? ''],
});

/** First the tag of the new place, then off with those of other places. */
export const tag: Handler = (job, seen, limits) => {
	const torrent = torrentOf(job, seen);
	if (!torrent) return stay(job);
	if (whereIs(torrent, placeOf(job)) !== 'destination') return look(enter(job, 'VERIFYING'), 0);
	const wanted = limits.placeTags.filter(name => name === job.volume);
	const missing = wanted.filter(name => !torrent.tags.includes(name));
	const wrong = limits.placeTags.filter(name => name !== job.volume && torrent.tags.includes(name));
	if (missing.length > 0) return sendTags(job, 'addTags', missing, seen, limits);
	if (wrong.length > 0) return sendTags(job, 'removeTags', wrong, seen, limits);
	return nextMember(job, seen);
};

/** Sent again when they are still not as they should be at the next look but one. */
const sendTags = (
	job: Job,
	verb: 'addTags' | 'removeTags',
	tags: readonly string[],
	seen: Seen,
	limits: Limits,
): Step => {
	const left = job.notBefore - seen.now;
	if (left > 0 && left <= limits.settle) return look(job, left);
	const sent = {...job, reason: undefined, notBefore: seen.now + limits.settle};
	return {job: sent, intent: {do: verb, hash: hashOf(job), tags}};
};

/** As evidence: a check was seen since the release. */
const checked = 'checked';

/** Nothing by itself, but for a release to be seen through. */
export const remain: Handler = (job, seen, limits) => {
	if (job.hashes.every(hash => !seen.torrents[hash])) return whenAllAbsent(job, seen, limits);
	const torrent = torrentOf(job, seen);
	if (!torrent || job.reason?.code !== 'RELEASED') {
		return stay(job.evidence ? {...job, evidence: undefined} : job);
	}
	if (isChecking(torrent)) {
		return look({...job, evidence: {sign: checked, since: seen.ticks}}, limits.settle);
	}
	if (torrent.state === 'moving') return look({...job, evidence: undefined}, limits.settle);
	if (!isBack(job, torrent)) return notBack(job, seen, limits);
	// A check that was asked for may not have begun yet; a short one is over before one looks.
	const isChecked = job.evidence?.sign.startsWith(checked) === true;
	const twice = isChecked
		? sample(job, `${checked}, back`, seen, limits.settle)
		: sample(job, 'back', seen, limits.doubt);
	if (!twice.agreed) return look(twice.job, Math.min(twice.left, limits.settle));
	const found = isChecked ? 'It is checked, and whole again' : 'qBittorrent has it whole again';
	const reason: Reason = {code: 'RELEASED', text: `${found} in ${placeOf(job).from}.`};
	return stay(enter(job, 'CANCELLED', {reason}));
};

/** The server was restarted before it began, or the old copy is not whole: a person is told. */
const notBack = (job: Job, seen: Seen, limits: Limits): Step => {
	const text = `It was pointed back to ${placeOf(job).from}, and is not whole there: look at qBittorrent’s log, and release it once more.`;
	if (job.reason?.text === text) return look(job, limits.settle);
	const twice = sample(job, 'not back', seen, limits.doubt);
	if (!twice.agreed) return look(twice.job, Math.min(twice.left, limits.settle));
	const reason: Reason = {...job.reason, code: 'RELEASED', text};
	return {job: {...twice.job, reason}, intent: {do: 'tell', reason}};
};

const isBack = (job: Job, torrent: SeenTorrent): boolean =>
	isWhole(torrent) && isSettled(torrent) && whereIs(torrent, placeOf(job)) === 'source';

const whenAllAbsent = (job: Job, seen: Seen, limits: Limits): Step => {
	if (!seen.listIsWhole) return look({...job, evidence: undefined}, limits.settle);
	const twice = sample(job, 'absent', seen, limits.settle);
	if (!twice.agreed) return look(twice.job, twice.left);
	const reason: Reason = {code: 'REMOVED', text: 'It was removed from qBittorrent.'};
	return stay(enter(job, 'GONE', {reason, removed: job.hashes}));
};
