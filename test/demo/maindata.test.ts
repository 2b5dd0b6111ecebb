import {describe, expect, it} from 'vitest';
import type {Delta} from '../../source/qbit/types.ts';
import {type Client, loggedIn} from './ask.ts';

type Mirror = {
	rid: number;
	torrents: Record<string, object>;
	categories: Record<string, object>;
	tags: Set<string>;
	trackers: Record<string, string[]>;
	state: object;
};

const empty = (): Mirror => ({
	rid: 0,
	torrents: {},
	categories: {},
	tags: new Set(),
	trackers: {},
	state: {},
});

const mergeRecords = (
	into: Record<string, object>,
	news: Record<string, object> = {},
	removed: string[] = [],
): void => {
	for (const [key, fields] of Object.entries(news)) into[key] = {...into[key], ...fields};
	for (const key of removed) delete into[key];
};

/** As any client would do it. */
const merge = (mirror: Mirror, delta: Delta): Mirror => {
	const next = delta.full_update ? empty() : mirror;
	mergeRecords(next.torrents, delta.torrents, delta.torrents_removed);
	mergeRecords(next.categories, delta.categories, delta.categories_removed);
	for (const tag of delta.tags ?? []) next.tags.add(tag);
	for (const tag of delta.tags_removed ?? []) next.tags.delete(tag);
	Object.assign(next.trackers, delta.trackers);
	for (const url of delta.trackers_removed ?? []) delete next.trackers[url];
	next.state = {...next.state, ...delta.server_state};
	return {...next, rid: delta.rid};
};

const sync = (client: Client, rid: number): Promise<Delta> =>
	client.json('sync/maindata', {rid: String(rid)});

const sorted = (mirror: Mirror) => ({
	...mirror,
	rid: 0,
	tags: [...mirror.tags].sort(),
	trackers: Object.fromEntries(
		Object.entries(mirror.trackers).map(([url, hashes]) => [url, [...hashes].sort()]),
	),
});

describe('sync/maindata', () => {
	it('starts with everything, and has no news within a tick', async () => {
		const client = await loggedIn();
		const first = await sync(client, 0);
		expect(first).toMatchObject({rid: 1, full_update: true});
		expect(Object.keys(first.torrents ?? {}).length).toBeGreaterThan(300);
		expect(first.server_state?.refresh_interval).toBe(1500);
		client.clock.pass(0.2);
		expect(await sync(client, 1)).toEqual({rid: 2});
		expect(await sync(client, 2)).toEqual({rid: 3});
	});

	it('tells only the fields that changed', async () => {
		const client = await loggedIn();
		await sync(client, 0);
		client.clock.pass(1.5);
		const {torrents = {}, ...rest} = await sync(client, 1);
		expect(rest).not.toHaveProperty('full_update');
		expect(rest).not.toHaveProperty('categories');
		expect(Object.keys(torrents).length).toBeGreaterThan(5);
		expect(Object.keys(torrents).length).toBeLessThan(80);
		for (const fields of Object.values(torrents)) {
			expect(fields).not.toHaveProperty('hash');
			expect(fields).not.toHaveProperty('name');
		}
	});

	it('merged over hours, is what a new session gets', async () => {
		const client = await loggedIn();
		let mirror = merge(empty(), await sync(client, 0));
		const before = Object.keys(mirror.torrents).length;
		for (let n = 0; n < 240; n++) {
			client.clock.pass(n % 7 === 0 ? 90 : 45);
			mirror = merge(mirror, await sync(client, mirror.rid));
		}
		expect(sorted(mirror)).toEqual(sorted(merge(empty(), await client.world())));
		expect(Object.keys(mirror.torrents).length).toBeGreaterThan(before);
	});

	it('tells the news of a lost answer again, and starts anew at rid 0', async () => {
		const client = await loggedIn();
		const mirror = merge(empty(), await sync(client, 0));
		client.clock.pass(60);
		await sync(client, 1);
		client.clock.pass(60);
		const again = await sync(client, 1);
		expect(again).toMatchObject({rid: 3});
		expect(again).not.toHaveProperty('full_update');
		expect(sorted(merge(mirror, again))).toEqual(sorted(merge(empty(), await client.world())));
		expect(await sync(client, 0)).toMatchObject({rid: 4, full_update: true});
		expect(await sync(client, 99)).toMatchObject({rid: 5, full_update: true});
	});

	it('tells at once what a verb changed, and what is gone', async () => {
		const client = await loggedIn();
		const {hash, category} = await client.find(torrent => torrent.state === 'stalledUP');
		const {rid} = await sync(client, 0);
		await client.post('torrents/delete', {hashes: hash, deleteFiles: 'true'});
		await client.post('torrents/createTags', {tags: 'new one'});
		await client.post('torrents/deleteTags', {tags: 'to-read'});
		await client.post('torrents/removeCategories', {categories: category});
		const delta = await sync(client, rid);
		expect(delta.torrents_removed).toEqual([hash]);
		expect(delta.tags).toEqual(['new one']);
		expect(delta.tags_removed).toEqual(['to-read']);
		expect(delta.categories_removed).toEqual([category]);
	});

	it('keeps the sessions apart', async () => {
		const one = await loggedIn();
		const other = await one.login();
		await sync(one, 0);
		await sync(other, 0);
		one.clock.pass(15);
		const first = await sync(one, 1);
		expect(await sync(other, 1)).toEqual(first);
	});
});
