import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Mirrored} from '../../source/qbit/mirror.ts';
import {createStore} from '../../source/qbit/store.ts';
import type {Hash, Torrent} from '../../source/qbit/types.ts';
import type {Job} from '../../source/space/job/shape.ts';
import {createIntake, type Intake} from '../../source/space/run/intake.ts';
import type {Policy} from '../../source/space/run/policy.ts';
import {createShelf} from '../../source/space/run/shelf.ts';
import type {DurableStore} from '../../source/space/store/shape.ts';

export type OpenIntake = {
	intake: Intake;
	/** The server lists these now. */
	list: (torrents: readonly Torrent[]) => void;
	/** The server was away, and is back: its list has come, and is looked at as after a start. */
	comeBack: (torrents: readonly Torrent[]) => Promise<void>;
	/** What was told to a person. */
	notes: readonly string[];
	torrents: () => ReadonlyMap<Hash, Torrent>;
};

/** How work comes in, on a true store, with a server of which only its list is there. */
export const openIntake = (
	durable: DurableStore,
	options: {
		torrents?: readonly Torrent[];
		address?: string;
		clock: {now: () => number; ticks: () => number};
	},
): OpenIntake => {
	const {torrents = [], address = 'http://127.0.0.1', clock} = options;
	let since: number | undefined = 1;
	const notes: string[] = [];
	const store = createStore<Mirrored>(listOf(torrents));
	const {commit} = createShelf(durable, clock.now, () => undefined);
	const intake = createIntake({
		...{durable, commit},
		server: {listIsWhole: () => since !== undefined, steadySince: () => since},
		parts: {
			...{address, olderFolders: [], mirror: {store}, clock},
			note: (_, text) => void notes.push(text),
			plan: {
				from: 'ssd',
				volumes: [
					{tag: 'ssd', path: '/ssd'},
					{tag: 'hdd', path: '/hdd'},
				],
			},
		},
	});
	return {
		...{intake, notes},
		list: next => store.set(listOf(next)),
		comeBack: async next => {
			since = undefined;
			store.set(listOf(next));
			await intake.take(willing);
			since = clock.ticks();
			await intake.take(willing);
		},
		torrents: () => store.get().maindata.torrents,
	};
};

/** All may move. */
export const willing: Policy = {
	verdict: async () => undefined,
	ready: async hashes => [...hashes],
	plan: () => Promise.reject(new Error('nothing is planned here')),
};

export const hashesOf = (jobs: readonly Job[]): string[] => jobs.flatMap(({hashes}) => hashes);

const listOf = (torrents: readonly Torrent[]): Mirrored => {
	const maindata = emptyMaindata();
	for (const torrent of torrents) maindata.torrents.set(torrent.hash, torrent);
	return {
		maindata,
		change: {full: true, changed: new Map(maindata.torrents), removed: []},
		link: {state: 'live', latencyMs: 1},
		...{revision: 1, answeredAt: 0},
	};
};
