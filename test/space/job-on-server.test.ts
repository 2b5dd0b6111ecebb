import {randomBytes} from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {Verdict} from '../../source/space/job/seen.ts';
import type {Job} from '../../source/space/job/shape.ts';
import {release} from '../../source/space/job/verbs.ts';
import {afterRestart} from '../../source/space/job.ts';
import {createReleaser} from '../../source/space/run/mover-client.ts';
import {describeOnServers} from '../lab/lab.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {loginOf, openClient} from '../qbit/real.ts';
import {aJob} from './job-world.ts';
import {type Half, startHalf} from './machine-on-server.ts';

/** A volume of its own, in memory, on Linux; where there is none, there is no second device. */
const memory = '/dev/shm';
const hasSecond = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

let folders: {ssd: string; hdd: string};
let halves: Half[] = [];
beforeEach(({skip}) => {
	if (!hasSecond) skip('no second device: /dev/shm is missing');
	folders = {
		ssd: mkdtempSync(join(tmpdir(), 'qbtui-ssd-')),
		hdd: mkdtempSync(join(memory, 'qbtui-hdd-')),
	};
	halves = [];
});
afterEach(async () => {
	for (const half of halves) await half.end();
	for (const folder of Object.values(folders)) rmSync(folder, {recursive: true, force: true});
});

const start = async (server: Server, hash: string, shelf?: Map<string, Job>): Promise<Half> => {
	const verdict: Verdict = {
		...{say: 'move', hashes: [hash], name: 'x', volume: 'hdd', bytes: 1, takeManual: false},
		places: [{from: join(folders.ssd, 'tv'), to: join(folders.hdd, 'tv')}],
	};
	const half = await startHalf(server, folders, () => verdict, shelf);
	halves.push(half);
	return half;
};

/** A torrent of two files that seeds from the SSD, and a job for it. */
const prepare = async (server: Server, size = 300_000) => {
	const from = join(folders.ssd, 'tv');
	const name = `Show ${randomBytes(4).toString('hex')}`;
	mkdirSync(join(from, name), {recursive: true});
	for (const file of ['1.mkv', '2.mkv']) writeFileSync(join(from, name, file), randomBytes(size));
	const torrent = await realTorrent(join(from, name), {pieceLength: 2 ** 18});
	await addTorrents(server, [torrent], {savepath: from, seedMode: true, tags: ['ssd', 'mine']});
	await settled(server);
	const {hash} = torrent;
	const half = await start(server, hash);
	const job = aJob('QUEUED', {hashes: [hash], source: '', destination: '', createdAt: Date.now()});
	half.ports.jobs.save(job);
	return {hash, name, half, from, to: join(folders.hdd, 'tv')};
};

const infoOf = async (server: Server, hash: string) => {
	const query = `torrents/info?hashes=${hash}`;
	type Row = {save_path: string; progress: number; state: string; tags: string};
	const [row] = await server.call<Row[]>(query);
	return row;
};

const releaseNow = async (server: Server, half: Half, held: Job): Promise<void> => {
	const verdict = release(held, await half.seen(held));
	if ('refused' in verdict) return expect.fail(verdict.refused);
	if (verdict.intent.do !== 'release') return expect.fail(verdict.intent.do);
	half.ports.jobs.save(verdict.job);
	const client = openClient(server.url, loginOf(server));
	const {hash, to, isThere} = verdict.intent;
	await createReleaser(client).release(hash, to, isThere);
	await client.end();
};

describeOnServers('a job', ['5.1', '5.3'], ({server}) => {
	it('brings a torrent to the other disk, whole and tagged', {timeout: 90_000}, async () => {
		const {hash, name, half, from, to} = await prepare(server());
		const before = readFileSync(join(from, name, '2.mkv'));
		const done = await half.until('01J', ({state}) => state === 'DONE' || state === 'HELD');
		expect(done).toMatchObject({state: 'DONE', destination: to, hooks: 'ran'});
		const info = await infoOf(server(), hash);
		expect(info).toMatchObject({save_path: to, progress: 1});
		expect(info?.tags.split(', ').sort()).toEqual(['hdd', 'mine']);
		expect(readFileSync(join(to, name, '2.mkv')).equals(before)).toBe(true);
		expect(existsSync(join(from, name))).toBe(false);
		expect(half.moves).toEqual([to]);
	});

	it('never moves onto files; released, it is rechecked where it is', {
		timeout: 90_000,
	}, async () => {
		const {hash, name, half, from, to} = await prepare(server());
		mkdirSync(join(to, name), {recursive: true});
		writeFileSync(join(to, name, '2.mkv'), Buffer.alloc(300_000));
		const held = await half.until('01J', ({state}) => state === 'HELD');
		expect(held.reason).toMatchObject({
			...{code: 'DEST_RESIDUE', paths: [join(to, name, '2.mkv')], good: from},
		});
		expect(half.moves).toEqual([]);
		await releaseNow(server(), half, held);
		const ended = await half.until('01J', ({state}) => state !== 'HELD');
		expect(ended).toMatchObject({state: 'CANCELLED', reason: {code: 'RELEASED'}});
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
	});

	it('a torrent that is adopted torn is held, and released to the good copy', {
		timeout: 90_000,
	}, async () => {
		const {hash, name, half, from, to} = await prepare(server());
		mkdirSync(join(to, name), {recursive: true});
		writeFileSync(join(to, name, '2.mkv'), Buffer.alloc(300_000));
		// Somebody else does what we never do.
		await server().call('torrents/setLocation', {hashes: hash, location: to});
		await until('torn', async () => ((await infoOf(server(), hash))?.progress ?? 1) < 1);
		const held = await half.until('01J', ({state}) => state === 'HELD');
		expect(held.reason?.code).toBe('INCOMPLETE_AFTER_MOVE');
		expect(existsSync(join(from, name, '2.mkv'))).toBe(true);
		expect(existsSync(join(from, name, '1.mkv'))).toBe(false);
		await releaseNow(server(), half, held);
		const ended = await half.until('01J', ({state}) => state !== 'HELD');
		expect(ended).toMatchObject({state: 'CANCELLED', reason: {code: 'RELEASED'}});
		expect(await infoOf(server(), hash)).toMatchObject({save_path: from, progress: 1});
		expect(half.moves).toEqual([]);
	});

	it('killed in the middle, with the server: decided by looking', {timeout: 120_000}, async () => {
		const {hash, half, from, to} = await prepare(server(), 150_000_000);
		const {setLocation} = half.ports.mover;
		let isKilled = false;
		half.ports.mover.setLocation = async (torrent, place) => {
			await setLocation(torrent, place);
			await server().kill();
			isKilled = true;
			return 'unknown';
		};
		await half.until('01J', () => isKilled);
		const found = new Map([...half.shelf].map(([id, job]) => [id, afterRestart(job)]));
		expect(found.get('01J')?.state).toBe('RECONCILE');
		await server().restart();
		await settled(server());
		const again = await start(server(), hash, found);
		const ended = await again.until('01J', ({state}) => state === 'DONE' || state === 'HELD');
		const info = await infoOf(server(), hash);
		expect(again.moves).toEqual([]);
		if (ended.state === 'DONE') expect(info).toMatchObject({save_path: to, progress: 1});
		else expect(ended.reason).toMatchObject({code: 'DEST_RESIDUE', good: from});
		process.stdout.write(`killed in the middle: ${ended.state} ${ended.reason?.code ?? ''}\n`);
	});
});

describeOnServers('a job', ['4.5'], ({server}) => {
	it('is not moved by a server that reports failures as done', {timeout: 60_000}, async () => {
		const {half} = await prepare(server());
		const blocked = await half.until('01J', ({state}) => state === 'BLOCKED');
		expect(blocked.reason?.code).toBe('UNSUPPORTED_VERSION');
		expect(half.moves).toEqual([]);
	});
});
