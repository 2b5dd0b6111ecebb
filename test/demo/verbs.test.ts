import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {type Client, loggedIn} from './ask.ts';

const inState =
	(...states: string[]) =>
	(torrent: Torrent): boolean =>
		states.includes(torrent.state);

const stateOf = async (client: Client, hash: string): Promise<string> =>
	(await client.torrent(hash)).state;

describe('verbs', () => {
	it.each([
		['uploading', 'stop', 'stoppedUP', 'stoppedUP'],
		['downloading', 'stop', 'stoppedDL', 'stoppedDL'],
		['stoppedUP', 'start', 'stalledUP', undefined],
		['missingFiles', 'start', 'missingFiles', 'missingFiles'],
		['stalledUP', 'recheck', 'checkingUP', undefined],
		['downloading', 'recheck', 'checkingDL', undefined],
		['missingFiles', 'recheck', 'checkingDL', undefined],
	])('%s, %s: %s', async (from, verb, now, later) => {
		const client = await loggedIn();
		const {hash} = await client.find(inState(from));
		expect(await client.post(`torrents/${verb}`, {hashes: hash})).toBe(200);
		expect(await stateOf(client, hash)).toBe(now);
		expect((await client.torrent(hash)).dlspeed).toBe(0);
		client.clock.pass(15);
		if (later) expect(await stateOf(client, hash)).toBe(later);
	});

	it('checks a complete torrent and comes back to 100 %', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(inState('stoppedUP'));
		await client.post('torrents/recheck', {hashes: hash});
		expect((await client.torrent(hash)).progress).toBe(0);
		client.clock.pass(150);
		expect(await client.torrent(hash)).toMatchObject({state: 'stoppedUP', progress: 1});
	});

	it('moves: for a while at the old place, then at the new one', async () => {
		const client = await loggedIn();
		client.clock.pass(120);
		const isFit = ({save_path, size, state}: Torrent) =>
			save_path.startsWith('/ssd') && size > 3e9 && state === 'stalledUP';
		const before = await client.find(isFit);
		const {hash, save_path: from, content_path: content} = before;
		const [ssd, hdd] = ['/ssd/incoming', '/hdd/new/place'];
		const free = async (path: string) =>
			Number((await client.ask('GET', 'app/getFreeSpaceAtPath', {path})).body);
		const freeBefore = await free(hdd);
		expect(await client.post('torrents/setLocation', {hashes: hash, location: hdd})).toBe(200);
		client.clock.pass(3);
		expect(await client.torrent(hash)).toMatchObject({state: 'moving', save_path: from});
		expect(await free(hdd)).toBeLessThan(freeBefore);
		const halfway = await client.json<Array<{size: number}>>('app/getDirectoryContent', {
			dirPath: hdd,
			withMetadata: 'true',
		});
		expect(halfway).toHaveLength(1);
		client.clock.pass(100);
		const after = await client.torrent(hash);
		expect(after.save_path).toBe(hdd);
		expect(after.content_path).toBe(content.replace(from, hdd));
		expect(after.state).not.toBe('moving');
		expect(after.progress).toBe(1);
		const {body} = await client.ask('GET', 'log/main');
		expect(body).toContain('Moved torrent successfully');
		expect(await free(ssd)).toBeGreaterThan(0);
	});

	it('fails to move where there is no room, and a second try tears the torrent', async () => {
		const client = await loggedIn();
		client.clock.pass(120);
		const isBig = ({size, state, save_path}: Torrent) =>
			size > 60e9 && size < 210e9 && state === 'stalledUP' && save_path.startsWith('/hdd');
		const go = async (hash: string) => {
			await client.post('torrents/setLocation', {hashes: hash, location: '/ssd/big'});
			client.clock.pass(150);
		};
		const there = async () =>
			(await client.torrents()).filter(({save_path}) => save_path === '/ssd/big');
		const big = (await client.torrents()).filter(isBig).map(({hash}) => hash);
		const refused = await big.reduce<Promise<string | undefined>>(async (before, hash) => {
			const found = await before;
			if (found) return found;
			await go(hash);
			return (await client.torrent(hash)).save_path === '/ssd/big' ? undefined : hash;
		}, Promise.resolve(undefined));
		const {body} = await client.ask('GET', 'log/main', {normal: 'false', info: 'false'});
		expect(body).toContain('Failed to move torrent');
		const hashes = (await there()).map(({hash}) => hash).join('|');
		await client.post('torrents/delete', {hashes, deleteFiles: 'true'});
		await go(refused ?? '');
		const [torn] = await there();
		expect(torn?.hash).toBe(refused);
		expect(torn?.state).not.toBe('stalledUP');
		expect(torn?.amount_left).toBeGreaterThan((torn?.size ?? 0) / 2);
	});

	it.each([
		['/proc/nowhere', 409],
		['', 400],
	])('setLocation to "%s" answers %i', async (location, status) => {
		const client = await loggedIn();
		const {hash} = await client.find(inState('stalledUP'));
		expect(await client.post('torrents/setLocation', {hashes: hash, location})).toBe(status);
	});

	it('orders the queue', async () => {
		const client = await loggedIn();
		const at = (place: number) => client.find(torrent => torrent.priority === place);
		const [first, third] = [await at(1), await at(3)];
		const place = async ({hash}: Torrent) => (await client.torrent(hash)).priority;
		await client.post('torrents/topPrio', {hashes: third.hash});
		expect([await place(third), await place(first)]).toEqual([1, 2]);
		await client.post('torrents/decreasePrio', {hashes: third.hash});
		expect([await place(third), await place(first)]).toEqual([2, 1]);
		await client.post('torrents/increasePrio', {hashes: third.hash});
		expect(await place(third)).toBe(1);
		await client.post('torrents/bottomPrio', {hashes: third.hash});
		expect(await place(third)).toBeGreaterThan(20);
	});

	it('starts one from the queue when another is stopped', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(inState('downloading'));
		const queued = (await client.torrents()).filter(inState('queuedDL')).length;
		await client.post('torrents/stop', {hashes: hash});
		client.clock.pass(3);
		expect((await client.torrents()).filter(inState('queuedDL')).length).toBe(queued - 1);
		expect((await client.torrents()).filter(inState('downloading')).length).toBe(9);
	});

	it('obeys the limits of a torrent and of the server', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(inState('downloading'));
		await client.post('torrents/setDownloadLimit', {hashes: hash, limit: '100000'});
		await client.post('transfer/setDownloadLimit', {limit: '2000000'});
		client.clock.pass(3);
		expect((await client.torrent(hash)).dlspeed).toBeLessThanOrEqual(100_000);
		const info = await client.json<Record<string, number>>('transfer/info');
		expect(info.dl_info_speed).toBeLessThanOrEqual(2_000_000);
		expect(info.dl_info_speed).toBeGreaterThan(1_900_000);
		expect(await client.post('transfer/toggleSpeedLimitsMode')).toBe(200);
		expect((await client.ask('GET', 'transfer/speedLimitsMode')).body).toBe('1');
	});

	it.each([
		['createCategory', {category: 'new', savePath: '/hdd/new'}, 200],
		['createCategory', {category: 'linux'}, 409],
		['createCategory', {category: ''}, 400],
		['createCategory', {category: '/x'}, 409],
		['editCategory', {category: 'linux', savePath: '/hdd/x'}, 200],
		['editCategory', {category: 'unknown', savePath: '/hdd/x'}, 404],
		['setCategory', {hashes: 'all', category: 'unknown'}, 409],
		['setCategory', {hashes: 'all', category: 'books'}, 200],
		['setTags', {hashes: 'all', tags: 'a,b'}, 204],
		['rename', {hash: 'x', name: 'y'}, 404],
		['setShareLimits', {hashes: 'all', ratioLimit: '1', seedingTimeLimit: '1'}, 400],
		['topPrio', {hashes: 'all'}, 200],
		['addPeers', {hashes: 'all', peers: 'nonsense'}, 400],
		['add', {urls: 'nonsense'}, 409],
		['add', {urls: 'https://example.org/a.torrent'}, 202],
	] as const)('torrents/%s %o answers %i', async (verb, params, status) => {
		const client = await loggedIn();
		expect(await client.post(`torrents/${verb}`, {...params})).toBe(status);
	});

	it('tags', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(({tags}) => tags === 'hdd, mirror');
		const tags = async () => (await client.torrent(hash)).tags;
		await client.post('torrents/addTags', {hashes: hash, tags: 'b, a'});
		expect(await tags()).toBe('a, b, hdd, mirror');
		await client.post('torrents/removeTags', {hashes: hash, tags: 'b,mirror'});
		expect(await tags()).toBe('a, hdd');
		await client.post('torrents/deleteTags', {tags: 'hdd'});
		expect(await tags()).toBe('a');
		await client.post('torrents/removeTags', {hashes: hash});
		expect(await tags()).toBe('');
	});

	it('stops a seed that has given enough', async () => {
		const client = await loggedIn();
		const {hash} = await client.find(({ratio, state}) => ratio > 2 && state === 'stalledUP');
		await client.post('torrents/setShareLimits', {
			hashes: hash,
			ratioLimit: '1.5',
			seedingTimeLimit: '-2',
			inactiveSeedingTimeLimit: '-2',
			shareLimitAction: 'Stop',
			shareLimitsMode: 'Default',
		});
		expect(await client.torrent(hash)).toMatchObject({ratio_limit: 1.5, max_ratio: 1.5});
		client.clock.pass(3);
		expect(await stateOf(client, hash)).toBe('stoppedUP');
	});
});
