import type {Mirrored} from '../../qbit/mirror.ts';
import {createStore, type Store} from '../../qbit/store.ts';
import type {Volume} from '../../space/paths.ts';
import {compileFilter} from '../filter/filter.ts';
import type {FacetName} from '../filter/terms.ts';
import type {TrackerHosts} from '../filter/tracker-hosts.ts';
import type {FilterContext} from '../filter/words.ts';
import type {Views} from '../live-views.ts';
import type {Counts} from '../torrents/arrangement.ts';
import {createCounting} from './counting.ts';
import {type FacetWorld, facets, type Order} from './facets.ts';
import {type FacetLine, type FacetLines, linesOf} from './lines.ts';

/** The facets after the newest answer of the server. */
type FacetsSnapshot = {
	/** The same object until a value comes or goes: no line moves because a count has changed. */
	lines: FacetLines;
	/** undefined: it can't be counted. */
	countOf: (line: FacetLine) => number | undefined;
	valuesOf: (facet: FacetName) => string[];
};

export type LiveFacets = Pick<Store<FacetsSnapshot>, 'get' | 'subscribe'> & {
	/** Puts the values in order, by their counts of now. */
	orderBy: (order: Order) => void;
};

const oneMinute = 60_000;

/** Follows the mirror from the first look at it on: who never sees facets does not pay for them. */
export const createLiveFacets = (options: {
	mirror: Store<Mirrored>;
	states: () => Counts;
	volumes: readonly Volume[];
	hosts: TrackerHosts;
	/** All views, the usual ones, too. */
	views: Pick<Views, 'all' | 'subscribe'>;
	context: FilterContext;
}): LiveFacets => {
	let started: {store: Store<FacetsSnapshot>; orderBy: (order: Order) => void} | undefined;
	const start = () => {
		started ??= follow(options);
		return started;
	};
	return {
		get: () => start().store.get(),
		subscribe: listener => start().store.subscribe(listener),
		orderBy: order => start().orderBy(order),
	};
};

const follow = ({
	mirror,
	states,
	volumes,
	hosts,
	views,
	context,
}: Parameters<typeof createLiveFacets>[0]) => {
	const counting = createCounting(volumes);
	const disks = volumes.map(({tag}) => tag);
	let names = {
		categories: [] as readonly string[],
		tags: [] as readonly string[],
		hosts: [] as readonly string[],
		flags: '',
	};
	let order: Order = 'name';

	const world = (): FacetWorld => {
		const {torrents} = mirror.get().maindata;
		return {
			states: states(),
			disks,
			...names,
			views: views.all().map(({name}) => name),
			trackerless: torrents.size - hosts.torrents(),
			tellsTrackers: counting.tellsTrackers(),
			counts: {...counting.tallies(), host: hosts.counts()},
		};
	};

	/** True when a value has come or gone. */
	const findNames = (): boolean => {
		const {categories, tags} = mirror.get().maindata;
		const {counts, tellsTrackers} = world();
		const found = {
			categories: sameNames(names.categories, categories),
			tags: sameNames(names.tags, tags),
			hosts: sameNames(names.hosts, hosts.counts()),
			flags: [counts.disk.has(''), tellsTrackers].join(),
		};
		const isSame =
			found.categories === names.categories &&
			found.tags === names.tags &&
			found.hosts === names.hosts &&
			found.flags === names.flags;
		names = found;
		return !isSame;
	};

	let lines: FacetLines;
	const snapshot = (): FacetsSnapshot => {
		const now = world();
		return {
			lines,
			countOf: line =>
				line.kind === 'title'
					? undefined
					: facets.find(({name}) => name === line.facet)?.count(now, line.value),
			valuesOf: facet =>
				lines.all.flatMap(line =>
					line.kind === 'value' && line.facet === facet ? (line.value ?? []) : [],
				),
		};
	};
	const arrange = (): void => {
		lines = linesOf(world(), order);
	};

	const compileViews = (): void =>
		counting.countViews(
			new Map(views.all().map(({name, filter}) => [name, compileFilter(filter, context)])),
		);

	let seen = mirror.get().revision;
	let agedAt = context.now();
	counting.update(
		mirror.get().maindata,
		{full: true, changed: new Map(), removed: []},
		agedAt / 1000,
	);
	compileViews();
	findNames();
	lines = linesOf(world(), order);
	const store = createStore(snapshot());

	mirror.subscribe(() => {
		const {maindata, change, revision} = mirror.get();
		const now = context.now();
		const aged = now - agedAt > oneMinute;
		if (revision !== seen) counting.update(maindata, change, now / 1000);
		if (aged) {
			counting.age(now / 1000);
			agedAt = now;
		}
		// A category or a tag may come without any torrent: that is no new revision.
		const named = findNames();
		if (named) arrange();
		if (named || aged || revision !== seen) store.set(snapshot());
		seen = revision;
	});
	views.subscribe(() => {
		compileViews();
		arrange();
		store.set(snapshot());
	});
	return {
		store,
		orderBy: (next: Order) => {
			order = next;
			arrange();
			store.set(snapshot());
		},
	};
};

/** The names as they were, when they are still the same ones. */
const sameNames = (
	known: readonly string[],
	now: ReadonlySet<string> | ReadonlyMap<string, unknown>,
): readonly string[] =>
	known.length === now.size && known.every(name => now.has(name)) ? known : [...now.keys()];
