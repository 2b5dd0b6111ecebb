import type {Mirrored} from '../../qbit/mirror.ts';
import {createStore, type Store} from '../../qbit/store.ts';
import type {Hash} from '../../qbit/types.ts';
import type {Filter} from '../filter/filter.ts';
import {type Counts, createArrangement, type Row, type SortKey} from './arrangement.ts';

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

const oneMinute = 60_000;

/** Follows the mirror from now on. */
export const createLiveList = (
	mirror: Store<Mirrored>,
	sort: readonly SortKey[],
	filter: Filter,
	now: () => number,
): LiveList => {
	let current = filter;
	let filteredAt = now();
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
	const refilter = (next: Filter): void => {
		current = next;
		filteredAt = now();
		arrangement.filterBy(next);
	};
	mirror.subscribe(() => {
		const mirrored = mirror.get();
		const aged = current.ages && now() - filteredAt > oneMinute;
		if (mirrored.revision === seen && !aged) return;
		if (mirrored.revision !== seen) arrangement.update(mirrored.maindata, mirrored.change);
		if (aged) refilter(current);
		seen = mirrored.revision;
		store.set(snapshot());
	});
	return {
		store,
		sortBy: keys => {
			arrangement.sortBy(keys);
			store.set(snapshot());
		},
		filterBy: next => {
			refilter(next);
			store.set(snapshot());
		},
	};
};
