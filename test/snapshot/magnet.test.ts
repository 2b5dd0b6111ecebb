import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {labAvailable} from '../lab/lab.ts';
import {introduce, type Swarm, startSwarm} from '../lab/swarm.ts';
import {until} from '../lab/until.ts';
import {isStopped, rowsOf, tagSet} from '../qbit/control.ts';

const isHere = await labAvailable('5.3');

describe.skipIf(!isHere)('a snapshot without .torrent files', () => {
	let swarm: Swarm | undefined;
	afterAll(() => swarm?.stop());

	it('brings a torrent back by its magnet link; started, it finds its data and downloads none of it', async () => {
		swarm = await startSwarm();
		const {downloader: server, seeder, torrent, payload, received} = swarm;
		await swarm.join();
		await until('the download', swarm.progress, progress => progress === 1);
		const {hash} = torrent;
		await server.call('torrents/addTags', {hashes: hash, tags: 'keep'});
		await server.call('torrents/rename', {hash, name: 'Another name'});
		const row = async () => (await rowsOf(server)).get(hash);
		await until('the name', async () => (await row())?.name === 'Another name');
		const file = join(server.profile, 'saved.json');
		await qbtui({args: ['--save-state', file], server});
		await server.call('torrents/delete', {hashes: hash, deleteFiles: false});
		await until('the server to be empty', async () => (await row()) === undefined);
		const before = await stat(received);
		expect(before.size).toBe(payload.length);

		const dry = await qbtui({args: ['state', 'restore', file], server});
		expect(dry.out).toMatch(/\+ Another name .* \(by its magnet link\)/);
		const back = await qbtui({args: ['state', 'restore', file, '--apply', '--json'], server});
		expect(JSON.parse(back.out)).toMatchObject({
			...{restored: [{hash, from: 'magnet'}], refused: [], checked: 0},
		});
		const restored = await row();
		expect(restored && isStopped(restored) && tagSet(restored)).toEqual(['keep']);
		expect(restored?.name).toBe('Another name');

		await server.call('torrents/start', {hashes: hash});
		await introduce(server, seeder, hash);
		await until('its data to be found', async () => (await row())?.progress === 1);
		expect((await row())?.downloaded).toBeLessThan(payload.length / 10);
		expect((await stat(received)).mtimeMs).toBe(before.mtimeMs);
	});
});
