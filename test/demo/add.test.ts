import {describe, expect, it} from 'vitest';
import {type Client, loggedIn} from './ask.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const MAGNET = `magnet:?xt=urn:btih:${HASH}&dn=A%20name&tr=https%3A%2F%2Fexample.org%2Fannounce`;

const upload = (client: Client, torrent: Buffer, fields: Record<string, string> = {}) => {
	const part = (head: string, body: string | Buffer) =>
		Buffer.concat([
			Buffer.from(`--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
			Buffer.from(body),
			Buffer.from('\r\n'),
		]);
	const file = 'name="torrents"; filename="a.torrent"\r\nContent-Type: application/x-bittorrent';
	const body = Buffer.concat([
		...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
		part(file, torrent),
		Buffer.from('--b--\r\n'),
	]);
	return client.send('torrents/add', body, 'multipart/form-data; boundary=b');
};

describe('torrents/add', () => {
	it('a magnet gets its metadata, then its data', async () => {
		const client = await loggedIn();
		const {status, body} = await client.ask('POST', 'torrents/add', {
			urls: MAGNET,
			category: 'fresh',
			tags: 'a,b',
			addToTopOfQueue: 'true',
		});
		expect(status).toBe(200);
		expect(JSON.parse(body)).toEqual({
			success_count: 1,
			failure_count: 0,
			pending_count: 0,
			added_torrent_ids: [HASH],
		});
		expect(await client.torrent(HASH)).toMatchObject({
			name: 'A name',
			state: 'metaDL',
			priority: 1,
			category: 'fresh',
			tags: 'a, b',
			save_path: '/ssd/incoming/fresh',
			total_size: -1,
			private: null,
		});
		client.clock.pass(40);
		expect(await client.torrent(HASH)).toMatchObject({state: 'downloading', private: false});
		client.clock.pass(3500);
		expect(await client.torrent(HASH)).toMatchObject({progress: 1, priority: 0});
	});

	it('the same again is a conflict', async () => {
		const client = await loggedIn();
		expect(await client.post('torrents/add', {urls: MAGNET})).toBe(200);
		expect(await client.post('torrents/add', {urls: HASH.toUpperCase()})).toBe(409);
	});

	it('stays stopped when told so', async () => {
		const client = await loggedIn();
		await client.post('torrents/add', {urls: MAGNET, stopped: 'true', savepath: '/hdd/x'});
		client.clock.pass(60);
		const {state, save_path} = await client.torrent(HASH);
		expect({state, save_path}).toEqual({state: 'stoppedDL', save_path: '/hdd/x'});
	});

	it('an exported torrent comes back as what it was', async () => {
		const client = await loggedIn();
		const before = await client.find(({root_path, state}) => state === 'stalledUP' && !!root_path);
		const {hash} = before;
		const file = await client.ask('GET', 'torrents/export', {hash});
		await client.post('torrents/delete', {hashes: hash, deleteFiles: 'true'});
		const got = await upload(client, file.bytes, {seedMode: 'true', category: before.category});
		expect(got.status).toBe(200);
		expect(JSON.parse(got.body)).toMatchObject({added_torrent_ids: [hash]});
		const after = await client.torrent(hash);
		for (const name of ['name', 'total_size', 'pieces_num', 'tracker', 'comment'] as const)
			expect(after[name]).toBe(before[name]);
		expect(after.progress).toBe(1);
	});

	it('a file that is no torrent is refused', async () => {
		const client = await loggedIn();
		expect((await upload(client, Buffer.from('nonsense'))).status).toBe(415);
		expect((await upload(client, Buffer.from('d4:infod4:name'))).status).toBe(415);
	});
});

describe('torrentcreator', () => {
	type Task = {status: string; progress?: number; errorMessage?: string; timeAdded: number};

	const create = async (client: Client, params: Record<string, string>) => {
		const {body} = await client.ask('POST', 'torrentcreator/addTask', params);
		const {taskID} = JSON.parse(body);
		const status = async (): Promise<Task | undefined> =>
			(await client.json<Task[]>('torrentcreator/status', {taskID}))[0];
		const file = () => client.ask('GET', 'torrentcreator/torrentFile', {taskID});
		return {taskID, status, file};
	};

	/** When what was asked for before anybody looked is made. */
	const idle = async (): Promise<Client> => {
		const client = await loggedIn();
		client.clock.pass(120);
		return client;
	};

	it('makes a torrent of what is on a disk, and seeds it', async () => {
		const client = await idle();
		const source = await client.find(({root_path, size}) => !!root_path && size > 3e9);
		const task = await create(client, {sourcePath: source.content_path, pieceSize: '4194304'});
		expect(await task.status()).toMatchObject({status: 'Queued', timeAdded: expect.any(Number)});
		expect((await task.file()).status).toBe(409);
		client.clock.pass(3);
		expect(await task.status()).toMatchObject({status: 'Running', progress: expect.any(Number)});
		client.clock.pass(90);
		expect(await task.status()).toMatchObject({status: 'Finished', pieceSize: 4_194_304});
		expect((await task.file()).bytes.toString('latin1')).toContain('4:info');
		const name = source.content_path.slice(source.content_path.lastIndexOf('/') + 1);
		const made = (await client.torrents()).filter(torrent => torrent.name === name);
		expect(made.length).toBe(2);
		const {taskID} = task;
		expect(await client.post('torrentcreator/deleteTask', {taskID})).toBe(200);
		expect(await client.post('torrentcreator/deleteTask', {taskID})).toBe(404);
	});

	it('fails later, not at once, when there is nothing', async () => {
		const client = await idle();
		const task = await create(client, {sourcePath: '/hdd/nothing/here'});
		client.clock.pass(3);
		expect(await task.status()).toMatchObject({status: 'Failed'});
		expect((await task.file()).status).toBe(409);
	});
});
