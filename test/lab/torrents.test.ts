import {expect, it} from 'vitest';
import {bencode} from './bencode.ts';
import {realTorrent} from './real-torrent.ts';
import {syntheticTorrent, syntheticTorrents} from './torrents.ts';
import {until} from './until.ts';

it.each([
	[0, 'i0e'],
	[-7, 'i-7e'],
	['ä', '2:ä'],
	[[1, ['a']], 'li1el1:aee'],
	[{b: 1, a: undefined, B: '', 'a b': []}, 'd1:B0:3:a ble1:bi1ee'],
])('bencodes %j', (value, expected) => {
	expect(Buffer.from(bencode(value)).toString()).toBe(expected);
});

it('makes the same torrent from the same index and others from others', () => {
	expect(syntheticTorrent({index: 7})).toEqual(syntheticTorrent({index: 7}));
	const torrents = [...syntheticTorrents(2000)];
	expect(new Set(torrents.map(each => each.hash)).size).toBe(2000);
	expect(new Set(torrents.map(each => each.name)).size).toBe(2000);
});

it('hashes real data', async () => {
	const {hash} = await realTorrent(Buffer.from('hello'), {name: 'hello.txt', pieceLength: 16384});
	expect(hash).toMatch(/^[0-9a-f]{40}$/);
	const folder = await realTorrent(import.meta.dirname, {name: 'lab'});
	expect(Buffer.from(folder.file).includes('torrents.test.ts')).toBe(true);
});

it('says what it saw last when it waited in vain', async () => {
	const waiting = until(
		'six',
		() => 5,
		value => value === 6,
		{within: 100},
	);
	await expect(waiting).rejects.toThrow('waited 100 ms for six; last seen: 5');
});
