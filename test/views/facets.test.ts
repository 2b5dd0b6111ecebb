import {describe, expect, it} from 'vitest';
import {type FacetPosition, startFacets} from '../../source/hooks/facets-choice.ts';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Mirrored} from '../../source/qbit/mirror.ts';
import {createStore} from '../../source/qbit/store.ts';
import type {State, Torrent} from '../../source/qbit/types.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {drawFacetLine} from '../../source/views/facets/draw.ts';
import type {FacetLine, FacetLines} from '../../source/views/facets/lines.ts';
import {createLiveFacets} from '../../source/views/facets/live-facets.ts';
import {nestCategories} from '../../source/views/facets/nest.ts';
import {moveIn, moveToFacet, placeIn, valueAt} from '../../source/views/facets/position.ts';
import {compileFilter} from '../../source/views/filter/filter.ts';
import {takeApart, termFor} from '../../source/views/filter/terms.ts';
import {createTrackerHosts} from '../../source/views/filter/tracker-hosts.ts';
import {createViews} from '../../source/views/live-views.ts';
import {createLiveList} from '../../source/views/torrents/live-list.ts';
import {hashOf, wireTorrent} from '../qbit/wire.ts';
import {createRandom} from '../terminal/random.ts';

const volumes = [
	{tag: 'ssd', path: '/ssd'},
	{tag: 'hdd', path: '/hdd'},
];
const day = 86_400;
let now = 1_800_000_000;

/** A server that is only data, and what is seen of it. */
const world = () => {
	const maindata = emptyMaindata();
	const mirror = createStore<Mirrored>({
		maindata,
		change: {full: true, changed: new Map(), removed: []},
		revision: 0,
		link: {state: 'live', latencyMs: 1},
		answeredAt: 0,
	});
	const views = createViews(
		[{name: 'mine', filter: 'cat:linux tag:keep', sort: undefined}],
		volumes,
		async change => change([]),
	);
	const hosts = createTrackerHosts(mirror.get);
	const context = {
		volumes,
		now: () => now * 1000,
		hostsOf: hosts.hostsOf,
		views: views.all,
	};
	const list = createLiveList(mirror, [], compileFilter('', context), context.now);
	const states = () => list.store.get().counts;
	const facets = createLiveFacets({mirror, states, volumes, hosts, views, context});
	const send = (update: Omit<Parameters<typeof applyUpdate>[1], 'rid'>): void => {
		const change = applyUpdate(maindata, {rid: 1, ...update});
		mirror.set({...mirror.get(), change, revision: mirror.get().revision + 1});
	};
	return {maindata, facets, context, send, mirror};
};

const lineOf = (lines: FacetLines, key: string): FacetLine | undefined =>
	lines.all[lines.indexOf(key)];

const categories = ['', 'linux', 'linux/server', 'Linux', 'films'];
const states: readonly State[] = ['stalledDL', 'uploading', 'stoppedUP', 'error', 'missingFiles'];
const trackers = ['http://a.org/x', 'http://b.a.org/x', 'udp://a.org:1/y'];

it.each([1, 2, 3, 4])(
	'every count is what its own term finds, after any changes (seed %i)',
	seed => {
		const {below, pick} = createRandom(seed);
		const {maindata, facets, context, send} = world();
		facets.get();
		const fields = (): Partial<Torrent> => ({
			category: pick(categories),
			tags: pick(['', 'keep', 'Keep', 'keep, a b']),
			state: pick(states),
			content_path: pick(['/ssd/x', '/hdd/x', '/ssd2']),
			last_activity: now - below(3) * day,
			has_tracker_error: pick([true, false]),
			size: below(100) * 1024 ** 3,
			added_on: now - below(3) * day,
		});
		for (let step = 0; step < 60; step++) {
			const isFull = step === 0 || below(12) === 0;
			now += pick([0, 90]);
			const hashes = Array.from({length: below(8)}, () => hashOf(below(30)));
			const removed = isFull ? [] : [hashOf(below(30))].filter(hash => !hashes.includes(hash));
			const isNew = (hash: string) => isFull || !maindata.torrents.has(hash);
			const torrents = new Map(
				hashes.map(hash => [hash, isNew(hash) ? wireTorrent(fields()) : fields()] as const),
			);
			const present = new Set([...(isFull ? [] : maindata.torrents.keys()), ...hashes]);
			for (const hash of removed) present.delete(hash);
			// The server sends the lists of the trackers whose torrents are others now.
			const lists = Object.fromEntries(
				trackers.map(url => [url, [...present].filter(() => below(2) === 0)]),
			);
			send({
				full_update: isFull,
				torrents,
				torrents_removed: removed,
				trackers: lists,
				...(isFull && {
					categories: Object.fromEntries(categories.filter(Boolean).map(name => [name, {name}])),
					tags: ['keep', 'Keep', 'a b', 'nobody'],
				}),
			});
			now += 61;
			send({torrents: new Map()});
			const {lines, countOf, valuesOf} = facets.get();
			for (const line of lines.all) {
				if (line.kind === 'title') continue;
				const {raw} = termFor(line.facet, line.value ?? '', valuesOf(line.facet));
				const {test, problem} = compileFilter(line.value === undefined ? '' : raw, context);
				expect(problem).toBeUndefined();
				const expected = [...maindata.torrents.values()].filter(test).length;
				expect(countOf(line), `${line.key} ${raw}`).toBe(expected);
			}
			expect(lines.all.some(({key}) => key === 'tag:nobody')).toBe(true);
		}
	},
);

it('lines are the same until a value comes or goes', () => {
	const {facets, send} = world();
	send({
		full_update: true,
		torrents: new Map([[hashOf(1), wireTorrent({category: 'a'})]]),
		categories: {a: {name: 'a'}, b: {name: 'b'}},
	});
	const {lines} = facets.get();
	send({torrents: new Map([[hashOf(1), {category: 'b'}]])});
	expect(facets.get().lines).toBe(lines);
	const line = lineOf(lines, 'category:b');
	expect(line && facets.get().countOf(line)).toBe(1);
	send({torrents: new Map(), categories: {c: {name: 'c'}}, categories_removed: ['a']});
	expect(facets.get().lines.indexOf('category:c')).toBeGreaterThan(0);
	expect(facets.get().lines.indexOf('category:a')).toBe(-1);
});

it('trouble with trackers is told only by servers that know of it; without disks there is no facet', () => {
	const {facets, send} = world();
	send({full_update: true, torrents: new Map([[hashOf(1), wireTorrent()]])});
	expect(facets.get().lines.indexOf('health:tracker')).toBe(-1);
	send({torrents: new Map([[hashOf(1), {has_tracker_error: false}]])});
	expect(facets.get().lines.indexOf('health:tracker')).toBeGreaterThan(0);
	expect(facets.get().lines.indexOf('#category')).toBe(-1);
});

it('waiting becomes stalling without a word of the server', () => {
	const {facets, send, mirror} = world();
	send({
		full_update: true,
		torrents: new Map([
			[hashOf(1), wireTorrent({state: 'stalledDL', last_activity: now - day + 30})],
		]),
	});
	const stalled = () => {
		const line = lineOf(facets.get().lines, 'health:stalled');
		return line && facets.get().countOf(line);
	};
	expect(stalled()).toBe(0);
	now += 100;
	mirror.set({...mirror.get()});
	expect(stalled()).toBe(1);
});

it('categories stand below the one they are in, where there is one', () => {
	const order = (a: string, b: string) => (a < b ? -1 : 1);
	const shown = (...names: string[]) =>
		nestCategories(names, order).map(({label, depth}) => ' '.repeat(depth) + label);
	expect(shown('b', 'a/x/y', 'a', 'a/x', 'ab', 'c/d')).toEqual([
		'a',
		' x',
		'  y',
		'ab',
		'b',
		'c/d',
	]);
	expect(shown('a/x/y', 'a')).toEqual(['a', ' x/y']);
	expect(shown('/', '//', 'a//b', 'a')).toEqual(['/', ' //', 'a', ' /b']);
});

describe('the cursor', () => {
	const linesFor = (...names: string[]): FacetLines => {
		const all = names.map(
			(name): FacetLine =>
				name.startsWith('#')
					? {kind: 'title', key: name, facet: 'tag', title: name}
					: {kind: 'value', key: name, facet: 'tag', value: name, label: name, depth: 0},
		);
		return {all, indexOf: key => names.indexOf(key)};
	};
	const some = linesFor('#1', 'a', 'b', 'c', '#2', 'd', 'e', 'f', 'g');
	const walk = (lines: FacetLines, height: number, ...steps: number[]): FacetPosition =>
		steps.reduce((at, step) => moveIn(at, lines, height, step), startFacets.position);
	const keyAt = (position: FacetPosition, lines: FacetLines, height = 4) =>
		lines.all[placeIn(position, lines, height).index]?.key;

	it('begins at the first value, and passes over titles', () => {
		expect(keyAt(startFacets.position, some)).toBe('a');
		expect(keyAt(walk(some, 4, 1, 1, 1), some)).toBe('d');
		expect(keyAt(walk(some, 4, 1, 1, 1, -1), some)).toBe('c');
		expect(keyAt(walk(some, 4, 1, -5), some)).toBe('a');
		expect(keyAt(walk(some, 4, Infinity), some)).toBe('g');
		expect(keyAt(walk(some, 4, Infinity, -Infinity), some)).toBe('a');
	});

	it('is always seen, under its title where there is room', () => {
		for (const height of [1, 2, 3, 4, 20]) {
			let position = startFacets.position;
			for (const step of [1, 1, 1, 1, 1, -1, -1, -1, -1, -1]) {
				position = moveIn(position, some, height, step);
				const {index, top} = placeIn(position, some, height);
				expect(index).toBeGreaterThanOrEqual(top);
				expect(index).toBeLessThan(top + height);
				expect(some.all[index]?.kind).toBe('value');
			}
			expect(placeIn(position, some, height).top).toBe(height > 1 ? 0 : 1);
		}
	});

	it('stays on its value and on its line of the screen when others come before it', () => {
		const position = walk(some, 4, Infinity, -1);
		const before = placeIn(position, some, 4);
		const more = linesFor('#1', 'a', 'a1', 'a2', 'b', 'c', '#2', 'd', 'e', 'f', 'g');
		const after = placeIn(position, more, 4);
		expect(keyAt(position, more)).toBe('f');
		expect(after.index - after.top).toBe(before.index - before.top);
		expect(keyAt(position, linesFor('#1', 'a', 'b'))).toBe('b');
	});

	it('goes from facet to facet', () => {
		const next = moveToFacet(startFacets.position, some, 4, 1);
		expect(keyAt(next, some)).toBe('d');
		expect(keyAt(moveToFacet(next, some, 4, 1), some)).toBe('d');
		expect(keyAt(moveToFacet(moveIn(next, some, 4, 2), some, 4, -1), some)).toBe('d');
		expect(keyAt(moveToFacet(next, some, 4, -1), some)).toBe('a');
	});

	it('a row of the pane tells its value', () => {
		const position = walk(some, 4, Infinity);
		expect([0, 1, 3, 4].map(row => valueAt(position, some, 4, row)?.key)).toEqual([
			'd',
			'e',
			'g',
			undefined,
		]);
		expect(valueAt(startFacets.position, some, 4, 0)).toBeUndefined();
	});
});

describe('a line of the pane', () => {
	const theme = createTheme({env: {}, isTTY: true, depth: 0});
	const value = (label: string, depth = 0): FacetLine => ({
		...{kind: 'value', key: label, facet: 'category', value: label, label, depth},
	});
	const draw = (
		line: FacetLine | undefined,
		count: number | undefined,
		ascii = false,
		filter = '',
	) =>
		drawFacetLine(line, count, true, {
			...{width: 24, hasRule: true, pieces: takeApart(filter) ?? [], theme},
			glyphs: glyphSet({ascii}),
		});

	it('has cursor, mark, name, count and the line beside the list', () => {
		expect(draw(value('linux'), 1234, false, 'cat:linux')).toBe('▸✓linux          1,234 │');
		expect(draw(value('server', 1), 0, true, '!cat:server')).toBe('>x  server           0 |');
		expect(draw({kind: 'title', key: '#', facet: 'tag', title: 'Tag'}, undefined)).toBe(
			`TAG${' '.repeat(20)}│`,
		);
		expect(draw(value('a'), undefined)).toContain('?');
	});

	it('is as wide as the pane, whatever the name', () => {
		for (const name of [
			'x'.repeat(90),
			'狂った一頁'.repeat(9),
			'e\u0301'.repeat(60),
			'\x1b[2J\u202ea\nb',
		]) {
			for (const depth of [0, 2, 40]) {
				const line = draw(value(name, depth), 1_000_000);
				expect(widthOf(line)).toBe(24);
				expect(line).not.toMatch(/[\x1b\u202e\n]/);
			}
		}
		expect(draw(undefined, undefined)).toBe(`${' '.repeat(23)}│`);
	});
});
