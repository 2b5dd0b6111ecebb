import type {Hash} from '../../qbit/types.ts';

/**
 * A job is a goal: “these torrents are at that place, whole, and tagged”. It is kept as it is
 * here, as one JSON document; `step` (job.ts) decides what becomes of it.
 *
 * Times are milliseconds since 1970 unless it is said otherwise, sizes bytes, paths the server's.
 */
export type Job = {
	/** ULID: sorts by age. */
	id: string;
	kind: JobKind;
	/** The group that moves together, in the order in which its members are moved. */
	hashes: readonly Hash[];
	/** Index in `hashes` of the one whose turn it is; those before it are at the destination. */
	member: number;
	/** Those of `hashes` that were removed from the server meanwhile. */
	removed?: readonly Hash[];
	/** For people; of the first member. */
	name: string;
	/** The folder the torrents leave: their save path. Empty until planned. */
	source: string;
	/** The folder they are to be in. Frozen when planned; empty until then. */
	destination: string;
	/** One for each hash, where members of a group leave or go to other folders than the job's. */
	places?: readonly Place[];
	/** Tag of the destination's volume: the tag that its torrents carry. */
	volume: string;
	/** What the move needs at the destination. */
	bytes: number;
	/** Higher goes first; -10 to 10. */
	priority: number;
	state: JobState;
	/** The server had it in its list: when it is not there any more, it was removed. */
	listed?: true;
	/** Why it waits, is held, or ended as it did. */
	reason?: Reason | undefined;
	/** Moves that were sent for this member and did not bring it there. */
	attempts: number;
	/** Moves that were sent for any member, whatever became of them; absent: none. */
	sent?: number;
	/** Not before this time is it tried again; 0 = at once. */
	notBefore: number;
	/** The move that was sent, or is about to be: on disk before the request leaves. */
	intent?: SentMove | undefined;
	/** The first of the samples that must agree before a thing is believed. */
	evidence?: Evidence | undefined;
	/** A torrent under automatic management may be moved: that switches the management off. */
	takeManual?: boolean;
	/** Those of `hashes` that were seen to be back where they had left, after DONE. */
	returned?: readonly Hash[];
	/** What the user wants run after DONE; set with DONE, so that a crash does not lose it. */
	hooks?: 'due' | 'ran' | 'failed';
	createdAt: number;
	updatedAt: number;
};

/**
 * Who asked: the end of a download, the space controller, a person, the queue of an older
 * program, or the comparison of the whole list with the jobs.
 */
export type JobKind = 'completion' | 'space' | 'manual' | 'legacy' | 'recovered';

export type Place = {from: string; to: string};

export type JobState =
	/** Accepted and durable; where to is not yet planned. */
	| 'QUEUED'
	/** Planned; what must hold before a move is tested. */
	| 'READY'
	/** Waits for something outside; does not count as an attempt. */
	| 'BLOCKED'
	/** The intent is on disk; the request may or may not have been sent. */
	| 'ISSUING'
	/** The server said yes, or was seen moving it. */
	| 'MOVING'
	/** What happened is in doubt: decided only by looking. */
	| 'RECONCILE'
	/** At the destination: is it whole? */
	| 'VERIFYING'
	/** Whole at the destination: the tags follow. */
	| 'TAGGING'
	/** Needs a person; never tried again by itself. */
	| 'HELD'
	| 'DONE'
	/** The rules say no. */
	| 'SKIPPED'
	/** The torrents were removed from the server. */
	| 'GONE'
	| 'CANCELLED';

const finalStates: ReadonlySet<JobState> = new Set<JobState>([
	...(['DONE', 'SKIPPED', 'GONE', 'CANCELLED'] as const),
]);

export const isFinal = (job: {state: JobState}): boolean => finalStates.has(job.state);

/** Nothing was sent yet, or nothing any more: the rules have a say. */
export const isBefore = ({state}: {state: JobState}): boolean =>
	state === 'QUEUED' || state === 'READY' || state === 'BLOCKED';

/** Its request is with the server, or may be: while there is one, no other move is sent. */
const outstandingStates: ReadonlySet<JobState> = new Set<JobState>([
	...(['ISSUING', 'MOVING', 'RECONCILE'] as const),
]);

export const isOutstanding = (job: {state: JobState}): boolean => outstandingStates.has(job.state);

export type ReasonCode =
	// It waits.
	| 'QBT_DOWN'
	| 'UNSUPPORTED_VERSION'
	| 'UNRESOLVED'
	| 'NOT_COMPLETE'
	| 'CHECKING'
	| 'TORRENT_ERROR'
	| 'FOREIGN_MOVE'
	| 'DST_MKDIR'
	| 'DST_FULL'
	| 'DST_NOT_MOUNTED'
	| 'DST_UNSEEN'
	| 'PAUSED'
	| 'MIN_AGE'
	| 'GROUP_BUSY'
	| 'QUIET_HOURS'
	| 'RETRY'
	| 'STALLED'
	// It needs a person.
	| 'DEST_RESIDUE'
	| 'INCOMPLETE_AFTER_MOVE'
	| 'CONTESTED'
	| 'POLICY_PATH'
	| 'ATTEMPTS'
	| 'REFUSED'
	| 'RELEASED'
	// The rules say no.
	| 'NO_RULE'
	| 'NEVER'
	| 'UNCATEGORIZED'
	| 'PROTECTED'
	| 'AUTO_TMM'
	| 'CATEGORY_PATH'
	| 'HARDLINKED_OUTSIDE'
	| 'GROUP_VETO'
	| 'ELSEWHERE'
	| 'ALREADY_THERE'
	// It ended.
	| 'REMOVED'
	| 'BY_OPERATOR';

export type Reason = {
	code: ReasonCode;
	/** A sentence for people, with what to do where there is something. */
	text: string;
	/** The paths it is about: all that lies in the way. */
	paths?: readonly string[];
	/** The folder with the copy that is good, where that is known. */
	good?: string;
	/** Where each member of the group is, when a group stopped half-way. */
	members?: readonly {hash: Hash; at: Whereabouts; progress: number}[];
};

/** Where a torrent's files are, as `content_path` tells. */
export type Whereabouts = 'source' | 'destination' | 'elsewhere' | 'absent';

type SentMove = {
	hash: Hash;
	to: string;
	sentAt: number;
	/** Seconds since 1970; of the server that it was sent to. Known since 5.2. */
	launchTime?: number | undefined;
	/** undefined: not known, as after a crash or a time-out. */
	answer?: 'accepted' | 'unknown' | undefined;
	/** The volume was seen unmounted meanwhile: what was written may lie below its mount point. */
	unmounted?: boolean | undefined;
};

type Evidence = {
	/** What was seen. Only samples of the same are counted. */
	sign: string;
	/** When first, in milliseconds of a clock that never jumps; void in the next process. */
	since: number;
};
