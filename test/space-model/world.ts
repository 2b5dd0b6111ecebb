import type {Place} from '../../source/space/job/shape.ts';
import {createDisks, type Disks} from './disks.ts';
import type {Random} from './random.ts';
import {createServer, type SimServer, type SimTorrent} from './server.ts';

/** One request of ours, as the server got it, with what was true at that moment. */
export type Sent = {
	at: number;
	verb: 'setLocation' | 'addTags' | 'removeTags' | 'release';
	hash: string;
	to: string;
	tags: readonly string[];
	/** Our moves that the server still had, or would still get. */
	outstanding: number;
	/** Files at the destination that no member of the same group which is there owns. */
	occupied: readonly string[];
	/** The oldest of those, in seconds. */
	occupiedSince: number;
	/** What it was doing, and since when. */
	state: string;
	stateSince: number;
	/** None of its files is where they should be, as their disk is not mounted: since when. */
	sourceGoneSince: number;
	/** Its files are all at the destination, with others of its group. */
	leftBehind: boolean;
	pausedSince: number;
	whole: boolean;
	version: string;
	/** What the store held of it just then. */
	stored: readonly string[];
};

export type World = {
	/** Seconds that have truly gone by. */
	clock: {now: number; wallOffset: number};
	random: Random;
	disks: Disks;
	server: SimServer;
	/** What happened, for whoever reads a walk that went wrong. */
	diary: string[];
	/** Torrents that a person removed, and when. */
	removed: Map<string, {torrent: SimTorrent; at: number}>;
	/** And when it was added again. */
	addedAgain: Map<string, number>;
	paused: boolean;
	/** When a disk was mounted or unmounted. */
	mountedOrNotSince: number;
	lastGlitch: number;
	pausedSince: number;
	/** Requests that timed out here, and are executed there later. */
	late: {at: number; hash: string; to: string; launchedAt: number}[];
	sent: Sent[];
	/** What each torrent does, and since when, in seconds. */
	states: Map<string, {state: string; since: number}>;
	/** When each torrent was last truly whole at its destination. */
	lastWhole: Map<string, number>;
	/** Torn before we moved it, by others, while the server believed it whole: no one can tell. */
	spoilt: Set<string>;
	/** Data that the user has deleted, knowing what he did. */
	deleted: Set<string>;
	places: ReadonlyMap<string, Place>;
	groups: readonly (readonly string[])[];
	tick: () => void;
};

const hashOf = (letter: string): string => letter.repeat(40);

const torrent = (
	letter: string,
	at: string,
	root: string,
	files: SimTorrent['files'],
): SimTorrent => ({
	hash: hashOf(letter),
	name: `torrent ${letter}`,
	files,
	root,
	at,
	have: files.map(() => 1),
	tags: new Set(['ssd', 'mine']),
	stopped: false,
	autoTmm: false,
	broken: false,
	checking: 0,
});

/** A single file, a folder, a cross-seeded pair (one of them without a root), a single file. */
const library = (): SimTorrent[] => [
	torrent('a', '/ssd/films', 'a.mkv', [{path: 'a.mkv', data: 'a', size: 60}]),
	torrent('b', '/ssd/tv', 'Show', [
		{path: 'Show/1.mkv', data: 's1', size: 40},
		{path: 'Show/2.mkv', data: 's2', size: 50},
	]),
	torrent('c', '/ssd/tv/Show', '', [
		{path: '1.mkv', data: 's1', size: 40},
		{path: '2.mkv', data: 's2', size: 50},
	]),
	torrent('d', '/ssd/music', 'Album', [
		{path: 'Album/1.flac', data: 'm1', size: 10},
		{path: 'Album/2.flac', data: 'm2', size: 10},
		{path: 'Album/3.flac', data: 'm3', size: 10},
	]),
	torrent('e', '/ssd/films', 'e.mkv', [{path: 'e.mkv', data: 'e', size: 120}]),
];

export const createWorld = (random: Random): World => {
	const clock = {now: 10_000, wallOffset: 1_760_000_000};
	const disks = createDisks();
	const server = createServer(disks, random, () => clock.now);
	const places = new Map<string, Place>();
	for (const one of library()) {
		server.torrents.set(one.hash, one);
		places.set(one.hash, {from: one.at, to: one.at.replace('/ssd', '/hdd')});
		for (const {path, data, size} of one.files) {
			disks.put(`${one.at}/${path}`, {data, size, good: true, since: clock.now - 1000});
		}
	}
	const world: World = {
		clock,
		random,
		disks,
		server,
		diary: [],
		removed: new Map(),
		addedAgain: new Map(),
		paused: false,
		mountedOrNotSince: 0,
		lastGlitch: 0,
		pausedSince: 0,
		late: [],
		sent: [],
		states: new Map(),
		lastWhole: new Map(),
		spoilt: new Set(),
		deleted: new Set(),
		places,
		groups: [['a'], ['b', 'c'], ['d'], ['e']].map(letters => letters.map(hashOf)),
		tick: () => {
			clock.now += 1;
			for (const request of world.late.filter(({at}) => at <= clock.now)) {
				if (server.up && request.launchedAt === server.launchedAt) {
					server.setLocation(request.hash, request.to, 'us');
				}
			}
			world.late = world.late.filter(({at}) => at > clock.now);
			server.tick();
			noteWhole(world);
			noteStates(world);
		},
	};
	return world;
};

const noteWhole = ({server, disks, places, lastWhole, clock}: World): void => {
	for (const [hash, one] of server.torrents) {
		const to = places.get(hash)?.to ?? '';
		const whole =
			one.at === to &&
			server.progressOf(one) === 1 &&
			one.files.every(({path, data}) => {
				const file = disks.onHdd(`${to}/${path}`);
				return file?.good === true && file.data === data;
			});
		if (whole) lastWhole.set(hash, clock.now);
	}
};

const noteStates = ({server, states, clock}: World): void => {
	for (const [hash, one] of server.torrents) {
		const state = `${server.stateOf(one)} ${one.at} ${server.progressOf(one) === 1}`;
		if (states.get(hash)?.state !== state) states.set(hash, {state, since: clock.now});
	}
};
