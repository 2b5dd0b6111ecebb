import type {Hash} from '../../qbit/types.ts';
import type {Job} from '../job/shape.ts';

/**
 * What the orchestrator knows, on disk. Reads are of memory or of one row and take microseconds;
 * `commit` returns only when all of it is on disk, or throws a StoreError and none of it is.
 */
export type DurableStore = {
	/** The state folder; undefined: in memory, and gone with the program. */
	folder: string | undefined;
	/** Not in a final state, oldest first. */
	openJobs: () => readonly Job[];
	/** In a final state, the newest first. */
	endedJobs: (limit: number) => readonly Job[];
	job: (id: string) => Job | undefined;
	/** The one that is not in a final state; there is at most one. */
	openJobOf: (torrent: Hash) => Job | undefined;
	/** The newest, in whatever state. */
	lastJobOf: (torrent: Hash) => Job | undefined;
	/** All of them that are kept, the newest first. */
	jobsOf: (torrent: Hash) => readonly Job[];
	/** Completions that became jobs, so that none does twice. */
	isSeen: (completion: Completion) => boolean;
	/** Completions whose jobs were cleared by a person, so that nothing brings them back. */
	isBuried: (completion: Completion) => boolean;
	/** What was complete at the first start, and is left where it is. */
	isInBaseline: (torrent: Hash) => boolean;
	/** Anything of all that is told of torrents. */
	knowsAny: () => boolean;
	/** Torrents that somebody else moves back, and how often that was seen. */
	contested: () => ReadonlyMap<Hash, number>;
	/** Torrents whose newest job was cancelled, and when (ms since 1970). */
	givenUp: () => ReadonlyMap<Hash, number>;
	control: <Name extends keyof Controls>(name: Name) => Controls[Name] | undefined;
	/** Entries after that one, oldest first. */
	audit: (after: number, limit: number) => readonly AuditEntry[];
	/** Number of the newest entry; 0 = there is none. */
	lastEntry: () => number;
	isImported: (key: string) => boolean;
	commit: (changes: Changes) => void;
	/** Ended jobs and audit entries that are older, or more, than is kept. */
	trim: (now: number) => void;
	/** The newest commit failed, and why; undefined once one succeeds. */
	failure: () => Error | undefined;
	/** Ends the hold on the folder. */
	close: () => void;
};

/** One transaction: all of it is on disk, or none. */
export type Changes = {
	/** New ones, and new versions of old ones. */
	jobs?: readonly Job[];
	seen?: readonly Completion[];
	buried?: readonly Completion[];
	baseline?: readonly Hash[];
	/** How often each was seen to be moved back; 0: no longer contested. */
	contested?: ReadonlyMap<Hash, number>;
	controls?: {[Name in keyof Controls]?: Controls[Name] | undefined};
	audit?: readonly AuditNote[];
	imported?: readonly {key: string; path: string}[];
	/** ms since 1970. */
	at: number;
};

export type Completion = {
	torrent: Hash;
	/** Seconds since 1970, by the server (`completion_on`). */
	completedOn: number;
};

/** What must outlive the process and is no job. Absent: not so. */
export type Controls = {
	paused: {since: number; why: string};
	/** The space controller has stopped itself, and why. */
	breaker: {since: number; why: string};
	/** Bytes moved on that day (YYYY-MM-DD), for the daily cap. */
	moved: {day: string; bytes: number};
	/** When the baseline was taken; absent before the first look at the server. */
	baselineAt: number;
	/** Which server the jobs are of. */
	server: string;
	/** The store was lost or damaged: nothing in it is to be trusted until all was looked at. */
	rebuilt: Rebuilt;
};

export type Rebuilt = {
	at: number;
	/** What was wrong with the old one, for people. */
	why: string;
	/** Where the old one is now; absent when there was none. */
	path?: string;
};

export type Actor = 'http' | 'space' | 'reconcile' | 'operator' | 'loop' | 'import' | 'store';

/** What was done, by whom, and what came of it. Without secrets. */
export type AuditNote = {
	actor: Actor;
	action: string;
	job?: string;
	torrent?: Hash;
	before?: unknown;
	after?: unknown;
	/** The request that was sent: path and fields. */
	request?: unknown;
	/** HTTP status of the answer, or the code of the error. */
	answer?: number | string;
	/** Id of the plan. */
	plan?: string;
};

/** `at`: ms since 1970, of the wall clock, which may jump; `seq` never does. */
export type AuditEntry = AuditNote & {seq: number; at: number};
