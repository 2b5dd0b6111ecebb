import {createStore, type Store} from '../qbit/store.ts';
import type {Volume} from '../space/paths.ts';
import {compileFilter} from './filter/filter.ts';
import {allViews, type SavedView} from './filter/saved-views.ts';
import {quote} from './filter/tokens.ts';

/** Changes the saved views where they are kept, as they are there now; resolves with all of them. */
export type ChangeViews = (
	change: (saved: readonly SavedView[]) => readonly SavedView[],
) => Promise<readonly SavedView[]>;

export type Views = Pick<Store<unknown>, 'subscribe'> & {
	/** The saved ones, and then those that are always there. */
	all: () => readonly SavedView[];
	saved: () => readonly SavedView[];
	/** @throws why they can't be kept; then they are as they were */
	change: (change: (saved: readonly SavedView[]) => readonly SavedView[]) => Promise<void>;
	/** Why a view could not be read if these were the saved ones. */
	problemOf: (saved: readonly SavedView[], view: SavedView) => string | undefined;
};

export const createViews = (
	saved: readonly SavedView[],
	volumes: readonly Volume[],
	keep: ChangeViews,
): Views => {
	const store = createStore({saved, all: allViews(saved, volumes)});
	return {
		all: () => store.get().all,
		saved: () => store.get().saved,
		subscribe: store.subscribe,
		change: async change => {
			const next = await keep(change);
			store.set({saved: next, all: allViews(next, volumes)});
		},
		problemOf: (next, {name}) => {
			const views = allViews(next, volumes);
			return compileFilter(`view:${quote(name)}`, {volumes, now: () => 0, views: () => views})
				.problem;
		},
	};
};
