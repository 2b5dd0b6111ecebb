import type {Category, Hash, Torrent} from '../../qbit/types.ts';
import type {Job, Place, ReasonCode} from '../job/shape.ts';
import type {Volume} from '../paths.ts';
import type {Protection, Rule} from '../rules/shape.ts';
import type {FileLists} from './group-paths.ts';
import type {Inode} from './groups.ts';
import type {Hours} from './quiet-hours.ts';

/** What a plan is made of, all of one moment. Sizes in bytes, times in milliseconds since 1970. */
export type PlanWorld = {
	now: number;
	/** "v5.3.0"; undefined where it is not known. */
	version: string | undefined;
	torrents: ReadonlyMap<Hash, Torrent>;
	categories: ReadonlyMap<string, Category>;
	/** Tracker URL to its torrents. */
	trackers: ReadonlyMap<string, readonly Hash[]>;
	/** Of those that `needsFiles` names, at least. */
	files: FileLists;
	/** By the server’s path; empty where this machine does not see the files. */
	inodes: ReadonlyMap<string, Inode>;
	/** Free and total bytes of each volume; undefined: can’t be known. */
	spaces: ReadonlyArray<Volume & {free: number | undefined; size: number | undefined}>;
	/** The server sets room aside for all of a torrent when it begins (`preallocate_all`). */
	preallocates: boolean | undefined;
	/** All that have not ended. */
	jobs: ReadonlyArray<Pick<Job, 'hashes' | 'state' | 'bytes' | 'volume'>>;
	control: Control;
};

/** What is remembered from one plan to the next. */
export type Control = {
	/** Switched off by a person. */
	paused: boolean;
	/** Space did not come back twice; a person has to reset it. */
	breaker: boolean;
	/** Moves in a row after which less than half of the space had come back. */
	weak: number;
	/** Of the last plan for space that moved something; 0 = none yet. */
	plannedAt: number;
	/** Days since 1970, and the bytes that were moved on that day. */
	day: number;
	movedToday: number;
	/** How often a torrent came back after it was moved. */
	returns: Readonly<Record<Hash, number>>;
	/** Torrents whose newest job was cancelled by a person, and when (ms since 1970). */
	givenUp: Readonly<Record<Hash, number>>;
};

export type PlanLimits = {
	volumes: readonly Volume[];
	/** Tags of the disk that is kept free, and of the one that takes what leaves. */
	from: string;
	to: string;
	rules: readonly Rule[];
	protection: Protection;
	uncategorizedFolder: string | undefined;
	/** Moving for space begins below it; undefined: never. */
	low: number | undefined;
	/** It ends when so much is free; undefined: half as much again as `low`. */
	high: number | undefined;
	/** Below it, protection may fall. */
	crit: number | undefined;
	critOverridesProtection: boolean;
	/** What stays free on the large disk. */
	reserve: number;
	/** What a torrent without metadata is expected to need. */
	metadataReserve: number;
	/** Stopped downloads will be started, and need their space. */
	countStopped: boolean;
	/** Milliseconds between two plans that run by themselves. */
	cooldown: number;
	maxBytesPerDay: number | undefined;
	/** No move is begun in them, but by hand. */
	quietHours?: readonly Hours[];
	/** What is complete when qbtui looks for the first time is taken for complete now. */
	adoptExisting?: boolean;
	/** Which goes first; what is equal in all goes by hash. */
	order: readonly MoveOrder[];
};

export const moveOrders = ['idle_first', 'oldest_completed', 'largest_exclusive'] as const;
export type MoveOrder = (typeof moveOrders)[number];

export type KeptCode =
	| Extract<
			ReasonCode,
			| 'ELSEWHERE'
			| 'ALREADY_THERE'
			| 'NOT_COMPLETE'
			| 'CHECKING'
			| 'TORRENT_ERROR'
			| 'FOREIGN_MOVE'
			| 'CONTESTED'
			| 'NO_RULE'
			| 'NEVER'
			| 'UNCATEGORIZED'
			| 'POLICY_PATH'
			| 'AUTO_TMM'
			| 'CATEGORY_PATH'
			| 'PROTECTED'
			| 'MIN_AGE'
			| 'HARDLINKED_OUTSIDE'
			| 'GROUP_VETO'
			| 'GROUP_BUSY'
			| 'DST_FULL'
			| 'PAUSED'
	  >
	/** A person cancelled its job, and nothing brings that back by itself. */
	| 'GIVEN_UP'
	/** A job has it already. */
	| 'IN_JOB'
	/** The server does not tell what a rule asks. */
	| 'RULE_UNKNOWN'
	/** What shares its files is not known. */
	| 'FILES_UNKNOWN'
	/** The rule moves it for space only. */
	| 'ON_PRESSURE'
	| 'NO_GAIN'
	| 'ENOUGH'
	| 'DAILY_CAP'
	| PlanOff;

/** Why a plan moves nothing at all. */
export type PlanOff =
	| 'UNSUPPORTED_VERSION'
	| 'NO_WATERMARK'
	| 'PAUSED'
	| 'BREAKER'
	| 'UNSETTLED'
	| 'SPACE_UNKNOWN'
	| 'NO_PRESSURE';

export type Kept = {hash: Hash; reason: KeptCode; text: string};

/** One group, on its way together. */
export type Move = {
	/** In the order in which they are moved. */
	hashes: readonly Hash[];
	name: string;
	rule: string;
	/** One for each hash. */
	places: readonly Place[];
	volume: string;
	/** What it needs at the destination. */
	bytes: number;
	/** What comes free. */
	gain: number;
	estimated: boolean;
	priority: number;
	takeManual: boolean;
	text: string;
};

export type VolumePlan = {
	tag: string;
	path: string;
	free: number | null;
	/** Still to be downloaded there, and moves of ours that arrive. */
	incoming: number;
	/** On its way out. */
	outgoing: number;
	/** free − incoming + outgoing */
	effective: number | null;
	low: number | null;
	high: number | null;
};

export type Plan = {
	/** The same for the same moves and reasons. */
	id: string;
	/** `unsatisfied`: all that may move does, and it is not enough. */
	status: 'off' | 'idle' | 'planned' | 'unsatisfied';
	/** Why it moves nothing; absent when it does. */
	off?: PlanOff;
	text: string;
	volumes: readonly VolumePlan[];
	moves: readonly Move[];
	/** Every torrent that is not in a move. */
	kept: readonly Kept[];
	/** How many are kept by each reason. */
	reasons: Readonly<Partial<Record<KeptCode, number>>>;
};
