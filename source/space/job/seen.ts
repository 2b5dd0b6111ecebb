import type {Hash, State} from '../../qbit/types.ts';
import type {Place, Reason} from './shape.ts';

/** What was observed of the world at one moment, as far as it bears on one job. */
export type Seen = {
	/** Milliseconds since 1970; may jump. */
	now: number;
	/** Milliseconds of a clock that never jumps, for the time between two samples. */
	ticks: number;
	/** 0 to 1, for jitter. */
	chance: number;
	server: SeenServer;
	/** The torrents of the job, as far as the server lists them. */
	torrents: Readonly<Record<Hash, SeenTorrent | undefined>>;
	/**
	 * The list is whole, so that what is not in it was removed: not just after a login or a start,
	 * not while resume data is checked, not when half of the torrents are suddenly missing.
	 */
	listIsWhole: boolean;
	/** All that the server is moving, ours or not. */
	moving: readonly Hash[];
	/** What the rules say of it now; undefined when the torrent can't be found. */
	verdict: Verdict | undefined;
	/** Both ends of the move of the member whose turn it is; undefined when nothing was learnt. */
	source?: SeenFolder | undefined;
	destination?: SeenFolder | undefined;
	/** Something keeps bringing it back: after two such moves it is left alone. */
	contested: boolean;
	/** An earlier job has sent a move of it that did not end there, and may have left something. */
	triedBefore?: boolean;
	/** Moves may begin now, or why not. */
	controller: 'on' | 'paused' | 'quiet';
	/** No other job has a move outstanding, and none goes before this one. */
	turn: boolean;
};

type SeenServer = {
	/** It answered, with a session. */
	reachable: boolean;
	/** Milliseconds since the answers that this is made of. */
	age: number;
	/** "v5.3.0" */
	version: string | undefined;
	/** Seconds since 1970. Since 5.2. */
	launchTime: number | undefined;
	/** Milliseconds that it has been up for certain: since it was started, or first answered. */
	upFor: number;
};

export type SeenTorrent = {
	name: string;
	state: State;
	/** 0 to 1. */
	progress: number;
	amountLeft: number;
	/** Bytes of the wanted files. */
	size: number;
	/** Where the files are. */
	contentPath: string;
	/** Where they should be. */
	savePath: string;
	autoTmm: boolean;
	tags: readonly string[];
};

export type SeenFolder = {
	/** A volume of its own is mounted there, on another device than the other end. */
	mounted: boolean | undefined;
	/** Bytes that may be written, after the reserve and what other jobs have been promised. */
	free: number | undefined;
	/** The paths of the torrent’s files that exist there; undefined when that can’t be seen. */
	there: readonly SeenPath[] | undefined;
	/** Every file of the torrent exists there; with its size, where that can be seen. */
	complete: boolean;
};

type SeenPath = {
	path: string;
	/** A torrent of the same group whose file it is, too. */
	sharedWith?: Hash;
};

/** What the rules and the group’s closure say of a torrent. */
export type Verdict =
	| {
			say: 'move';
			hashes: readonly Hash[];
			name: string;
			/** One for each hash. */
			places: readonly Place[];
			volume: string;
			bytes: number;
			/** Automatic management may be switched off. */
			takeManual: boolean;
	  }
	| {say: 'wait' | 'skip' | 'hold'; reason: Reason};

/** Settings and constants by which a job is decided. Milliseconds. */
export type Limits = {
	/** Two samples this far apart must agree before a thing is believed. */
	settle: number;
	/** The same where the answer to a request is not known: it may still be executed. */
	doubt: number;
	/** After a start the server reads its resume data; what it says of a torrent is not final. */
	serverSettle: number;
	/** Answers that are older decide nothing. */
	fresh: number;
	/** Moves of one member that may be sent before a person is asked. */
	attempts: number;
	backoff: number;
	backoffMost: number;
	/** A move is called stalled after this, and one second more for each `slowest` bytes. */
	stalled: number;
	slowest: number;
	/** How long a torrent that was announced may be unknown to the server. */
	unresolved: number;
	/** The user has said that a destination which can’t be seen is clean (`dest_check: trust`). */
	trustDestination: boolean;
	/** Folder of each volume by its tag: destinations lie within. */
	roots: Readonly<Record<string, string>>;
	/** The tags by place that qbtui manages; empty when it sets none. */
	placeTags: readonly string[];
};

export const usualLimits: Limits = {
	settle: 5_000,
	doubt: 30_000,
	serverSettle: 30_000,
	fresh: 5_000,
	attempts: 3,
	backoff: 30_000,
	backoffMost: 30 * 60_000,
	stalled: 30 * 60_000,
	slowest: 5 * 1024 ** 2,
	unresolved: 24 * 3_600_000,
	trustDestination: false,
	roots: {},
	placeTags: [],
};
