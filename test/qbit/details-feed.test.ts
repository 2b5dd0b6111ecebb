import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {createDetailsFeed} from '../../source/qbit/details-feed.ts';
import {type Clock, createMirror} from '../../source/qbit/mirror.ts';
import {createFakeClock} from './fake-clock.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';
import {hashOf, wireTorrent} from './wire.ts';

/** A clock for several sleepers, which goes when the test says so. */
const createWaitingRoom = () => {
	let time = 1_000_000;
	let sleepers: Array<{until: number; wake: () => void}> = [];
	const clock: Clock = {
		now: () => time,
		ticks: () => time,
		random: () => 0.5,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				const sleeper = {until: time + ms, wake: resolve};
				if (signal.aborted) return resolve();
				sleepers.push(sleeper);
				signal.addEventListener('abort', () => resolve(), {once: true});
			}),
	};
	const settle = async (): Promise<void> => {
		for (let i = 0; i < 20; i++) await new Promise(setImmediate);
	};
	const pass = async (ms: number): Promise<void> => {
		time += ms;
		const due = sleepers.filter(({until}) => until <= time);
		sleepers = sleepers.filter(({until}) => until > time);
		for (const {wake} of due) wake();
		await settle();
	};
	return {clock, pass, settle};
};

const usual = (path: string): Answer => {
	if (path.endsWith('torrentPeers')) return {body: {rid: 7, full_update: true, peers: {}}};
	return {body: []};
};

const start = async (
	answer: (path: string, query: URLSearchParams) => Answer | Promise<Answer> = usual,
) => {
	let torrents = Object.fromEntries(
		[1, 2, 3, 4].map(index => [hashOf(index), wireTorrent({name: `T${index}`, dlspeed: 1})]),
	);
	let isAway = false;
	const server = createFakeServer((path, {url}) => {
		if (!path.startsWith('sync/maindata')) return answer(path, url.searchParams);
		if (isAway) throw new Error('nobody there');
		return {body: {rid: 1, full_update: true, torrents, server_state: {refresh_interval: 1500}}};
	});
	const url = new URL('http://nas:8080');
	const client = createClient({url, fetch: server.fetch, maxReplyBytes: 10_000_000});
	const mirrorClock = createFakeClock();
	const mirror = createMirror(client, mirrorClock);
	mirror.start();
	await mirror.answered();
	const room = createWaitingRoom();
	const feed = createDetailsFeed(client, mirror, room.clock);
	const asked = () => server.asked.filter(path => !path.startsWith('sync/maindata')).map(short);
	const tick = async (change: {away?: boolean; torrents?: typeof torrents} = {}): Promise<void> => {
		isAway = change.away ?? isAway;
		torrents = change.torrents ?? torrents;
		const answered = mirror.answered();
		mirror.poke();
		await answered;
	};
	const end = () => Promise.all([feed.stop(), mirror.stop()]);
	return {feed, server, asked, tick, end, torrents, ...room};
};

/** "files 1", "torrentPeers 2 rid 0" */
const short = (path: string): string =>
	path.replace(/^.*\/(\w+)\?hash=0*(\d+)(?:&rid=(\d+))?$/, (_, name, index, rid) =>
		rid === undefined ? `${name} ${index}` : `${name} ${index} rid ${rid}`,
	);

it('asks for nothing until somebody looks, and for nothing more when nobody does', async () => {
	const {feed, asked, pass, settle, end} = await start();
	await pass(5000);
	expect(asked()).toEqual([]);
	feed.look({hash: hashOf(1), parts: ['trackers', 'files']});
	await settle();
	expect(asked()).toEqual(['trackers 1', 'files 1']);
	feed.look(undefined);
	await pass(100_000);
	expect(asked()).toHaveLength(2);
	await end();
});

it('asks only for what the tab shows, anew in its time, and at once when it is poked', async () => {
	const {feed, asked, pass, settle, end} = await start();
	feed.look({hash: hashOf(1), parts: ['trackers']});
	await settle();
	await pass(1999);
	expect(asked()).toEqual(['trackers 1']);
	await pass(2);
	expect(asked()).toEqual(['trackers 1', 'trackers 1']);
	feed.poke();
	await settle();
	expect(asked()).toHaveLength(3);
	await pass(1000);
	feed.look({hash: hashOf(1), parts: ['files']});
	await settle();
	await pass(1000);
	expect(asked().slice(3)).toEqual(['files 1']);
	await end();
});

it('asks about the first torrent at once, and then only where the cursor comes to rest', async () => {
	const {feed, asked, pass, settle, end} = await start();
	for (const index of [1, 2, 3, 4]) {
		feed.look({hash: hashOf(index), parts: ['trackers']});
		await settle();
		await pass(33);
	}
	await pass(150);
	expect(asked()).toEqual(['trackers 1', 'trackers 4']);
	await end();
});

it('asks about the peers from nothing on each switch, and merges what changed after that', async () => {
	const deltas: Answer[] = [
		{body: {rid: 1, full_update: true, peers: {a: {ip: '1.1.1.1', port: 1, dl_speed: 5}, b: {}}}},
		{body: {rid: 2, peers: {a: {dl_speed: 9}, c: {port: 3}}, peers_removed: ['b']}},
		{body: {rid: 3}},
		{body: {rid: 1, full_update: true, peers: {z: {}}}},
	];
	const {feed, asked, pass, settle, end} = await start(() => deltas.shift() ?? {status: 500});
	const peers = () => feed.store.get().peers;
	feed.look({hash: hashOf(1), parts: ['peers']});
	await settle();
	await pass(1500);
	expect([...(peers() ?? [])]).toEqual([
		['a', {ip: '1.1.1.1', port: 1, dl_speed: 9}],
		['c', {port: 3}],
	]);
	const before = peers();
	await pass(1500);
	expect(peers()).toBe(before);
	feed.look({hash: hashOf(2), parts: ['peers']});
	await settle();
	expect([...(peers()?.keys() ?? [])]).toEqual(['z']);
	expect(asked()).toEqual(
		[1, 1, 1]
			.map((index, rid) => `torrentPeers ${index} rid ${rid}`)
			.concat('torrentPeers 2 rid 0'),
	);
	await end();
});

it('drops the answer about a torrent that is no longer looked at', async () => {
	const late = Promise.withResolvers<Answer>();
	const {feed, settle, pass, end, server} = await start((_, query) =>
		query.get('hash') === hashOf(1) ? late.promise : {body: [{...file, name: 'of the second'}]},
	);
	feed.look({hash: hashOf(1), parts: ['files']});
	await settle();
	feed.look({hash: hashOf(2), parts: ['files']});
	expect(server.requests.at(-1)?.signal?.aborted).toBe(true);
	late.resolve({body: [{...file, name: 'of the first'}]});
	await settle();
	expect(feed.store.get().files).toBeUndefined();
	await pass(150);
	expect(feed.store.get().hash).toBe(hashOf(2));
	expect(feed.store.get().files?.map(({name}) => name)).toEqual(['of the second']);
	await end();
});

const file = {index: 0, name: '', size: 1, progress: 0, priority: 1, availability: -1};

it('asks again for files only after something of the torrent has changed, or a minute later', async () => {
	const {feed, asked, pass, settle, tick, end, torrents} = await start();
	feed.look({hash: hashOf(1), parts: ['files']});
	await settle();
	for (let i = 0; i < 5; i++) await pass(2000);
	expect(asked()).toHaveLength(1);
	await tick({
		torrents: {...torrents, [hashOf(1)]: wireTorrent({name: 'T1', dlspeed: 1, progress: 0.6})},
	});
	await pass(2000);
	expect(asked()).toHaveLength(2);
	for (let i = 0; i < 31; i++) await pass(2000);
	expect(asked()).toHaveLength(3);
	await end();
});

it('asks every ten seconds about a torrent at rest, and at once when the list has news of it', async () => {
	const {feed, asked, pass, settle, tick, end, torrents} = await start();
	const rests = (num_leechs: number) => ({
		torrents: {...torrents, [hashOf(1)]: wireTorrent({name: 'T1', num_leechs})},
	});
	await tick(rests(0));
	feed.look({hash: hashOf(1), parts: ['peers']});
	await settle();
	for (let i = 0; i < 6; i++) await pass(1500);
	expect(asked()).toHaveLength(1);
	await tick(rests(1));
	await pass(1500);
	expect(asked()).toHaveLength(2);
	for (let i = 0; i < 7; i++) await pass(1500);
	expect(asked()).toHaveLength(3);
	await end();
});

it('asks rarely for what takes long to come', async () => {
	const slow = Promise.withResolvers<void>();
	const {feed, asked, pass, settle, tick, end, torrents} = await start(async () => {
		await slow.promise;
		return {body: []};
	});
	feed.look({hash: hashOf(1), parts: ['files']});
	await settle();
	await pass(1000);
	slow.resolve();
	await settle();
	await tick({torrents: {...torrents, [hashOf(1)]: wireTorrent({progress: 0.7})}});
	await pass(19_000);
	expect(asked()).toHaveLength(1);
	await pass(1001);
	expect(asked()).toHaveLength(2);
	await end();
});

it('leaves a server that is away to the mirror, and a torrent that is gone alone', async () => {
	const {feed, asked, pass, settle, tick, end, torrents} = await start();
	feed.look({hash: hashOf(1), parts: ['trackers']});
	await settle();
	await tick({away: true});
	await pass(10_000);
	expect(asked()).toHaveLength(1);
	await tick({away: false});
	await pass(2000);
	expect(asked()).toHaveLength(2);
	const {[hashOf(1)]: _, ...others} = torrents;
	await tick({torrents: others});
	await pass(10_000);
	expect(asked()).toHaveLength(2);
	await end();
});

it('keeps what is known and says why it is not fresh, part by part, and tries ever less often', async () => {
	let fails = false;
	const {feed, asked, pass, settle, end} = await start(path =>
		fails && path.endsWith('trackers') ? {status: 404} : {body: []},
	);
	feed.look({hash: hashOf(1), parts: ['trackers', 'files']});
	await settle();
	fails = true;
	await pass(2000);
	expect(feed.store.get().trackers).toEqual([]);
	expect(feed.store.get().problems.trackers?.code).toBe('NotFound');
	expect(feed.store.get().problems.files).toBeUndefined();
	for (let i = 0; i < 15; i++) await pass(2000);
	// Without backing off it would have been 17.
	expect(asked().filter(path => path.startsWith('trackers')).length).toBeLessThan(9);
	fails = false;
	feed.poke();
	await settle();
	expect(feed.store.get().problems.trackers).toBeUndefined();
	await end();
});

it('does without what a server does not have', async () => {
	const {feed, settle, end} = await start(path =>
		path.endsWith('pieceAvailability') ? {status: 404} : {body: [2, 1, 0]},
	);
	feed.look({hash: hashOf(1), parts: ['pieces']});
	await settle();
	expect(feed.store.get().pieces).toEqual({states: [2, 1, 0], availability: undefined});
	await end();
});
