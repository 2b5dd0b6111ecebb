import {describe, expect, it} from 'vitest';
import {findNearest, type Named} from '../../source/hooks/find-nearest.ts';
import {ask, menu, offered} from '../../source/hooks/layers.ts';
import {readPeer} from '../../source/qbit/peer-address.ts';
import {answerLabel, askLines} from '../../source/views/form/ask-lines.ts';
import {fileName} from '../../source/views/menus/file-name.ts';
import {readLimit, writeLimit} from '../../source/views/menus/limits.ts';
import {countsOf, markFor} from '../../source/views/menus/open.ts';
import {
	readMinutes,
	readRatio,
	sayMinutes,
	sayRatio,
} from '../../source/views/menus/share-limits.ts';
import {torrentOf} from './torrent.ts';

describe('what is typed into menus', () => {
	it.each([
		['1d 12h', 2160],
		['90m', 90],
		['90', 90],
		['1.5h', 90],
		['2w', 20_160],
		['never', -1],
		['', -2],
		['As set', -2],
		['0', 0],
		['soon', undefined],
		['12 parsecs', undefined],
		['-1', undefined],
		['constructor', undefined],
	])('a time of %j is %s minutes', (text, minutes) => {
		expect(readMinutes(text)).toBe(minutes);
	});

	it.each([
		['2', 2],
		['1.50', 1.5],
		['unlimited', -1],
		['default', -2],
		['two', undefined],
		['-2', undefined],
	])('a ratio of %j is %s', (text, ratio) => {
		expect(readRatio(text)).toBe(ratio);
	});

	it('what is said can be typed again and means the same', () => {
		for (const minutes of [-2, -1, 0, 1, 59, 60, 90, 1440, 2160, 10_080, 10_081]) {
			expect(readMinutes(sayMinutes(minutes)), sayMinutes(minutes)).toBe(minutes);
		}
		for (const ratio of [-2, -1, 0, 0.75, 2, 100]) expect(readRatio(sayRatio(ratio))).toBe(ratio);
		for (const limit of [0, 1, 1000, 1024, 512_000, 3 * 2 ** 20, 1_572_864, 2 ** 31]) {
			expect(readLimit(writeLimit(limit)), writeLimit(limit)).toBe(limit);
		}
	});

	it.each([
		['', 0],
		['0', 0],
		['.5M', 524_288],
		['1.5 MiB/s', 1_572_864],
		['K', undefined],
		['MB/s', undefined],
		['fast', undefined],
	])('a limit of %j is %s', (text, limit) => {
		expect(readLimit(text)).toBe(limit);
	});

	it.each([
		['1.2.3.4:6881', undefined],
		['[2001:db8::1]:6881', undefined],
		['2001:db8::1', /in brackets/],
		['2001:db8::1:6881', /in brackets/],
		['1.2.3.4', /no address with a port/],
		['1.2.3.4:0', /no port/],
		['1.2.3.4:70000', /no port/],
		['1.2.3:80', /no IP address/],
		['seed.example:80', /looks up no names/],
		['[1.2.3.4]:80', /no IP address/],
	])('the peer %s', (text, problem) => {
		const read = readPeer(text);
		if (problem) expect(read).toEqual({problem: expect.stringMatching(problem)});
		else expect(read).toEqual({peer: text});
	});
});

describe('the name of an exported file', () => {
	it.each([
		['debian-13.1.iso', 'debian-13.1.iso.torrent'],
		['../../etc/passwd', '_.._etc_passwd.torrent'],
		['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.torrent'],
		['...hidden', 'hidden.torrent'],
		['CON', '_CON.torrent'],
		['com1.txt', '_com1.txt.torrent'],
		['   ', 'hash.torrent'],
		['..', 'hash.torrent'],
	])('%j → %j', (name, file) => {
		expect(fileName(name, '.torrent', 'hash')).toBe(file);
	});

	it('is short enough, cut between characters, and has nothing for a terminal to obey', () => {
		for (const name of [
			'頁'.repeat(500),
			'👨‍👩‍👧‍👦'.repeat(90),
			`\x1b[2J${'x'.repeat(900)}`,
			'a\n\u202eb\0',
		]) {
			const file = fileName(name, '.torrent', 'hash');
			expect(Buffer.byteLength(file)).toBeLessThanOrEqual(200);
			expect(file).toMatch(/\.torrent$/);
			expect(file).not.toMatch(/[\p{Cc}\u202e/\ufffd]/u);
			expect(file.isWellFormed()).toBe(true);
		}
	});
});

describe('menus and questions', () => {
	const labels = ['films', 'films/old', 'Limits: download limit', 'Limits of speed: download'];
	const items = labels.map(label => ({label, run: () => {}}));
	const find = (text: string) => {
		const open = menu('x', items);
		return offered({...open, line: {text, caret: text.length}}).map(({label}) => label);
	};

	it('every word has to be there, in any order; the nearest comes first', () => {
		expect(find('')).toEqual(labels);
		expect(find('LIMIT down')).toEqual(['Limits: download limit', 'Limits of speed: download']);
		expect(find('old fil')).toEqual(['films/old']);
		expect(find('zebra')).toEqual([]);
	});

	it('a question is whole on its line, or above it', () => {
		const short = ask('Remove “a”?', () => {});
		expect(askLines(short, 40)).toEqual([]);
		const text = 'Remove 311 torrents (4.2T) AND DELETE THE FILES?';
		const long = ask(text, () => {}, '311');
		expect(askLines(long, 80)).toEqual([]);
		expect(askLines(long, 40).join(' ')).toBe(text);
		expect(answerLabel(long)).toBe('Type 311: ');
	});
});

it('what many torrents have is counted in one look at each, however many values there are', () => {
	let looks = 0;
	const torrents = Array.from({length: 300}, (_, i) => torrentOf(i, {tags: `a, tag ${i}`}));
	const counts = countsOf(torrents, ({tags}) => {
		looks++;
		return tags.split(', ');
	});
	expect(looks).toBe(300);
	expect([counts.size, counts.get('a'), counts.get('tag 7')]).toEqual([301, 300, 1]);
	expect([300, 1, 0].map(some => markFor(some, 300).mark)).toEqual(['all', 'some', undefined]);
});

describe('what is found in ? and x', () => {
	const action = (keys: string, label: string, isInside = false): Named => ({
		keys,
		label,
		isInside,
	});
	const all = [
		action('F', 'Start by force'),
		action('t', 'Tags: choose or create'),
		action('t', 'Tags: delete one', true),
		action('d', 'Remove; the files stay'),
		action('c', 'Category: remove one', true),
		action('m', 'Move to another place'),
		action('f', 'Facets: filter by state, disk, category, tag, tracker'),
		action('L d', 'Limits: download limit: none', true),
		action('L', 'Limits of speed; when seeding ends'),
	];
	const found = (query: string) =>
		findNearest(all, query).map(({keys, label}) => `${keys} ${label}`);

	it('what opens a menu goes before what is in it', () => {
		expect(found('tag').slice(0, 2)).toEqual(['t Tags: choose or create', 't Tags: delete one']);
		expect(found('limit')[0]).toMatch(/^L Limits of/);
		expect(found('remove')).toEqual(['d Remove; the files stay', 'c Category: remove one']);
	});

	it('a word that begins so goes before one that holds it; a key before all', () => {
		expect(found('move')).toEqual([
			'm Move to another place',
			'd Remove; the files stay',
			'c Category: remove one',
		]);
		expect(found('f')[0]).toMatch(/^f Facets/);
		expect(found('F')[0]).toMatch(/^F Start/);
		expect(found('nowhere')).toEqual([]);
		expect(findNearest(all, ' ')).toEqual(all);
	});
});
