import {describe, expect, it} from 'vitest';
import {compileFilter} from '../../source/views/filter/filter.ts';
import {
	chooseOnly,
	clearFacet,
	clearFacets,
	excludeTerm,
	type FacetName,
	markOf,
	type Piece,
	putTogether,
	takeApart,
	termFor,
	toggleTerm,
} from '../../source/views/filter/terms.ts';
import {createRandom} from '../terminal/random.ts';
import {torrentOf} from './torrent.ts';

const context = {volumes: [], now: () => 0};

const piecesOf = (text: string): Piece[] => {
	const pieces = takeApart(text);
	if (!pieces) throw new Error(`${text} can’t be taken apart`);
	return pieces;
};

const hostile = [
	'a b',
	' a',
	'"',
	'""',
	'a"b c"',
	'(x|y)',
	'!x',
	'*',
	'a*b',
	'a:b=c',
	'size>5',
	'\\',
	'\t',
	'a\nb',
	'狂った 一頁',
	'e\u0301',
	'\x1b[31m',
	"it's",
	'a/b',
	'|',
	')',
	'|'.repeat(9),
];

describe('a value becomes a term that finds it, and nothing else', () => {
	const fields = {
		category: (name: string) => ({category: name}),
		tag: (name: string) => ({tags: `other, ${name}`}),
		tracker: (name: string) => ({tracker: name}),
	};
	const others = [...hostile, 'A B', 'A*B', 'other value', ''];

	it.each<keyof typeof fields>(['category', 'tag', 'tracker'])('%s', facet => {
		// The server itself trims tags.
		for (const name of hostile.filter(value => facet !== 'tag' || value.trim() === value)) {
			const {raw} = termFor(facet, name, others);
			const {test, problem} = compileFilter(raw, context);
			expect(problem, raw).toBeUndefined();
			for (const other of others) {
				const fits = other !== '' && (facet !== 'tag' || other.trim() === other);
				if (fits)
					expect(test(torrentOf(1, fields[facet](other))), `${raw} ${other}`).toBe(other === name);
			}
			const [piece] = piecesOf(raw);
			expect(piece).toMatchObject({kind: 'any', facet, terms: [{value: name}]});
			expect(markOf(piecesOf(raw), facet, name)).toBe('in');
		}
	});

	it('plain where that is enough, to the letter where another value is near', () => {
		const raw = (facet: FacetName, value: string, ...near: string[]) =>
			termFor(facet, value, near).raw;
		expect(raw('category', 'linux', 'films', 'linux/server')).toBe('cat:linux');
		expect(raw('category', 'Linux', 'linux')).toBe('cat=Linux');
		expect(raw('category', 'my films')).toBe('cat:"my films"');
		expect(raw('category', '', 'linux')).toBe('cat:""');
		expect(raw('tag', 'a*', 'ab')).toBe('tag=a*');
		expect(raw('tracker', 'a.org', 'b.a.org')).toBe('tracker=a.org');
		expect(raw('tracker', 'a.org', 'b.org')).toBe('tracker:a.org');
		expect(raw('state', 'active', 'inactive')).toBe('state:active');
	});
});

const words = [
	...[
		'a',
		'cat:x',
		'cat:y',
		'cat=x',
		'category:"x y"',
		'tag:k',
		'tag:""',
		'state:seeding',
		'state:stop',
	],
	...[
		'!cat:x',
		'!tag:k',
		'!(cat:x | cat:y)',
		'(cat:x | cat:y)',
		'(cat:x|tag:k)',
		'(cat:x',
		'"cat:x"',
	],
	...['!', '|', '(', 'size>2', 'cat:', 'cat:"x', '!!tag:k', '()', '(', '((cat:y))', 'view:none'],
];

const torrents = ['', 'x', 'y', 'x y', 'X'].flatMap((category, i) =>
	['', 'k', 'k, l'].map((tags, j) =>
		torrentOf(i * 3 + j, {
			...{category, tags, name: j === 0 ? 'a' : 'b', size: i},
			state: j === 1 ? 'stoppedDL' : 'uploading',
		}),
	),
);

const found = (text: string): string => {
	const {test} = compileFilter(text, {
		...context,
		views: () => [{name: 'none', filter: 'zz', sort: undefined}],
	});
	return torrents
		.filter(test)
		.map(({hash}) => hash.slice(-2))
		.join();
};

it('any filter, taken apart and put together, finds the same', () => {
	const {below, pick} = createRandom(7);
	for (let round = 0; round < 3000; round++) {
		const text = Array.from({length: below(6)}, () => pick(words)).join(' ');
		const pieces = takeApart(text);
		if (!pieces) continue;
		expect(found(putTogether(pieces)), text).toBe(found(text));
		// And one more term narrows what it found.
		const more = putTogether(excludeTerm(clearFacet(pieces, 'tag'), termFor('tag', 'k', [])));
		const without = putTogether(clearFacet(pieces, 'tag'));
		const kept = found(without).split(',').filter(Boolean);
		const tagged = new Set(
			torrents.filter(({tags}) => tags.includes('k')).map(({hash}) => hash.slice(-2)),
		);
		expect(found(more), text).toBe(kept.filter(hash => !tagged.has(hash)).join());
	}
});

describe('what keys do to a filter', () => {
	const term = (facet: FacetName, value: string) => termFor(facet, value, []);
	const x = term('category', 'x');
	const y = term('category', 'y');

	it.each([
		['', 'cat:x'],
		['cat:y', 'cat:x'],
		['!cat:y', 'cat:x'],
		['(cat:y | cat:z) ubuntu', 'cat:x ubuntu'],
		['cat:y | cat:z', 'cat:x'],
		['tag:k cat:y size>2', 'tag:k cat:x size>2'],
		['a | b', '(a | b) cat:x'],
		['(cat:y | tag:k)', '(cat:y | tag:k) cat:x'],
		['"net inst', '"net inst" cat:x'],
		['(a b', '(a b) cat:x'],
		['a !', 'a cat:x'],
	])('alone: %s', (before, after) => {
		expect(putTogether(chooseOnly(piecesOf(before), x))).toBe(after);
	});

	it.each([
		['', 'cat:x'],
		['cat:y', '(cat:y | cat:x)'],
		['cat:y | cat:z', '(cat:y | cat:z | cat:x)'],
		['cat:x', ''],
		['CATEGORY:X ubuntu', 'ubuntu'],
		['(cat:x | cat:y)', 'cat:y'],
		['!cat:x', 'cat:x'],
		['!cat:y', '!cat:y cat:x'],
	])('with the others, or no longer: %s', (before, after) => {
		expect(putTogether(toggleTerm(piecesOf(before), x))).toBe(after);
	});

	it.each([
		['', '!cat:x'],
		['cat:x', '!cat:x'],
		['!cat:x tag:k', 'tag:k'],
		['(cat:x | cat:y)', 'cat:y !cat:x'],
	])('not: %s', (before, after) => {
		expect(putTogether(excludeTerm(piecesOf(before), x))).toBe(after);
	});

	it('clears one facet or all of them, and leaves what they can’t show', () => {
		const pieces = piecesOf('cat:x !cat:y tag:k ubuntu (cat:x | tag:k) size>2');
		expect(putTogether(clearFacet(pieces, 'category'))).toBe('tag:k ubuntu (cat:x | tag:k) size>2');
		expect(putTogether(clearFacets(pieces))).toBe('ubuntu (cat:x | tag:k) size>2');
	});

	it('marks what is in force, by other words for it, too', () => {
		const pieces = piecesOf('state:paused (cat:X | cat:z) !tag:k');
		expect(markOf(pieces, 'state', 'stopped')).toBe('in');
		expect(markOf(pieces, 'category', 'x')).toBe('in');
		expect(markOf(pieces, 'tag', 'k')).toBe('out');
		expect(markOf(pieces, 'category', 'y')).toBeUndefined();
		expect(toggleTerm(pieces, y)).toHaveLength(3);
	});

	it('parentheses that do not fit are left alone', () => {
		expect(takeApart('cat:x) b')).toBeUndefined();
	});
});
