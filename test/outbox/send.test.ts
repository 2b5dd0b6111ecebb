import {join} from 'node:path';
import {expect, it} from 'vitest';
import {putEntry} from '../../source/outbox/files.ts';
import {createOutbox} from '../../source/outbox/outbox.ts';
import {type Entry, mostTries} from '../../source/outbox/shape.ts';
import {createClient} from '../../source/qbit/client.ts';
import {type Answer, createFakeServer} from '../qbit/fake-fetch.ts';
import {wireTorrent} from '../qbit/wire.ts';
import {makeFolder} from '../space/a-store.ts';

const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
const address = 'nas:8080';

/** What waits came to the server by its watched folder: all is there already, and has no category. */
const entry = (hash: string, more: Partial<Entry> = {}): Entry => ({
	...{id: `1-${hash.slice(0, 4)}`, at: 1, server: address, given: hash, tries: 0, why: 'away'},
	...{identity: {v1: hash, v2: undefined}, options: {}, handed: {how: 'folder', at: 1}},
	source: {kind: 'hash', link: hash},
	...more,
});

const open = async (entries: readonly Entry[], answers: Record<string, () => unknown> = {}) => {
	const folder = join(makeFolder(), 'outbox');
	for (const each of entries) await putEntry(folder, each);
	const usual: Record<string, () => unknown> = {
		'app/version': () => 'v5.1.4',
		'app/webapiVersion': () => '2.11.4',
		'app/preferences': () => ({}),
		'torrents/categories': () => ({films: {name: 'films', savePath: ''}}),
		'torrents/info': () =>
			[first, second].map(hash => ({...wireTorrent({}), hash, infohash_v1: hash})),
	};
	const server = createFakeServer(async (path): Promise<Answer> => {
		const body = await ({...usual, ...answers}[path] ?? (() => ''))();
		return typeof body === 'number' ? {status: body} : {body};
	});
	const client = createClient({
		...{url: new URL(`http://${address}`), fetch: server.fetch, maxReplyBytes: 1_000_000},
	});
	const note = (): void => undefined;
	const parts = {client, folder, address, watched: undefined, runProgram: undefined, note};
	return createOutbox({...parts, now: () => 2});
};

it('what the server refuses to label holds up nothing that waits behind it', async () => {
	const outbox = await open([entry(first, {options: {category: 'films'}}), entry(second)], {
		'torrents/setCategory': () => 409,
	});
	const results = await outbox.send();
	expect(results.map(({is}) => is)).toEqual(['refused', 'duplicate']);
	expect(outbox.store.get()).toMatchObject([{given: first, tries: 1}]);
});

it('what a person chooses is sent, though all else is being sent just then', async () => {
	const outbox = await open([entry(first, {tries: mostTries}), entry(second)]);
	const [byItself, chosen] = await Promise.all([
		outbox.send(),
		outbox.send(new Set([entry(first).id])),
	]);
	expect(byItself.map(({source}) => source)).toEqual([second]);
	expect(chosen.map(({source}) => source)).toEqual([first]);
});
