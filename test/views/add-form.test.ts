import {describe, expect, it} from 'vitest';
import type {Values} from '../../source/hooks/form.ts';
import {sortOut} from '../../source/qbit/add-batch.ts';
import type {AddDefaults} from '../../source/qbit/add-defaults.ts';
import type {AddResult} from '../../source/qbit/add-one.ts';
import {
	type NoSource,
	readFileSource,
	readLink,
	type Source,
} from '../../source/qbit/add-source.ts';
import {createKnown} from '../../source/qbit/identity.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {type AddScene, aboutAdding} from '../../source/views/add/about.ts';
import {addFields, optionsOf} from '../../source/views/add/fields.ts';
import {eventsOf, summarise} from '../../source/views/add/results.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {expectFit} from './form-fits.ts';

const GIB = 2 ** 30;

const link = (text: string): Source | NoSource => {
	const source = readLink(text);
	if (!source) throw new Error(`${text} is no link`);
	return source;
};
const file = (index: number, name: string, size = GIB): Source | NoSource =>
	readFileSource(`${name}.torrent`, syntheticTorrent({index, name, size}).file);

const defaults: AddDefaults = {
	...{savePath: '/data', managed: true, categoryPaths: false, subcategories: undefined},
	...{tempPath: undefined, stopped: false, layout: 'Original'},
};

const sceneOf = (
	found: ReadonlyArray<Source | NoSource>,
	more: Partial<AddScene> = {},
): AddScene => ({
	batch: sortOut(found, createKnown([{hash: '1'.repeat(40), name: 'There'}])),
	defaults,
	categories: new Map([['films', {name: 'films', savePath: '/hdd/films'}]]),
	tags: new Set(['keep']),
	places: ['/data', '/hdd'],
	free: path => ({'/data': 2 * GIB, '/hdd/films': 9 * GIB})[path],
	...more,
});

const told = (scene: AddScene, values: Values = {}): string[] =>
	aboutAdding(scene, values).lines.map(({text}) => text);
const noted = (scene: AddScene, name: string, values: Values = {}): string | undefined =>
	aboutAdding(scene, values).notes[name]?.text;

describe('what is to be added', () => {
	it('by count, bytes and names; of what says no size, how many', () => {
		const some = [file(1, 'A'), file(2, 'B'), link(`magnet:?xt=urn:btih:${'2'.repeat(40)}&dn=C`)];
		expect(told(sceneOf(some))).toEqual(['3 torrents, 2.0G and 1 of unknown size: A, B, C']);
		expect(told(sceneOf(some.slice(0, 1)))).toEqual(['1 torrent, 1.0G: A']);
		expect(told(sceneOf([], {batch: undefined}))).toEqual(['Reading what was given …']);
	});

	it('what is there already, what was given twice, what can’t be', () => {
		const given = ['1'.repeat(40), '2'.repeat(40), '2'.repeat(40), 'magnet:?dn=x'].map(link);
		expect(told(sceneOf(given))).toEqual([
			`1 torrent, size not known: ${'2'.repeat(40)}`,
			`There already, not sent (2): There, ${'2'.repeat(40)}`,
			'Can’t be added (1): magnet:?dn=x: This magnet link names no torrent.',
		]);
	});

	it('too little space is a warning, where the place is known, the one for parts, too', () => {
		const large = [file(1, 'A', 3 * GIB)];
		const warning = '! Not enough space: 3.0G are to come, 2.0G are free at /data';
		expect(told(sceneOf(large))[0]).toBe(warning);
		expect(told(sceneOf(large), {category: 'films'})[0]).toMatch(/^1 torrent/);
		expect(told(sceneOf(large), {place: '/nowhere'})[0]).toMatch(/^1 torrent/);
		const parts = {...defaults, tempPath: '/data'};
		expect(told(sceneOf(large, {defaults: parts}), {category: 'films'})[0]).toBe(warning);
	});

	it('the place by default, by category, as typed; free space, or that it is not known', () => {
		const scene = sceneOf([file(1, 'A')]);
		expect(noted(scene, 'place')).toBe('2.0G free in /data, as the server is set');
		const category = 'films';
		expect(noted(scene, 'place', {category})).toBe('9.0G free in /hdd/films, by its category');
		expect(noted(scene, 'place', {category: 'new'})).toMatch(/^\/data\/new, by .* not known$/);
		const manual = sceneOf([], {defaults: {...defaults, managed: false}});
		expect(noted(manual, 'place', {category})).toBe('2.0G free in /data, as the server is set');
		expect(noted(scene, 'place', {place: '/hdd', category})).toBe('free space not known');
		expect(noted(scene, 'place', {place: 'hdd'})).toMatch(/must be a path from the root/);
		expect(noted({...scene, defaults: undefined}, 'place')).toBe('as the server is set');
	});

	it('which category and tags are new, and which can’t be', () => {
		const scene = sceneOf([]);
		expect(noted(scene, 'category', {category: 'films'})).toBeUndefined();
		expect(noted(scene, 'category', {category: 'x/y'})).toBe('new');
		expect(noted(scene, 'category', {category: '/x'})).toMatch(/^A category’s name/);
		expect(noted(scene, 'tags', {tags: 'keep, x , ,y'})).toBe('new: x, y');
	});
});

it('what is left as it is, is not sent', () => {
	const world = {categories: [], tags: [], places: [], defaults, only: 'A'};
	const untouched = Object.fromEntries(addFields(world, {}).map(({name}) => [name, '']));
	expect(optionsOf(untouched)).toEqual({});
	const all = {category: 'c', tags: 'a, b,a', place: '/x', start: 'no', sequential: 'yes'};
	expect(optionsOf({...all, ends: 'yes', layout: 'NoSubfolder', rename: 'n'})).toEqual({
		...{category: 'c', tags: ['a', 'b'], savepath: '/x', stopped: true, sequential: true},
		...{firstLast: true, contentLayout: 'NoSubfolder', rename: 'n'},
	});
	expect(optionsOf({start: 'yes'})).toEqual({stopped: false});
	// A name is for one.
	const names = addFields({...world, only: undefined}, {}).map(({name}) => name);
	expect(names).not.toContain('rename');
});

it('the form fits, whatever is in it, and the chosen field is always in sight', () => {
	const theme = createTheme({env: {}, isTTY: true, depth: 0});
	const hostile = ['狂った一頁'.repeat(30), 'e\u0301'.repeat(300), '\x1b[2J\u202e\nx'];
	const found = hostile.map((name, index) => file(index, name, 5 * GIB));
	const scene = sceneOf([...found, link('magnet:?dn=x'), link('1'.repeat(40))]);
	const world = {categories: hostile, tags: hostile, places: ['/hdd'], defaults, only: 'x'};
	for (const ascii of [false, true]) {
		const glyphs = glyphSet({ascii});
		for (const typed of ['', ...hostile]) {
			const fields = addFields(world, {category: typed, place: `/${typed}`, rename: typed});
			expectFit(
				{fields, about: values => aboutAdding(scene, values)},
				{theme, glyphs},
				/! Not enough space|torrents/,
			);
		}
	}
});

describe('how it went', () => {
	const added = (name: string): AddResult => ({source: name, is: 'added', hash: '', name});
	const refused = (source: string, why: string): AddResult => ({source, is: 'refused', why});
	const results: AddResult[] = [
		...['a', 'b'].map(added),
		{source: 'http://x', is: 'pending'},
		{source: 'c', is: 'duplicate', hash: '', name: 'C'},
		...[refused('d', 'Damaged.'), refused('e', 'Damaged.'), refused('f', 'Gone.')],
	];

	it('in one line', () => {
		expect(summarise(results)).toEqual({
			text: 'Added 2 torrents. The server downloads 1 link. 1 there already: C. 3 refused: Damaged. All of it is in the log.',
			look: 'bad',
		});
		expect(summarise([added('a')])).toEqual({text: 'Added 1 torrent.', look: 'good'});
	});

	it('in the log: each part with its names, what is refused by its reason', () => {
		expect(eventsOf(results)).toEqual([
			[2, 'Added 2 torrents: a, b'],
			[2, 'The server downloads 1 link, and logs how that ends: http://x'],
			[2, '1 not added, as they are there already: C'],
			[4, '2 not added. Damaged. Given: d, e'],
			[4, '1 not added. Gone. Given: f'],
		]);
		const many = Array.from({length: 3000}, (_, i) => added(`${i}`));
		expect(eventsOf(many)[0]?.[1]).toMatch(/^Added 3,000 torrents: 0, 1, .* and 2,950 more$/);
	});
});
