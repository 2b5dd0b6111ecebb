import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {applyUpdate, emptyMaindata, type Maindata} from '../../source/qbit/maindata.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import type {LabClient} from '../lab/client.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {randomFrom} from './random.ts';
import {loginOf, type Opened} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

/** Asks as the mirror does: rid 0 after a request that failed. */
const follow = (client: Opened) => {
	const maindata = emptyMaindata();
	let rid = 0;
	return async (): Promise<Maindata> => {
		const asked = rid;
		rid = 0;
		const update = await client.ask(endpoints.maindata, {rid: asked});
		applyUpdate(maindata, update);
		rid = update.rid;
		return maindata;
	};
};

/** What goes on by itself, with or without verbs. */
const restless: ReadonlySet<string> = new Set<keyof Torrent>([
	...(['time_active', 'seeding_time', 'last_activity', 'eta', 'reannounce', 'popularity'] as const),
	...(['availability', 'seen_complete', 'connections_count'] as const),
]);

/** What must be the same: without what the clock changes, and without the state of the server. */
const settledPart = ({torrents, categories, tags, trackers}: Maindata) => ({
	torrents: [...torrents.values()]
		.map(torrent =>
			Object.fromEntries(Object.entries(torrent).filter(([name]) => !restless.has(name))),
		)
		.sort((a, b) => String(a.hash).localeCompare(String(b.hash))),
	categories: Object.fromEntries([...categories].sort()),
	tags: [...tags].sort(),
	trackers: Object.fromEntries([...trackers].map(([url, hashes]) => [url, [...hashes].sort()])),
});

/** One verb, at random. Names of both times: 5.0 renamed pause and resume. */
const act = async (
	{request}: Pick<LabClient, 'request'>,
	hashes: readonly string[],
	random: ReturnType<typeof randomFrom>,
): Promise<string> => {
	const hash = hashes[random.below(hashes.length)] ?? '';
	const name = `n${random.below(4)}`;
	const verbs: ReadonlyArray<[string, Record<string, string>]> = [
		['torrents/addTags', {hashes: hash, tags: name}],
		['torrents/removeTags', {hashes: hash, tags: name}],
		['torrents/createTags', {tags: name}],
		['torrents/deleteTags', {tags: name}],
		['torrents/createCategory', {category: name, savePath: ''}],
		['torrents/editCategory', {category: name, savePath: `/tmp/${random.below(9)}`}],
		['torrents/setCategory', {hashes: hash, category: name}],
		['torrents/removeCategories', {categories: name}],
		['torrents/rename', {hash, name: `name }," ${random.below(1000)}`}],
		['torrents/stop', {hashes: hash}],
		['torrents/pause', {hashes: hash}],
		['torrents/start', {hashes: hash}],
		['torrents/resume', {hashes: hash}],
		['torrents/addTrackers', {hash, urls: `http://127.0.0.1:9/${name}`}],
		['torrents/toggleSequentialDownload', {hashes: hash}],
	];
	const [path, params] = verbs[random.below(verbs.length)] ?? ['torrents/stop', {hashes: hash}];
	await (await request(path, params)).arrayBuffer();
	return path;
};

describeThroughProxy('deltas of a server', VERSIONS, ({server, proxy, open}) => {
	it('are, after any verbs, what a full update says; also when answers are lost', async () => {
		const random = randomFrom(7);
		const hashes = await addTorrents(server(), syntheticTorrents(12), {tags: ['n0']});
		await settled(server());
		const poll = follow(open(proxy().url, loginOf(server())));
		await poll();
		for (let n = 0; n < 60; n++) {
			if (random.chance(0.1)) {
				await server().request('torrents/delete', {hashes: hashes.pop() ?? '', deleteFiles: true});
			} else {
				await act(server(), hashes, random);
			}
			// The server has taken it for sent; we never see it.
			if (random.chance(0.25)) proxy().next('sync/maindata', {drop: 'after'});
			if (random.chance(0.1)) proxy().next('sync/maindata', {cutAfter: 40});
			await poll().catch(() => {});
		}
		const fresh = async () => settledPart(await follow(open(server().url, loginOf(server())))());
		await until('the same as a full update', async () => {
			expect(settledPart(await poll())).toEqual(await fresh());
			return true;
		});
		expect(
			proxy()
				.seen('sync/maindata')
				.some(({query}) => query.get('rid') !== '0'),
		).toBe(true);
	});
});
