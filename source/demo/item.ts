import type {Hash} from '../qbit/types.ts';

export type File = {
	/** Relative to the save path, with `/`. */
	name: string;
	/** Bytes. */
	size: number;
	have: number;
	/** 0 skip, 1 normal, 6 high, 7 max. */
	priority: number;
};

type Health = 'working' | 'unregistered' | 'unreachable';

export type Tracker = {url: string; tier: number; health: Health};

type Check = {
	/** 0 to 1. */
	done: number;
	/** A check of a stopped torrent starts it and stops it again. */
	thenStop: boolean;
};

type Move = {
	to: string;
	/** 0 to 1. */
	done: number;
	/** Whether the target has room for it; undefined until its turn comes. */
	room: boolean | undefined;
};

/**
 * One simulated torrent: what is true of it. What the API says of it follows from this alone
 * (`wire.ts`). Sizes in bytes, speeds in bytes per second, times in seconds since 1970 (-1: never).
 */
export type Item = {
	hash: Hash;
	/** What chance depends on for this torrent. */
	key: number;
	name: string;
	files: File[];
	/** The folder that all files share, "" when there is none. */
	root: string;
	pieceSize: number;
	/** Seconds of looking until the metadata is there; 0 = it is. */
	metadataIn: number;
	comment: string;
	createdBy: string;
	createdAt: number;
	private: boolean;

	category: string;
	tags: Set<string>;
	savePath: string;
	downloadPath: string;
	autoTmm: boolean;
	trackers: Tracker[];
	webSeeds: string[];
	/** `ip:port` that were added by hand. */
	extraPeers: string[];

	/** What the swarm gives at most, and what it would take. */
	bandwidth: number;
	appetite: number;
	/** Of the whole swarm, as the tracker tells it. */
	seeds: number;
	leeches: number;

	addedAt: number;
	completedAt: number;
	seenComplete: number;
	lastActivity: number;
	downloaded: number;
	uploaded: number;
	downloadedSession: number;
	uploadedSession: number;
	wasted: number;
	activeFor: number;
	seedingFor: number;

	stopped: boolean;
	/** Stops by itself once it has its metadata. */
	stopOnMetadata: boolean;
	forced: boolean;
	/** Waits for its turn. */
	queued: boolean;
	/** Order in the queue of the incomplete ones; 0 = not in it. */
	place: number;
	sequential: boolean;
	firstLast: boolean;
	superSeeding: boolean;
	/** Bytes per second, 0 = none. */
	dlLimit: number;
	upLimit: number;
	/** -2 = as the server, -1 = none. Times in minutes. */
	ratioLimit: number;
	seedingTimeLimit: number;
	inactiveLimit: number;
	shareAction: string;
	shareMode: string;

	fault: 'error' | 'missingFiles' | undefined;
	check: Check | undefined;
	move: Move | undefined;
	/** Places where a failed move left files of this torrent. */
	leftovers: Set<string>;
	dlspeed: number;
	upspeed: number;
};

const sum = (files: readonly File[], value: (file: File) => number): number => {
	let total = 0;
	for (const file of files) total += value(file);
	return total;
};

export const hasMetadata = (item: Item): boolean => item.metadataIn <= 0;
export const totalSize = (item: Item): number => sum(item.files, file => file.size);
export const wantedSize = (item: Item): number =>
	sum(item.files, file => (file.priority > 0 ? file.size : 0));
export const wantedHave = (item: Item): number =>
	sum(item.files, file => (file.priority > 0 ? file.have : 0));
/** What it takes on its disk. */
export const onDisk = (item: Item): number => sum(item.files, file => file.have);

export const isComplete = (item: Item): boolean =>
	hasMetadata(item) && item.files.every(file => file.priority === 0 || file.have >= file.size);

/** Neither stopped nor hindered: its turn or not, it wants to run. */
export const isWilling = (item: Item): boolean => !item.stopped && item.fault === undefined;

export const isRunning = (item: Item): boolean =>
	isWilling(item) && !item.queued && item.check === undefined && item.move === undefined;

/** Gives the bytes to the unfinished wanted files, most to those with most to get. */
export const receive = (item: Item, bytes: number): void => {
	const left = wantedSize(item) - wantedHave(item);
	const share = left > 0 ? Math.min(1, bytes / left) : 0;
	for (const file of item.files) {
		if (file.priority === 0) continue;
		const more = share === 1 ? file.size - file.have : Math.floor((file.size - file.have) * share);
		file.have += more;
	}
};
