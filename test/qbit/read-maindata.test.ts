import {describe, expect, it} from 'vitest';
import {readMaindata} from '../../source/qbit/read-maindata.ts';
import {isRecord} from '../../source/qbit/shape.ts';
import {hashOf, inChunks, whole, wireTorrent} from './wire.ts';

const limits = {maxBytes: 1_000_000};
const torrents = (...names: string[]) =>
	Object.fromEntries(names.map((name, i) => [hashOf(i), {name, progress: 0.5}]));

/** Bodies, by what is hard about them. */
const bodies: Readonly<Record<string, unknown>> = {
	'nothing changed': {rid: 7},
	'no torrents, but the key': {rid: 7, server_state: {dht_nodes: 3}, torrents: {}},
	'the key with nothing in it, and more behind it': {
		torrents: {},
		trackers: {'http://a/': [hashOf(1)], 'http://b/': []},
		rid: 7,
	},
	'one torrent': {rid: 7, torrents: torrents('debian')},
	'one torrent, trackers behind': {
		rid: 7,
		torrents: torrents('debian'),
		trackers: {'http://a/': [hashOf(0)]},
	},
	'a torrent with no fields': {rid: 7, torrents: {[hashOf(1)]: {}, [hashOf(2)]: {}}},
	'a category called torrents': {
		categories: {torrents: {name: 'torrents', savePath: ''}, 'x"torrents":{': {name: 'x'}},
		rid: 7,
		tags: ['torrents', '"torrents":{'],
		torrents: torrents('a', 'b'),
	},
	'names that end like a torrent': {
		full_update: true,
		rid: 7,
		torrents: torrents('a},', 'b},"', 'c}},', 'd}},"tags":{', '}', '{', '"', '\\', '\\"', '\\\\},'),
		trackers: {'http://a/},': [hashOf(0)]},
	},
	'text of one to four bytes a character': {
		rid: 7,
		tags: ['é', '東京', '🌞', 'Потёмкин'],
		torrents: torrents('Häxan', '狂った一頁', '🌞🌞', 'e\u0301', '\ud800', '\u2028\u0000'),
	},
	'an object within a torrent, as a later server may send it': {
		rid: 7,
		torrents: {[hashOf(1)]: {later: {a: {b: 1}, c: [{}]}, name: 'x'}, [hashOf(2)]: {name: 'y'}},
	},
	'a whole torrent': {rid: 7, torrents: {[hashOf(1)]: wireTorrent({name: 'whole'})}},
};

/** The answer as `JSON.parse` would give it. */
const read = async (body: AsyncIterable<Uint8Array>) => {
	const update = await readMaindata(body, limits);
	return {...update, torrents: Object.fromEntries(update.torrents)};
};

const parsed = (value: unknown) => (isRecord(value) ? {torrents: {}, ...value} : {});

describe.each(Object.entries(bodies))('maindata: %s', (_, value) => {
	const compact = JSON.stringify(value);

	it('is what JSON.parse gives, in pieces of every size', async () => {
		const {length} = Buffer.from(compact);
		for (let size = 1; size <= length; size++) {
			expect(await read(inChunks(compact, size)), `${size} bytes`).toEqual(parsed(value));
		}
	});

	it('is an error when it ends anywhere before its end', async () => {
		const bytes = Buffer.from(compact);
		for (let length = 0; length < bytes.length; length++) {
			const cut = bytes.subarray(0, length);
			const reading = read(whole(cut));
			await expect(reading, cut.toString()).rejects.toMatchObject({code: 'BadReply'});
		}
	});

	it.each([
		['spaces', JSON.stringify(value, undefined, 2)],
		['tabs', JSON.stringify(value, undefined, '\t')],
		[
			'lines, but no space after colons',
			JSON.stringify(value, undefined, 1).replaceAll('": ', '":'),
		],
		['space around it', ` \n${compact}\r\n `],
		['spaces after colons and commas', compact.replaceAll('":', '": ').replaceAll(',"', ', "')],
	])('may be written with %s', async (_style, text) => {
		const expected = parsed(JSON.parse(text));
		for (const size of [1, 7, 100_000]) {
			expect(await read(inChunks(text, size))).toEqual(expected);
		}
	});
});

it('tells how many torrents are here while they come', async () => {
	const many = Object.fromEntries(Array.from({length: 20}, (_, i) => [hashOf(i), {name: 'x'}]));
	const text = JSON.stringify({rid: 1, torrents: many, trackers: {}});
	const counts: number[] = [];
	await readMaindata(inChunks(text, text.length / 4), {
		...limits,
		onProgress: count => counts.push(count),
	});
	expect(counts).toEqual([...counts].sort((a, b) => a - b));
	expect(counts[0]).toBeGreaterThan(0);
	expect(counts.at(-1)).toBe(20);
});
