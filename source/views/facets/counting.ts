import type {Change, Maindata} from '../../qbit/maindata.ts';
import {tagsOf} from '../../qbit/step.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Volume} from '../../space/paths.ts';
import type {Filter} from '../filter/filter.ts';
import {diskOf} from '../torrents/columns.ts';
import {type Health, healthOf, mayStall} from '../torrents/health.ts';

type Tallies = {
	disk: ReadonlyMap<string, number>;
	category: ReadonlyMap<string, number>;
	tag: ReadonlyMap<string, number>;
	health: Readonly<Record<Health, number>>;
	/** undefined: the view can't be read. */
	view: ReadonlyMap<string, number | undefined>;
};

/** Counts of torrents by what they have, kept up with what changed: a delta costs what is in it. */
export type Counting = {
	tallies: () => Tallies;
	/** The server has told of trackers' trouble, or that there is none. */
	tellsTrackers: () => boolean;
	update: (maindata: Maindata, change: Change, now: number) => void;
	/** Time goes on: looks again at what waits, and at views that ask for ages. @param now seconds */
	age: (now: number) => void;
	/** Counts by other views from now on. */
	countViews: (views: ReadonlyMap<string, Filter>) => void;
};

export const createCounting = (volumes: readonly Volume[]): Counting => {
	/** As they were counted. */
	const counted = new Map<Hash, Torrent>();
	const disk = new Map<string, number>();
	const category = new Map<string, number>();
	const tag = new Map<string, number>();
	/** Those that are not well; all others are. */
	const unwell = new Map<Hash, Health>();
	const health = noHealth();
	/** Only time decides whether they are stalled. */
	const waiting = new Set<Hash>();
	let views: ReadonlyMap<string, Filter> = new Map();
	const inView = new Map<string, Set<Hash>>();
	let tellsTrackers = false;

	const countLabels = (torrent: Torrent, before: Torrent | undefined): void => {
		if (placeOf(torrent) !== placeOf(before)) {
			if (before) add(disk, diskOf(before, volumes), -1);
			add(disk, diskOf(torrent, volumes), 1);
		}
		if (torrent.category !== before?.category) {
			if (before) for (const name of withParents(before.category)) add(category, name, -1);
			for (const name of withParents(torrent.category)) add(category, name, 1);
		}
		if (torrent.tags !== before?.tags) {
			if (before) for (const name of tagsOrNone(before)) add(tag, name, -1);
			for (const name of tagsOrNone(torrent)) add(tag, name, 1);
		}
	};

	const countHealth = (torrent: Torrent, isNew: boolean, now: number): void => {
		const {hash} = torrent;
		if (mayStall(torrent)) waiting.add(hash);
		else waiting.delete(hash);
		const before = isNew ? undefined : (unwell.get(hash) ?? 'ok');
		const after = healthOf(torrent, now);
		if (before === after) return;
		if (before) health[before]--;
		health[after]++;
		if (after === 'ok') unwell.delete(hash);
		else unwell.set(hash, after);
	};

	const countViewsOf = (torrent: Torrent): void => {
		for (const [name, {test}] of views) {
			if (test(torrent)) inView.get(name)?.add(torrent.hash);
			else inView.get(name)?.delete(torrent.hash);
		}
	};

	const count = (torrent: Torrent, now: number): void => {
		const before = counted.get(torrent.hash);
		countLabels(torrent, before);
		countHealth(torrent, before === undefined, now);
		countViewsOf(torrent);
		if (torrent.has_tracker_error !== undefined) tellsTrackers = true;
		counted.set(torrent.hash, torrent);
	};

	const remove = (hash: Hash): void => {
		const torrent = counted.get(hash);
		if (!torrent) return;
		counted.delete(hash);
		add(disk, diskOf(torrent, volumes), -1);
		for (const name of withParents(torrent.category)) add(category, name, -1);
		for (const name of tagsOrNone(torrent)) add(tag, name, -1);
		health[unwell.get(hash) ?? 'ok']--;
		unwell.delete(hash);
		waiting.delete(hash);
		for (const hashes of inView.values()) hashes.delete(hash);
	};

	const clear = (): void => {
		for (const part of [counted, disk, category, tag, unwell, waiting]) part.clear();
		for (const hashes of inView.values()) hashes.clear();
		Object.assign(health, noHealth());
	};

	const recount = (name: string, {test}: Filter): void => {
		const hashes = new Set<Hash>();
		for (const torrent of counted.values()) if (test(torrent)) hashes.add(torrent.hash);
		inView.set(name, hashes);
	};

	return {
		tallies: () => ({
			...{disk, category, tag, health},
			view: new Map(
				[...views].map(([name, {problem}]) => [
					name,
					problem === undefined ? inView.get(name)?.size : undefined,
				]),
			),
		}),
		tellsTrackers: () => tellsTrackers,
		update: (maindata, change, now) => {
			if (change.full) {
				clear();
				for (const torrent of maindata.torrents.values()) count(torrent, now);
				return;
			}
			for (const hash of change.removed) remove(hash);
			for (const hash of change.changed.keys()) {
				const torrent = maindata.torrents.get(hash);
				if (torrent) count(torrent, now);
			}
		},
		age: now => {
			for (const hash of waiting) {
				const torrent = counted.get(hash);
				if (torrent) countHealth(torrent, false, now);
			}
			for (const [name, view] of views) if (view.ages) recount(name, view);
		},
		countViews: next => {
			views = next;
			inView.clear();
			for (const [name, view] of views) recount(name, view);
		},
	};
};

const noHealth = (): Record<Health, number> => ({
	error: 0,
	missing: 0,
	tracker: 0,
	stalled: 0,
	ok: 0,
});

const placeOf = (torrent: Torrent | undefined): string | undefined =>
	torrent && (torrent.content_path || torrent.save_path);

const tagsOrNone = (torrent: Torrent): string[] => (torrent.tags === '' ? [''] : tagsOf(torrent));

/** "a/b" is among "a", too. */
const withParents = (name: string): string[] => {
	const names = [name];
	for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
		names.push(name.slice(0, at));
	return names;
};

/** Nothing is kept for what nobody has. */
const add = (counts: Map<string, number>, name: string, by: number): void => {
	const next = (counts.get(name) ?? 0) + by;
	if (next === 0) counts.delete(name);
	else counts.set(name, next);
};
