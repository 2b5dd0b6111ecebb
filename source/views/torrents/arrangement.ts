import type {Change, Maindata} from '../../qbit/maindata.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Filter} from '../filter/filter.ts';
import type {Column} from './columns.ts';
import {type Group, isActive, stateOf} from './states.ts';

export type SortKey = {column: Column<Torrent>; descending: boolean};

export type Counts = Record<Group | 'all' | 'active', number>;

/**
 * The torrents in the order of the screen. Kept up with what changed and not built anew: a delta
 * costs what changed, and one pass over the rows only when a row has to change its place.
 */
export type Arrangement = {
	/** Those that the filter lets pass, sorted. The list is replaced when the order changes. */
	rows: () => readonly Row[];
	/** Over all torrents, whatever the filter says. */
	counts: () => Counts;
	/** Where a torrent is among the rows; -1 when it is not. */
	indexOf: (hash: Hash) => number;
	update: (maindata: Maindata, change: Change) => void;
	sortBy: (keys: readonly SortKey[]) => void;
	filterBy: (filter: Filter) => void;
};

/** One torrent's place in the list; the same object for as long as the server has the torrent. */
export type Row = {
	readonly hash: Hash;
	torrent: Torrent;
};

type Entry = Row & {
	/** What it is sorted by, worked out once. */
	keys: Array<string | number>;
	shown: boolean;
	/** It has to leave its place. */
	moved: boolean;
	counted: Array<keyof Counts>;
};

export const createArrangement = (sort: readonly SortKey[], filter: Filter): Arrangement => {
	const entries = new Map<Hash, Entry>();
	const counts = emptyCounts();
	/** All of them in order: another filter sorts nothing. */
	let sorted: Entry[] = [];
	/** Those of them that are shown. */
	let rows: Entry[] = [];
	let sortKeys = sort;
	let test = filter.test;

	const order: Order = (a, b) => {
		for (let i = 0; i < sortKeys.length; i++) {
			const difference = compareKeys(a.keys[i], b.keys[i]);
			if (difference !== 0) return sortKeys[i]?.descending ? -difference : difference;
		}
		// Equal rows must not trade places from tick to tick.
		return a.hash < b.hash ? -1 : 1;
	};

	const rebuild = (): void => {
		sorted = [...entries.values()].sort(order);
		show();
	};

	const show = (): void => {
		rows = sorted.every(entry => entry.shown) ? sorted : sorted.filter(entry => entry.shown);
	};

	const count = (entry: Entry, next: Array<keyof Counts>): void => {
		for (const name of entry.counted) counts[name]--;
		for (const name of next) counts[name]++;
		entry.counted = next;
	};

	const add = (torrent: Torrent): Entry => {
		const entry: Entry = {
			hash: torrent.hash,
			torrent,
			keys: keysOf(torrent, sortKeys),
			shown: test(torrent),
			moved: false,
			counted: [],
		};
		entries.set(torrent.hash, entry);
		count(entry, countsOf(torrent));
		return entry;
	};

	/** Takes in what changed; true when the rows must be put in order. */
	const change = (entry: Entry, torrent: Torrent): boolean => {
		const stateChanged =
			entry.torrent.state !== torrent.state || isActive(entry.torrent) !== isActive(torrent);
		entry.torrent = torrent;
		if (stateChanged) count(entry, countsOf(torrent));
		const shown = test(torrent);
		const keys = keysOf(torrent, sortKeys);
		const same = shown === entry.shown && keys.every((key, i) => key === entry.keys[i]);
		entry.shown = shown;
		entry.keys = keys;
		entry.moved = !same;
		return entry.moved;
	};

	/** Takes the moved rows out and merges them in again where they now belong. */
	const reorder = (moved: readonly Entry[]): void => {
		const staying = sorted.filter(entry => !entry.moved);
		const coming = moved.filter(entry => entries.get(entry.hash) === entry).sort(order);
		sorted = merge(staying, coming, order);
		for (const entry of moved) entry.moved = false;
		show();
	};

	const applyFull = (maindata: Maindata): void => {
		entries.clear();
		Object.assign(counts, emptyCounts());
		for (const torrent of maindata.torrents.values()) add(torrent);
		rebuild();
	};

	const applyChanges = (maindata: Maindata, delta: Change): void => {
		const moved: Entry[] = [];
		for (const hash of delta.changed.keys()) {
			const torrent = maindata.torrents.get(hash);
			if (!torrent) continue;
			const entry = entries.get(hash);
			if (entry && change(entry, torrent)) moved.push(entry);
			if (!entry) moved.push(add(torrent));
		}
		for (const hash of delta.removed) {
			const entry = entries.get(hash);
			if (!entry) continue;
			entries.delete(hash);
			count(entry, []);
			entry.moved = true;
			moved.push(entry);
		}
		if (moved.length > 0) reorder(moved);
	};

	return {
		rows: () => rows,
		counts: () => counts,
		indexOf: hash => {
			const entry = entries.get(hash);
			return entry?.shown ? rows.indexOf(entry) : -1;
		},
		update: (maindata, delta) => {
			if (delta.full) applyFull(maindata);
			else applyChanges(maindata, delta);
		},
		sortBy: keys => {
			sortKeys = keys;
			for (const entry of entries.values()) entry.keys = keysOf(entry.torrent, keys);
			rebuild();
		},
		filterBy: next => {
			test = next.test;
			for (const entry of entries.values()) entry.shown = test(entry.torrent);
			show();
		},
	};
};

const keysOf = (torrent: Torrent, sort: readonly SortKey[]): Array<string | number> =>
	sort.map(({column}) => {
		const value = column.value(torrent);
		return typeof value === 'string' ? value.toLowerCase() : value;
	});

const compareKeys = (a: string | number = 0, b: string | number = 0): number =>
	a === b ? 0 : a < b ? -1 : 1;

const countsOf = (torrent: Torrent): Array<keyof Counts> => {
	const names: Array<keyof Counts> = ['all', ...stateOf(torrent).groups];
	if (isActive(torrent)) names.push('active');
	return names;
};

const emptyCounts = (): Counts => ({
	all: 0,
	active: 0,
	downloading: 0,
	seeding: 0,
	stopped: 0,
	completed: 0,
	stalled: 0,
	queued: 0,
	checking: 0,
	moving: 0,
	errored: 0,
});

type Order = (a: Entry, b: Entry) => number;

/** Both are in order. A few among many: their places are looked up, and the many are only copied. */
const merge = (many: Entry[], few: readonly Entry[], order: Order): Entry[] => {
	if (few.length === 0) return many;
	const merged: Entry[] = [];
	let from = 0;
	for (const entry of few) {
		const to = placeIn(many, entry, from, order);
		for (const next of many.slice(from, to)) merged.push(next);
		merged.push(entry);
		from = to;
	}
	return merged.concat(many.slice(from));
};

/** Where the first one stands, from `from` on, that comes after it. */
const placeIn = (many: readonly Entry[], entry: Entry, from: number, order: Order): number => {
	let [low, high] = [from, many.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = many[middle];
		if (other && order(other, entry) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
};
