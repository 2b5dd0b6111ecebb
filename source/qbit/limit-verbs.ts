import {endpoints} from './endpoints.ts';
import {putBack, step} from './step.ts';
import type {Torrent} from './types.ts';
import type {Verb} from './verb.ts';

/** Bytes per second; 0 = none. */
type Limit = number;

/** Of which the server stops, or does what it is set to do, when one is reached. */
export type ShareLimits = {
	/** -2 = as the server’s settings say, -1 = none; so for all three. */
	ratio: number;
	/** Minutes. */
	seedingTime: number;
	/** Minutes; 4.6+. */
	inactiveTime: number;
	/** Default, Stop, Remove, RemoveWithContent or EnableSuperSeeding; 5.2+. */
	action?: string;
	/** Default, MatchAny or MatchAll; 5.3+. */
	mode?: string;
};

const notLimit = (limit: Limit): string | undefined =>
	limit >= 0 && Number.isFinite(limit) ? undefined : 'A limit is 0 (none) or bytes per second.';

export const setDownloadLimit: Verb<Limit> = {
	name: 'set download limit',
	endpoints: [endpoints.setDownloadLimit],
	params: limit => ({limit: Math.round(limit)}),
	again: true,
	lags: true,
	wrong: notLimit,
	undo: before => putBack(setDownloadLimit, before, torrent => Math.max(0, torrent.dl_limit)),
};

export const setUploadLimit: Verb<Limit> = {
	name: 'set upload limit',
	endpoints: [endpoints.setUploadLimit],
	params: limit => ({limit: Math.round(limit)}),
	again: true,
	lags: true,
	wrong: notLimit,
	undo: before => putBack(setUploadLimit, before, torrent => Math.max(0, torrent.up_limit)),
};

export const shareLimitsOf = (torrent: Torrent): ShareLimits => ({
	ratio: torrent.ratio_limit,
	seedingTime: torrent.seeding_time_limit,
	inactiveTime: torrent.inactive_seeding_time_limit ?? -2,
	action: torrent.share_limit_action ?? 'Default',
	mode: torrent.share_limits_mode ?? 'Default',
});

/** Each version wants fields of its own and refuses a call without them: all are sent. */
export const setShareLimits: Verb<ShareLimits> = {
	name: 'set share limits',
	endpoints: [endpoints.setShareLimits],
	params: limits => ({
		ratioLimit: limits.ratio,
		seedingTimeLimit: limits.seedingTime,
		inactiveSeedingTimeLimit: limits.inactiveTime,
		shareLimitAction: limits.action ?? 'Default',
		shareLimitsMode: limits.mode ?? 'Default',
	}),
	again: true,
	lags: true,
	undo: before =>
		[...Map.groupBy(before, torrent => JSON.stringify(shareLimitsOf(torrent))).values()].flatMap(
			some => (some[0] ? step(setShareLimits, some, shareLimitsOf(some[0])) : []),
		),
};
