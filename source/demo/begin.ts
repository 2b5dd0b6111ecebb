import {advance} from './advance.ts';
import {pastTasks} from './creator-past.ts';
import {archive, incoming, join} from './disks.ts';
import type {Item} from './item.ts';
import {library} from './library.ts';
import {note} from './log.ts';
import {moveFailed} from './moves.ts';
import {preferences} from './preferences.ts';
import {serverState} from './server-state.ts';
import {category, fitDisks, nowOf, TICK, type World} from './world.ts';

/** TABLE: categories and where they keep their torrents. */
const categories = [
	['linux', join(incoming, 'linux')],
	['films', join(incoming, 'films')],
	['podcasts', join(incoming, 'podcasts')],
	['games', join(incoming, 'games')],
	['books', ''],
	['datasets', join(archive, 'datasets')],
	['archive', archive],
] as const;

const emptyWorld = (seed: number, tick: number): World => {
	const world: Omit<World, 'published'> = {
		seed,
		tick,
		startedAt: Math.floor((tick * TICK) / 1000),
		items: new Map(),
		categories: new Map(categories.map(([name, path]) => [name, category(name, path)])),
		tags: new Set(['keep', 'iso', 'weekly', 'ssd', 'hdd', 'feed', 'to-read']),
		preferences: preferences(),
		limits: {dl: 0, up: 0},
		altLimits: {dl: 5_242_880, up: 1_048_576},
		useAlt: false,
		bannedPeers: new Set(),
		log: [],
		creator: new Map(),
		capacity: {'/ssd': 0, '/hdd': 0},
		seenFree: undefined,
		moves: [],
		sessionDl: 0,
		sessionUl: 0,
		alltimeDl: 0,
		alltimeUl: 0,
		stale: new Set(),
	};
	return {...world, published: {torrents: new Map(), state: undefined}};
};

const greet = (world: World): void => {
	note(world, 'qBittorrent v5.3.0 started. Process ID: 42');
	note(world, 'Using config directory: /config', 'info');
	note(world, 'Trying to listen on the following list of IP addresses: "0.0.0.0:51413,[::]:51413"');
	note(world, 'Peer ID: "-qB5300-"', 'info');
	note(world, 'Successfully listening on IP. IP: "192.0.2.10". Port: "TCP/51413"');
	for (const item of world.items.values()) {
		const complaint = item.fault && complaints[item.fault](item);
		if (complaint) note(world, complaint, 'warning');
		for (const to of item.leftovers) note(world, moveFailed(item, to), 'warning');
	}
};

/** What the server writes into its log when a torrent goes wrong. */
const complaints = {
	missingFiles: ({name}: Item): string =>
		`Failed to restore torrent. Files were probably moved or storage isn't accessible. Torrent: "${name}". Reason: "mismatching file size"`,
	error: ({name, savePath}: Item): string => {
		const path = join(savePath, name);
		return `File error alert. Torrent: "${name}". File: "${path}". Reason: "${name} file_write (${path}) error: Input/output error"`;
	},
};

/** The world as it is at `now` (milliseconds) when nobody has touched it yet. */
export const begin = (seed: number, now: number): World => {
	const world = emptyWorld(seed, Math.floor(now / TICK) - 1);
	for (const item of library(seed, nowOf(world))) {
		world.items.set(item.hash, item);
		world.stale.add(item);
		for (const tag of item.tags) world.tags.add(tag);
		world.alltimeDl += item.downloaded;
		world.alltimeUl += item.uploaded;
	}
	fitDisks(world);
	greet(world);
	pastTasks(world);
	world.published.state = serverState(world);
	advance(world, now);
	return world;
};
