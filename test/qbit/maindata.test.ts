import {describe, expect, it} from 'vitest';
import {emptyMaindata, type Maindata} from '../../source/qbit/maindata.ts';
import {apply} from './apply-delta.ts';
import {hashOf, wireTorrent} from './wire.ts';

const a = hashOf(1);
const b = hashOf(2);

const started = async (): Promise<Maindata> => {
	const maindata = emptyMaindata();
	await apply(maindata, {
		rid: 1,
		full_update: true,
		torrents: {[a]: wireTorrent({name: 'a'}), [b]: wireTorrent({name: 'b'})},
		categories: {films: {name: 'films', savePath: '/films'}},
		tags: ['new', 'old'],
		trackers: {'http://t/': [a, b]},
		server_state: {dht_nodes: 5, dl_info_speed: 7},
	});
	return maindata;
};

describe('a delta', () => {
	it('merges fields of a torrent, replaces the object and leaves the others as they are', async () => {
		const maindata = await started();
		const [before, other] = [maindata.torrents.get(a), maindata.torrents.get(b)];
		const change = await apply(maindata, {rid: 2, torrents: {[a]: {progress: 0.75}}});
		expect(maindata.torrents.get(a)).toEqual({...before, progress: 0.75});
		expect(before?.progress).toBe(0.5);
		expect(maindata.torrents.get(b)).toBe(other);
		expect(change).toEqual({full: false, changed: new Map([[a, {progress: 0.75}]]), removed: []});
	});

	it('removes, and tells only what was there', async () => {
		const maindata = await started();
		const change = await apply(maindata, {
			rid: 2,
			torrents_removed: [a, hashOf(99)],
			tags_removed: ['old'],
			categories_removed: ['films', 'none'],
			trackers_removed: ['http://t/'],
		});
		expect(change).toEqual({full: false, changed: new Map(), removed: [a]});
		expect([...maindata.torrents.keys()]).toEqual([b]);
		expect([...maindata.tags]).toEqual(['new']);
		expect(maindata.categories.size + maindata.trackers.size).toBe(0);
	});

	it('merges categories and the state of the server, and replaces lists of trackers', async () => {
		const maindata = await started();
		await apply(maindata, {
			rid: 2,
			categories: {films: {download_path: false}, new: {name: 'new', savePath: ''}},
			trackers: {'http://t/': [b]},
			server_state: {dht_nodes: 6},
		});
		expect(maindata.categories.get('films')).toEqual({
			...{name: 'films', savePath: '/films', download_path: false},
		});
		expect(maindata.categories.has('new')).toBe(true);
		expect(maindata.trackers.get('http://t/')).toEqual([b]);
		expect(maindata.server).toEqual({dht_nodes: 6, dl_info_speed: 7});
	});

	it('keeps the Maps, so that who holds them sees the news', async () => {
		const maindata = await started();
		const {torrents, categories, tags, trackers} = maindata;
		await apply(maindata, {rid: 9, full_update: true, torrents: {[a]: wireTorrent()}});
		expect(maindata).toMatchObject({torrents, categories, tags, trackers});
		expect(maindata.torrents).toBe(torrents);
	});

	it('forgets with a full update all that it does not name', async () => {
		const maindata = await started();
		const change = await apply(maindata, {rid: 5, full_update: true});
		expect(change).toEqual({full: true, changed: new Map(), removed: []});
		expect(maindata).toEqual(emptyMaindata());
	});

	it('gives a torrent of which little is known values that mean nothing', async () => {
		const maindata = emptyMaindata();
		await apply(maindata, {rid: 1, torrents: {[a]: {name: 'x', magnet_uri: 'magnet:?xt=1'}}});
		expect(maindata.torrents.get(a)).toMatchObject({
			...{hash: a, name: 'x', state: 'unknown', eta: 8_640_000, ratio_limit: -2, save_path: ''},
			...{magnet_uri: ''},
		});
	});
});
