import {createStore, type Store} from '../qbit/store.ts';
import type {Hash} from '../qbit/types.ts';
import type {Job, JobKind, JobState} from './job/shape.ts';
import type {Plan} from './plan/shape.ts';
import type {AuditEntry, Rebuilt} from './store/shape.ts';

/** What follows a download: moves, tags, and room on the small disk. One runs for a state folder. */
export type Orchestrator = {
	store: Store<Orchestrated>;
	/**
	 * Opens the state folder and begins; does so anew after it failed. What hinders it is in the
	 * store, and is not thrown. Waits for the server’s first answer, unless it is to open at once.
	 * Not by itself: it carries out the jobs that there are and those that it is asked for, and looks
	 * for no others.
	 */
	start: (options?: {atOnce?: boolean; byItself?: boolean}) => void;
	/** Lets go of the state folder; what was sent goes on in the server, and is found again. */
	stop: () => Promise<void>;
	/** Free space and what would move now, with a reason for every torrent. Changes nothing. */
	plan: () => Promise<Plan>;
	/** Makes jobs of what the plan of that id moves. Refused when the world has changed since. */
	apply: (planId: string) => Promise<Answer>;
	/**
	 * Someone says that torrents are complete. What it answers, one for each, is on disk by then, all
	 * or none. Asks the server nothing: a torrent that it does not list yet is found later.
	 */
	notify: (notices: readonly Notice[]) => readonly Notified[];
	/** A person wants these moved, whatever the watermarks say; the rules still hold. */
	move: (hashes: readonly Hash[]) => Answering;
	retry: (job: string) => Answering;
	cancel: (job: string) => Answering;
	/** Points the torrent of a held job back to its good copy and has it rechecked. */
	release: (job: string) => Promise<Answer>;
	/** Cancels what was never sent, of these kinds or of all, and lets nothing bring it back. */
	clear: (kinds?: readonly JobKind[]) => Answering;
	pause: () => Answering;
	resume: () => Answering;
	/** Space did not come back: goes on all the same. */
	resetBreaker: () => Answering;
	/** A torrent that something else kept moving back may be moved again. */
	releaseContested: (hash: Hash) => Answering;
	/** The open jobs in a file of their own, as the program before qbtui kept them. */
	save: () => Saved;
	/** Also one that ended long ago. */
	job: (id: string) => Job | undefined;
	/** Why nothing can be stored now; tried again now and then. undefined: it can. */
	trouble: () => string | undefined;
	/** What was done, by whom, after that entry; oldest first. */
	audit: (after: number, limit: number) => readonly AuditEntry[];
};

/** At once where the queue is here; later from another qbtui that has it. */
export type Answering = Answer | Promise<Answer>;

/** What came of a person’s wish: a sentence either way. */
export type Answer = {done: true; text: string} | {done: false; why: string};

export type Notice = {
	/** All that is known of its hashes, the server’s own id first; at least one. */
	ids: readonly Hash[];
	/** Only for people. */
	name?: string;
	/** -10 to 10. */
	priority: number;
};

export type Notified =
	| {done: true; job: string; state: JobState; isDuplicate: boolean}
	| {done: false; why: string};

/** `seq`: the entry of the audit that tells of it. */
export type Saved =
	| {done: true; text: string; path: string; seq: number}
	| {done: false; why: string};

export type Orchestrated = {
	/** `off`: not wanted here; `failed`: it can’t run, and `why` says what to do. */
	state: 'off' | 'starting' | 'running' | 'failed';
	/** Running, too: what hinders it just now. */
	why?: string | undefined;
	/** The failure is that another qbtui holds the state folder. */
	isHeldElsewhere?: boolean;
	folder?: string;
	/** The queue is that of a `qbtui serve`; away: it does not answer, and what is here is old. */
	service?: {where: string; isAway: boolean};
	paused: {since: number; why: string} | undefined;
	breaker: {since: number; why: string} | undefined;
	/** The store was damaged, and was made anew by looking. */
	rebuilt: Rebuilt | undefined;
	/** Not ended, in the order in which they came. */
	jobs: readonly Job[];
	/** Ended, the newest first; as many as one looks at. */
	ended: readonly Job[];
	/** The newest; made for the watermarks every half minute. */
	plan: Plan | undefined;
	/** ms since 1970: by itself, no plan runs before. */
	restsUntil: number | undefined;
	/** How far the move under way is, by the files at the destination. */
	progress: ReadonlyMap<string, Progress>;
	/** When the server was started, in seconds since 1970; known since 5.2. */
	launchTime?: number | undefined;
	/** Torrents that something else keeps moving back. */
	contested: ReadonlyMap<Hash, number>;
};

export type Progress = {
	/** Bytes at the destination, and in all. */
	done: number;
	total: number;
	/** Bytes a second; undefined as long as it is not known. */
	rate: number | undefined;
	/** Seconds. */
	left: number | undefined;
};

export const idle: Orchestrated = {
	...{state: 'off', jobs: [], ended: [], paused: undefined, breaker: undefined},
	...{
		rebuilt: undefined,
		plan: undefined,
		restsUntil: undefined,
		progress: new Map(),
		contested: new Map(),
	},
};

/** None: what a qbtui shows that moves nothing. */
export const noOrchestrator = (why: string): Orchestrator => {
	const refuse = (): Answer => ({done: false, why});
	const later = async (): Promise<Answer> => ({done: false, why});
	return {
		store: createStore<Orchestrated>({...idle, why}),
		start: () => {},
		stop: async () => {},
		plan: () => Promise.reject(new Error(why)),
		...{apply: later, release: later, move: refuse, retry: refuse, cancel: refuse, clear: refuse},
		...{pause: refuse, resume: refuse, resetBreaker: refuse, releaseContested: refuse},
		notify: notices => notices.map(() => ({done: false, why})),
		save: () => ({done: false, why}),
		job: () => undefined,
		trouble: () => why,
		audit: () => [],
	};
};
