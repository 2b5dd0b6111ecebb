import type {FacetName} from '../filter/terms.ts';
import type {Counts} from '../torrents/arrangement.ts';
import {type Health, healths} from '../torrents/health.ts';
import {nestCategories} from './nest.ts';

/** What the facets are made of. Counts are over all torrents, whatever the filter says. */
export type FacetWorld = {
	states: Counts;
	/** Tags of the volumes. */
	disks: readonly string[];
	/** Those that the server has, with torrents or without. */
	categories: readonly string[];
	tags: readonly string[];
	hosts: readonly string[];
	views: readonly string[];
	/** Without a tracker. */
	trackerless: number;
	/** The server tells of trouble with trackers, which it does from 5.2 on. */
	tellsTrackers: boolean;
	/** '' is none. A category has those below it. */
	counts: Readonly<Record<'disk' | 'category' | 'tag', ReadonlyMap<string, number>>> & {
		host: ReadonlyMap<string, number>;
		health: Readonly<Record<Health, number>>;
		/** undefined: it can't be read. */
		view: ReadonlyMap<string, number | undefined>;
	};
};

export type FacetValue = {
	/** As the filter has it; for `all` of the states undefined. */
	value: string | undefined;
	label: string;
	/** Steps to the right. */
	depth: number;
};

/** One row says everything about one facet. */
export type Facet = {
	name: FacetName;
	title: string;
	/** In the order of the screen; none: it is not there. */
	values: (world: FacetWorld, order: Order) => readonly FacetValue[];
	count: (world: FacetWorld, value: string | undefined) => number | undefined;
};

/** Of the values of a facet that has no order of its own. */
export type Order = 'name' | 'count';

const states: ReadonlyArray<readonly [label: string, group: keyof Counts]> = [
	['All', 'all'],
	['Active', 'active'],
	['Down', 'downloading'],
	['Seed', 'seeding'],
	['Done', 'completed'],
	['Stop', 'stopped'],
	['Stalled', 'stalled'],
	['Queued', 'queued'],
	['Check', 'checking'],
	['Moving', 'moving'],
	['Error', 'errored'],
];

const healthLabels: Readonly<Record<Health, string>> = {
	error: 'Error',
	missing: 'Files missing',
	tracker: 'Tracker trouble',
	stalled: 'Stalled for a day',
	ok: 'OK',
};

/** TABLE: the facets, from the top down. */
export const facets: readonly Facet[] = [
	{
		name: 'state',
		title: 'State',
		values: () =>
			states.map(([label, group]) => ({
				...{label, depth: 0},
				value: group === 'all' ? undefined : group,
			})),
		count: ({states: counts}, value) =>
			counts[states.find(([, group]) => group === value)?.[1] ?? 'all'],
	},
	{
		name: 'disk',
		title: 'Disk',
		values: ({disks, counts}) =>
			disks.length === 0
				? []
				: [...disks.map(plain), ...noneOf(counts.disk.get(''), '(elsewhere)')],
		count: ({counts}, value = '') => counts.disk.get(value) ?? 0,
	},
	{
		name: 'category',
		title: 'Category',
		values: ({categories, counts: {category: counts}}, order) =>
			withNone(
				nestCategories(
					categories,
					comparing(order, name => counts.get(name) ?? 0),
				),
			),
		count: ({counts}, value = '') => counts.category.get(value) ?? 0,
	},
	{
		name: 'tag',
		title: 'Tag',
		values: ({tags, counts: {tag: counts}}, order) =>
			withNone(sorted(tags, order, counts).map(plain)),
		count: ({counts}, value = '') => counts.tag.get(value) ?? 0,
	},
	{
		name: 'tracker',
		title: 'Tracker',
		values: ({hosts, counts: {host: counts}}, order) =>
			withNone(sorted(hosts, order, counts).map(plain)),
		count: ({counts, trackerless}, value = '') =>
			value === '' ? trackerless : (counts.host.get(value) ?? 0),
	},
	{
		name: 'health',
		title: 'Health',
		values: ({tellsTrackers}) =>
			healths
				.filter(name => name !== 'tracker' || tellsTrackers)
				.map(name => ({value: name, label: healthLabels[name], depth: 0})),
		count: ({counts}, value) => {
			const health = healths.find(name => name === value);
			return health && counts.health[health];
		},
	},
	{
		name: 'view',
		title: 'Views',
		values: ({views}) => views.map(plain),
		count: ({counts}, value = '') => counts.view.get(value),
	},
];

const plain = (name: string): FacetValue => ({value: name, label: name, depth: 0});

const noneOf = (count: number | undefined, label: string): FacetValue[] =>
	(count ?? 0) > 0 ? [{value: '', label, depth: 0}] : [];

/** Without any value, there is nothing to choose from. */
const withNone = (values: readonly FacetValue[]): FacetValue[] =>
	values.length === 0 ? [] : [...values, {value: '', label: '(none)', depth: 0}];

const collator = new Intl.Collator('en', {numeric: true});

const comparing =
	(order: Order, count: (name: string) => number) =>
	(a: string, b: string): number =>
		(order === 'count' ? count(b) - count(a) : 0) || collator.compare(a, b) || (a < b ? -1 : 1);

const sorted = (
	names: readonly string[],
	order: Order,
	counts: ReadonlyMap<string, number>,
): readonly string[] => names.toSorted(comparing(order, name => counts.get(name) ?? 0));
