import {differ, diffSnapshots, knownOf} from './diff.ts';
import {inProgress} from './mark.ts';
import type {SavedCategory, SavedTorrent, Snapshot} from './shape.ts';

/** What putting a snapshot back would do. It only adds what is missing: nothing else is touched. */
export type RestorePlan = {
	/** In the order in which they are added: the server’s queue is then the same. */
	add: readonly SavedTorrent[];
	/** Added by an attempt that was cut off: what is missing of them follows. */
	finish: readonly SavedTorrent[];
	/** There already, and left as they are. */
	there: number;
	categories: readonly SavedCategory[];
	/** There with another place than the snapshot says, and left as they are. */
	otherCategories: readonly string[];
	tags: readonly string[];
};

/**
 * @param now the server as it is, taken in the same way
 * @param begun the torrents of the server that carry the mark of an attempt that was cut off
 */
export const planRestore = (
	snapshot: Snapshot,
	now: Snapshot,
	begun: ReadonlySet<string>,
): RestorePlan => {
	const known = knownOf(now);
	const there = (torrent: SavedTorrent) => known(torrent);
	const isBegun = (torrent: SavedTorrent): boolean => begun.has(there(torrent)?.hash ?? '');
	const missing = snapshot.torrents.filter(torrent => !there(torrent));
	const {tags} = diffSnapshots(now, snapshot);
	const categories = Object.entries(snapshot.categories);
	const has = (name: string): boolean => Object.hasOwn(now.categories, name);
	return {
		add: missing.toSorted(inOrder),
		finish: snapshot.torrents.filter(isBegun),
		there: snapshot.torrents.length - missing.length,
		categories: categories
			.filter(([name]) => !has(name))
			.map(([name, category]) => ({...category, name})),
		otherCategories: categories
			.filter(([name, category]) => has(name) && differ(category, now.categories[name]))
			.map(([name]) => name),
		tags: tags.came.filter(tag => tag !== inProgress),
	};
};

/** Those of the queue by their place in it, then the others by age. */
const inOrder = (a: SavedTorrent, b: SavedTorrent): number =>
	placeOf(a) - placeOf(b) || a.added_on - b.added_on;

const placeOf = ({priority}: SavedTorrent): number =>
	priority > 0 ? priority : Number.MAX_SAFE_INTEGER;

/** Nothing to do. */
export const isEmptyPlan = ({add, finish, categories, tags}: RestorePlan): boolean =>
	[add, finish, categories, tags].every(list => list.length === 0);
