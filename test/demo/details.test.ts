import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {type Client, loggedIn} from './ask.ts';

type File = {name: string; size: number; progress: number; priority: number; piece_range: number[]};
type Peer = {dl_speed: number; up_speed: number; ip: string; client: string};
type Peers = {rid: number; full_update?: boolean; peers?: Record<string, Peer>};

const aDownload = (client: Client): Promise<Torrent> =>
	client.find(({state, dlspeed}) => state === 'downloading' && dlspeed > 0);

describe('details', () => {
	it('properties agree with the list', async () => {
		const client = await loggedIn();
		const torrent = await aDownload(client);
		const properties = await client.json('torrents/properties', {hash: torrent.hash});
		expect(properties).toMatchObject({
			name: torrent.name,
			dl_speed: torrent.dlspeed,
			total_size: torrent.total_size,
			pieces_have: torrent.pieces_have,
			eta: torrent.eta,
			save_path: torrent.save_path,
		});
	});

	it('files add up to the torrent, and skipping one shrinks it', async () => {
		const client = await loggedIn();
		const {hash, size, completed} = await client.find(
			({state, root_path}) => state === 'stoppedDL' && root_path !== '',
		);
		const files = await client.json<File[]>('torrents/files', {hash});
		expect(files.reduce((sum, file) => sum + file.size, 0)).toBe(size);
		const have = files.reduce((sum, file) => sum + file.size * file.progress, 0);
		expect(Math.round(have)).toBe(completed);
		expect(await client.post('torrents/filePrio', {hash, id: '0|1', priority: '0'})).toBe(200);
		const smaller = (await client.torrent(hash)).size;
		expect(smaller).toBe(size - (files[0]?.size ?? 0) - (files[1]?.size ?? 0));
	});

	it.each([
		[{id: '0', priority: '5'}, 400],
		[{id: 'x', priority: '1'}, 400],
		[{id: '99999', priority: '1'}, 409],
	])('filePrio %o answers %i', async (params, status) => {
		const client = await loggedIn();
		const {hash} = await aDownload(client);
		expect(await client.post('torrents/filePrio', {hash, ...params})).toBe(status);
	});

	it('pieces count as the torrent says', async () => {
		const client = await loggedIn();
		const {hash, pieces_have, pieces_num} = await aDownload(client);
		const states = await client.json<number[]>('torrents/pieceStates', {hash});
		expect(states).toHaveLength(pieces_num ?? 0);
		expect(states.filter(state => state === 2)).toHaveLength(pieces_have ?? 0);
		expect(states).toContain(1);
		const available = await client.json<number[]>('torrents/pieceAvailability', {hash});
		expect(available).toHaveLength(pieces_num ?? 0);
		const hashes = await client.json<string[]>('torrents/pieceHashes', {hash});
		expect(hashes[0]).toMatch(/^[0-9a-f]{40}$/);
	});

	it('peers carry the speed of the torrent, and deltas as on the server', async () => {
		const client = await loggedIn();
		const {hash, dlspeed, num_seeds, num_leechs} = await aDownload(client);
		const first = await client.json<Peers>('sync/torrentPeers', {hash, rid: '0'});
		const peers = Object.values(first.peers ?? {});
		expect(first).toMatchObject({rid: 1, full_update: true});
		expect(peers).toHaveLength(num_seeds + num_leechs);
		expect(peers.reduce((sum, peer) => sum + peer.dl_speed, 0)).toBe(dlspeed);
		expect(await client.json('sync/torrentPeers', {hash, rid: '1'})).toEqual({rid: 2});
		client.clock.pass(1.5);
		const delta = await client.json<Peers>('sync/torrentPeers', {hash, rid: '2'});
		expect(delta).not.toHaveProperty('full_update');
		expect(Object.keys(delta.peers ?? {}).length).toBeGreaterThan(0);
	});

	it('bans and adds peers', async () => {
		const client = await loggedIn();
		const {hash} = await aDownload(client);
		const added = {hashes: hash, peers: '198.51.100.7:6881|nonsense'};
		const {body} = await client.ask('POST', 'torrents/addPeers', added);
		expect(JSON.parse(body)).toEqual({[hash]: {added: 1, failed: 1}});
		const peers = () => client.json<Peers>('sync/torrentPeers', {hash, rid: '0'});
		expect((await peers()).peers).toHaveProperty(['198.51.100.7:6881']);
		await client.post('transfer/banPeers', {peers: '198.51.100.7:6881'});
		expect((await peers()).peers).not.toHaveProperty(['198.51.100.7:6881']);
	});

	it('trackers begin with DHT, PeX and LSD, and say what is wrong', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(({has_tracker_error}) => has_tracker_error === true);
		type Tracker = {url: string; tier: number; status: number; msg: string};
		const trackers = await client.json<Tracker[]>('torrents/trackers', {hash});
		expect(trackers.slice(0, 3).map(({tier}) => tier)).toEqual([-1, -1, -1]);
		expect(trackers[3]).toMatchObject({status: 5, msg: 'unregistered torrent'});
		const urls = 'https://new.example.org/announce\n\nudp://other.example.net:1/announce';
		expect(await client.post('torrents/addTrackers', {hash, urls})).toBe(204);
		const url = 'https://new.example.org/announce';
		const newUrl = 'https://edited.example.org/announce';
		expect(await client.post('torrents/editTracker', {hash, url, newUrl})).toBe(204);
		expect(await client.post('torrents/editTracker', {hash, url, newUrl})).toBe(409);
		const gone = {hash, urls: encodeURIComponent(newUrl)};
		expect(await client.post('torrents/removeTrackers', gone)).toBe(204);
		const after = await client.json<Tracker[]>('torrents/trackers', {hash});
		expect(after.at(-1)).toMatchObject({url: 'udp://other.example.net:1/announce', tier: 1});
		expect(after).toHaveLength(trackers.length + 1);
	});

	it('a peer is banned, and let in again by the preferences', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(({num_seeds}) => Number(num_seeds) > 0);
		type Peers = {peers: Record<string, {ip: string}>};
		const addresses = async () => {
			const {peers} = await client.json<Peers>('sync/torrentPeers', {hash, rid: '0'});
			return Object.values(peers).map(({ip}) => ip);
		};
		const banned = async () =>
			(await client.json<{banned_IPs: string}>('app/preferences')).banned_IPs;
		const [ip = ''] = await addresses();
		const peer = ip.includes(':') ? `[${ip}]:1` : `${ip}:1`;
		await client.post('transfer/banPeers', {peers: peer});
		expect(await addresses()).not.toContain(ip);
		expect(await banned()).toBe(ip);
		await client.post('app/setPreferences', {json: JSON.stringify({banned_IPs: ''})});
		expect(await addresses()).toContain(ip);
		expect(await banned()).toBe('');
	});

	it('torrents/info filters, sorts and pages', async () => {
		const client = await loggedIn();
		const list = (params: Record<string, string>) =>
			client.json<Torrent[]>('torrents/info', params);
		const big = await list({filter: 'seeding', sort: 'size', reverse: 'true', limit: '5'});
		expect(big).toHaveLength(5);
		expect(big.map(({size}) => size)).toEqual(big.map(({size}) => size).sort((a, b) => b - a));
		expect((await list({category: ''})).every(({category}) => category === '')).toBe(true);
		expect((await list({tag: 'iso'})).length).toBeGreaterThan(50);
		expect(await list({hashes: big[0]?.hash ?? ''})).toHaveLength(1);
		expect(await list({offset: '-2'})).toHaveLength(2);
		expect((await client.ask('GET', 'torrents/info', {sort: 'nonsense'})).status).toBe(400);
		expect((await client.ask('GET', 'torrents/count')).body).toBe(String((await list({})).length));
	});

	it('looks into directories and at free space', async () => {
		const client = await loggedIn();
		const dirs = await client.json<string[]>('app/getDirectoryContent', {dirPath: '/hdd'});
		expect(dirs).toContain('/hdd/datasets');
		expect((await client.ask('GET', 'app/getDirectoryContent', {dirPath: 'x'})).status).toBe(400);
		expect((await client.ask('GET', 'app/getDirectoryContent', {dirPath: '/y'})).status).toBe(404);
		const free = await client.ask('GET', 'app/getFreeSpaceAtPath', {path: '/hdd/not/yet'});
		expect(Number(free.body)).toBeGreaterThan(1e12);
	});

	it('log ids go on from the last known one', async () => {
		const client = await loggedIn();
		type Entry = {id: number; type: number};
		const all = await client.json<Entry[]>('log/main');
		expect(all.map(({id}) => id)).toEqual(all.map((_, index) => index));
		const last = String(all.at(-1)?.id);
		expect(await client.json('log/main', {last_known_id: last})).toEqual([]);
	});
});
