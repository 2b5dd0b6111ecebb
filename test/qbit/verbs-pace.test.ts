import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {runSteps, runUndoable} from '../../source/qbit/undoable.ts';
import {verbs} from '../../source/qbit/verbs.ts';
import {createFakeServer} from './fake-fetch.ts';
import {hashOf, wireTorrent} from './wire.ts';

/** A server that takes so long (ms) over each torrent of a call. */
const serverTaking = (msEach: number) => {
	let time = 0;
	const sizes: number[] = [];
	const {fetch} = createFakeServer((path, {body}) => {
		if (path === 'app/version') return {body: 'v5.3.0'};
		if (path === 'app/webapiVersion') return {body: '2.16.2'};
		const hashes = new URLSearchParams(String(body)).get('hashes')?.split('|') ?? [];
		sizes.push(hashes.length);
		time += hashes.length * msEach;
		return {};
	});
	const client = createClient({url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000});
	return {client, sizes, ticks: () => time};
};

const torrents = new Map(
	Array.from({length: 1000}, (_, i): [string, Torrent] => [
		hashOf(i),
		{...wireTorrent({category: `old ${i % 3}`}), hash: hashOf(i)},
	]),
);

it('a server that is quick gets 200 at once', async () => {
	const {sizes, ...controls} = serverTaking(0.1);
	await runUndoable({...controls, torrents}, verbs.setCategory, [...torrents.keys()], 'films');
	expect(sizes).toEqual([200, 200, 200, 200, 200]);
});

it('one that is busy for long gets fewer, so that it answers others in between', async () => {
	const {sizes, ...controls} = serverTaking(50);
	await runUndoable({...controls, torrents}, verbs.setCategory, [...torrents.keys()], 'films');
	expect(sizes.slice(0, 3)).toEqual([200, 20, 20]);
	expect(Math.max(...sizes.slice(1))).toBe(20);
	expect(sizes.reduce((sum, size) => sum + size)).toBe(1000);
});

it('how far it is goes up to all of them, also through several steps', async () => {
	const {sizes, ...controls} = serverTaking(0.1);
	const seen: number[] = [];
	const watched = {...controls, torrents, onProgress: (through: number) => seen.push(through)};
	const hashes = [...torrents.keys()];
	const {undo} = await runUndoable(watched, verbs.setCategory, hashes, 'films');
	expect(seen.splice(0)).toEqual([200, 400, 600, 800, 1000]);
	await runSteps(watched, undo);
	expect(seen).toEqual([200, 334, 534, 667, 867, 1000]);
	expect(sizes).toHaveLength(11);
});
