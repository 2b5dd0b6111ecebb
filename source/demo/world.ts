import type {Hash, ServerState, Torrent} from '../qbit/types.ts';
import type {CreatorTask} from './creator.ts';
import {type Disk, diskOf, freeAtStart} from './disks.ts';
import type {Item} from './item.ts';
import {onDisk} from './item.ts';
import type {LogEntry} from './log.ts';

/** Milliseconds between two changes of the data: `refresh_interval`. */
export const TICK = 1500;

export type DemoCategory = {
	name: string;
	savePath: string;
	download_path: string | false | null;
	ratio_limit: number;
	seeding_time_limit: number;
	inactive_seeding_time_limit: number;
	share_limit_action: string;
	share_limits_mode: string;
};

type Limits = {dl: number; up: number};

export type World = {
	seed: number;
	/** The last tick that was lived through; `tick * TICK` is its time. */
	tick: number;
	startedAt: number;
	items: Map<Hash, Item>;
	categories: Map<string, DemoCategory>;
	tags: Set<string>;
	preferences: Record<string, unknown>;
	limits: Limits;
	altLimits: Limits;
	useAlt: boolean;
	bannedPeers: Set<string>;
	log: LogEntry[];
	creator: Map<string, CreatorTask>;
	/** Bytes of each disk. */
	capacity: Record<Disk, number>;
	/** What the server saw when it last looked at the default disk. */
	seenFree: {tick: number; bytes: number} | undefined;
	/** Moves wait here for their turn: one at a time on the whole server. */
	moves: Item[];
	sessionDl: number;
	sessionUl: number;
	alltimeDl: number;
	alltimeUl: number;
	/** What the API says now. Records in it are replaced, never changed: snapshots share them. */
	published: Published;
	/** Torrents whose published record is out of date. */
	stale: Set<Item>;
};

/** With those that nobody has a use for, too. */
export type StateOfServer = ServerState & Record<string, unknown>;

type Published = {
	torrents: Map<Hash, Torrent>;
	/** Undefined until the first tick. */
	state: StateOfServer | undefined;
};

/** Seconds since 1970 of the last tick. */
export const nowOf = (world: World): number => Math.floor((world.tick * TICK) / 1000);

const used = (world: World, disk: Disk): number => {
	let total = 0;
	for (const item of world.items.values()) {
		if (diskOf(item.savePath) === disk) total += onDisk(item);
		else if (item.move && diskOf(item.move.to) === disk) total += onDisk(item) * item.move.done;
	}
	return Math.floor(total);
};

export const free = (world: World, disk: Disk): number =>
	Math.max(0, world.capacity[disk] - used(world, disk));

export const fitDisks = (world: World): void => {
	for (const disk of ['/ssd', '/hdd'] as const)
		world.capacity[disk] = used(world, disk) + freeAtStart[disk];
};

export const category = (name: string, savePath: string): DemoCategory => ({
	name,
	savePath,
	download_path: null,
	ratio_limit: -2,
	seeding_time_limit: -2,
	inactive_seeding_time_limit: -2,
	share_limit_action: 'Default',
	share_limits_mode: 'Default',
});
