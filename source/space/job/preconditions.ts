import {compareVersions} from '../../qbit/endpoints.ts';
import {isWithin, ownDiskMark} from '../paths.ts';
import {
	hashOf,
	isBroken,
	isChecking,
	isSettled,
	isWhole,
	placeOf,
	residueOf,
	whereIs,
} from './member.ts';
import type {Limits, Seen, SeenTorrent} from './seen.ts';
import type {Job, ReasonCode} from './shape.ts';

/** Before 4.6 a failed move is reported as done, and the next one does nothing. */
export const oldestThatMoves = '4.6.0';

/** One thing that must hold before a move is sent. */
export type Precondition = {
	code: ReasonCode;
	/** What becomes of the job when it does not hold. */
	becomes: 'BLOCKED' | 'HELD';
	/** Why it does not hold; undefined when it does. */
	fails: (look: Look) => string | undefined;
	paths?: (look: Look) => readonly string[];
};

export type Look = {job: Job; torrent: SeenTorrent; seen: Seen; limits: Limits};

/** TABLE: tested in this order; the first that fails is the reason. */
export const preconditions: readonly Precondition[] = [
	{
		code: 'RETRY',
		becomes: 'BLOCKED',
		// A clock that was set back must not make it wait for ever.
		fails: ({job, seen, limits}) => {
			const left = job.notBefore - seen.now;
			return left > 0 && left <= limits.backoffMost
				? 'The move did not happen; it is tried again later.'
				: undefined;
		},
	},
	{
		code: 'PAUSED',
		becomes: 'BLOCKED',
		fails: ({seen}) => (seen.controller === 'paused' ? 'All moves are paused.' : undefined),
	},
	{
		code: 'QUIET_HOURS',
		becomes: 'BLOCKED',
		// What a person asks for by name is asked for now.
		fails: ({job, seen}) =>
			seen.controller === 'quiet' && job.kind !== 'manual'
				? 'These are quiet hours (quiet_hours): it goes when they are over.'
				: undefined,
	},
	{
		code: 'UNSUPPORTED_VERSION',
		becomes: 'BLOCKED',
		fails: ({seen}) =>
			movesSafely(seen.server.version)
				? undefined
				: `Before ${oldestThatMoves}, qBittorrent reports a move that failed as done: update it.`,
	},
	{
		code: 'CONTESTED',
		becomes: 'HELD',
		fails: ({seen}) =>
			seen.contested
				? 'Something has brought it back twice: another program, or a category’s folder.'
				: undefined,
	},
	{
		code: 'CONTESTED',
		becomes: 'HELD',
		fails: ({job, torrent}) =>
			whereIs(torrent, placeOf(job)) === 'elsewhere'
				? 'It is neither where it was nor where it is to go: someone has moved it.'
				: undefined,
		paths: ({torrent}) => [torrent.contentPath],
	},
	{
		code: 'CONTESTED',
		becomes: 'HELD',
		fails: ({job, seen}) =>
			matesBefore(job, seen).every(({at}) => at === 'destination')
				? undefined
				: 'A torrent with the same files, moved before it, is no longer at the destination.',
	},
	{
		code: 'POLICY_PATH',
		becomes: 'HELD',
		fails: ({job, limits}) =>
			isInside(placeOf(job).to, limits.roots[job.volume])
				? undefined
				: `The destination is not inside the folder of “${job.volume}”.`,
		paths: ({job}) => [placeOf(job).to],
	},
	{
		code: 'FOREIGN_MOVE',
		becomes: 'BLOCKED',
		fails: ({seen}) =>
			seen.moving.length > 0 ? 'qBittorrent is moving something already.' : undefined,
	},
	{
		code: 'CHECKING',
		becomes: 'BLOCKED',
		fails: ({torrent}) => (isChecking(torrent) ? 'qBittorrent is checking it.' : undefined),
	},
	{
		code: 'TORRENT_ERROR',
		becomes: 'BLOCKED',
		fails: look =>
			isBroken(look.torrent) && !wasLeftBehind(look)
				? 'qBittorrent reports an error, or that files are missing.'
				: undefined,
	},
	{
		code: 'NOT_COMPLETE',
		becomes: 'BLOCKED',
		fails: look =>
			isReady(look.torrent) || wasLeftBehind(look) ? undefined : 'It is not complete.',
	},
	{
		code: 'AUTO_TMM',
		becomes: 'BLOCKED',
		fails: ({job, torrent}) =>
			torrent.autoTmm && !job.takeManual
				? 'qBittorrent manages its place itself; the rules do not allow to take it over.'
				: undefined,
	},
	{
		code: 'GROUP_BUSY',
		becomes: 'BLOCKED',
		fails: ({job, seen}) =>
			othersAreReady(job, seen) ? undefined : 'Not all torrents with the same files are complete.',
	},
	{
		code: 'DST_NOT_MOUNTED',
		becomes: 'BLOCKED',
		fails: ({job, seen, limits}) =>
			seen.destination?.mounted === false
				? `The destination’s volume is not mounted, or the folder leads to another disk. Only if it is the system’s own disk on purpose: put an empty file ${ownDiskMark} into ${limits.roots[job.volume] ?? job.volume}.`
				: undefined,
		paths: ({job}) => [placeOf(job).to],
	},
	{
		code: 'DST_UNSEEN',
		becomes: 'BLOCKED',
		fails: look => {
			if (mayTrust(look)) return undefined;
			const {mounted, there, free} = look.seen.destination ?? {};
			return mounted === undefined || there === undefined || free === undefined
				? unseenText(look)
				: undefined;
		},
		paths: ({job}) => [placeOf(job).to],
	},
	{
		code: 'DEST_RESIDUE',
		becomes: 'HELD',
		fails: ({job, seen}) =>
			(residueOf(job, seen) ?? []).length > 0 ? residueText(job, seen) : undefined,
		paths: ({job, seen}) => residueOf(job, seen) ?? [],
	},
	{
		code: 'TORRENT_ERROR',
		becomes: 'BLOCKED',
		// The server does not notice by itself that files are gone: the rest alone would arrive.
		fails: ({job, seen}) =>
			!hasBegun(job) && seen.source?.complete === false && (seen.source.there ?? []).length > 0
				? `qBittorrent has it whole, but not all of its files are in ${placeOf(job).from}, or not as long as they should be: have it rechecked.`
				: undefined,
		paths: ({job}) => [placeOf(job).from],
	},
	{
		code: 'DST_FULL',
		becomes: 'BLOCKED',
		fails: look =>
			(look.seen.destination?.free ?? Number.POSITIVE_INFINITY) < needed(look)
				? 'There is not enough room at the destination.'
				: undefined,
	},
];

const unseenText = ({job, seen, limits}: Look): string => {
	const {from, to} = placeOf(job);
	if (seen.source?.there?.length === 0) {
		return `qBittorrent has it whole, and none of its files is seen in ${from}: its disk is not mounted, or path_map leads elsewhere.`;
	}
	if (!limits.trustDestination) {
		return 'Neither this machine nor qBittorrent can tell what lies at the destination, how much room is there, and whether its disk is mounted. Set path_map to where this machine has the server’s folders, or dest_check to trust.';
	}
	return seen.destination === undefined
		? 'qBittorrent did not tell its files just now: it is asked again.'
		: `A move of it was sent before and did not bring it there. What that may have left can’t be seen, and dest_check: trust does not count for it: look into ${to}, remove what lies there of it, and move it by hand.`;
};

export const residueText = (job: Job, seen: Seen): string => {
	const {good} = goodCopy(job, seen);
	const found = 'Files of it lie at the destination already, and a move would take them for good';
	return good === undefined
		? `${found}. It is not certain that the copy in ${placeOf(job).from} is whole: delete nothing before you know.`
		: `${found}. The copy in ${good} is the one in use: look at the others, remove or rename them, then retry; or release.`;
};

/**
 * The copy in use, when all of its files are there and the server finds them whole. What it says
 * of a torrent whose files have left with another one is of no use.
 */
export const goodCopy = (job: Job, seen: Seen): {good?: string} => {
	const known = job.hashes.flatMap(hash => seen.torrents[hash] ?? []);
	const isGood = !hasBegun(job) && seen.source?.complete === true && known.every(isReady);
	return isGood ? {good: placeOf(job).from} : {};
};

export const movesSafely = (version: string | undefined): boolean =>
	version !== undefined && compareVersions(version, oldestThatMoves) >= 0;

const isInside = (path: string, root: string | undefined): boolean =>
	root !== undefined &&
	isWithin(path, root) &&
	!path.includes('\0') &&
	path.split(/[\\/]/).every(segment => segment !== '..' && segment !== '.');

const isReady = (torrent: SeenTorrent): boolean => isSettled(torrent) && isWhole(torrent);

/** A member of it is at the destination already: the others are to follow. */
export const hasBegun = (job: Job): boolean =>
	job.hashes.slice(0, job.member).some(hash => !job.removed?.includes(hash));

/** The members that have been moved, and are still in the server’s list. */
const matesBefore = (job: Job, seen: Seen) =>
	job.hashes.slice(0, job.member).flatMap((hash, member) => {
		const torrent = seen.torrents[hash];
		if (!torrent || job.removed?.includes(hash)) return [];
		return {torrent, at: whereIs(torrent, placeOf(job, member))};
	});

/** Its files went to the destination with a member before it, so that it lacks them here. */
const wasLeftBehind = ({job, seen}: Look): boolean =>
	job.member > 0 && seen.destination?.complete === true && residueOf(job, seen)?.length === 0;

/** All or none: before the first is moved, the others must be able to follow. */
const othersAreReady = (job: Job, seen: Seen): boolean =>
	matesBefore(job, seen).every(({torrent}) => isWhole(torrent)) &&
	job.hashes.every((hash, at) => {
		if (at <= job.member || hasBegun(job) || job.removed?.includes(hash)) return true;
		const torrent = seen.torrents[hash];
		return torrent && isReady(torrent) && whereIs(torrent, placeOf(job, at)) !== 'elsewhere';
	});

/** Trust ends with the first move that was sent, by whichever job: it may have left something. */
const mayTrust = ({job, seen, limits}: Look): boolean =>
	limits.trustDestination &&
	job.intent === undefined &&
	!seen.triedBefore &&
	seen.destination !== undefined;

const needed = (look: Look): number => {
	if (wasLeftBehind(look)) return 0;
	return hasBegun(look.job) ? look.torrent.size : look.job.bytes;
};

export const identityOf = (job: Job, seen: Seen): string =>
	`${hashOf(job)} ${seen.server.launchTime ?? ''}`;
