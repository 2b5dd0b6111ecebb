import type {Mirrored} from '../qbit/mirror.ts';
import {createStore, type Store} from '../qbit/store.ts';
import type {Hash} from '../qbit/types.ts';
import {type Counts, createArrangement, type Row, type SortKey} from './arrangement.ts';
import type {Filter} from './filter.ts';

/** The torrents as the screen shows them, after the newest answer of the server. */
export type ListSnapshot = {
	rows: readonly Row[];
	counts: Counts;
	/** -1 when the filter hides it or it is gone. */
	indexOf: (hash: Hash) => number;
};

export type LiveList = {
	store: Store<ListSnapshot>;
	sortBy: (keys: readonly SortKey[]) => void;
	filterBy: (filter: Filter) => void;
};

/** Follows the mirror from now on. */
export const createLiveList = (
	mirror: Store<Mirrored>,
	sort: readonly SortKey[],
	filter: Filter,
): LiveList => {
	const arrangement = createArrangement(sort, filter);
	const snapshot = (): ListSnapshot => ({
		rows: arrangement.rows(),
		counts: {...arrangement.counts()},
		indexOf: arrangement.indexOf,
	});
	const {maindata, revision} = mirror.get();
	if (revision > 0) arrangement.update(maindata, {full: true, changed: new Map(), removed: []});
	const store = createStore(snapshot());
	let seen = revision;
	mirror.subscribe(() => {
		const mirrored = mirror.get();
		if (mirrored.revision === seen) return;
		seen = mirrored.revision;
		arrangement.update(mirrored.maindata, mirrored.change);
		store.set(snapshot());
	});
	return {
		store,
		sortBy: keys => {
			arrangement.sortBy(keys);
			store.set(snapshot());
		},
		filterBy: next => {
			arrangement.filterBy(next);
			store.set(snapshot());
		},
	};
};
