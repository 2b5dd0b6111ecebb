import {randomBytes} from 'node:crypto';
import {existsSync, lstatSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import type {Limits} from '../../source/space/job/seen.ts';
import type {Job} from '../../source/space/job/shape.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {type AddOptions, addTorrents, settled} from '../lab/upload.ts';
import {makeVolume, type SmallVolume} from './a-volume.ts';
import {
	type Folders,
	makeFolders,
	type Running,
	removeFolders,
	startOrchestrator,
} from './orchestrator-on-server.ts';

/** As short as a server allows that is asked twice a second. */
export const shortWaits: Partial<Limits> = {
	...{settle: 600, doubt: 1_200, serverSettle: 600, backoff: 50},
};

/** What each test of faults stands on: fresh folders, and orchestrators that end with it. */
export type Ground = {
	folders: () => Folders;
	/** The HDD is a small disk of its own from here on. */
	smallDisk: (size: string) => SmallVolume | undefined;
	start: (settings?: Record<string, string>, through?: {url: string}) => Promise<Running>;
};

export const onGround = (server: () => Server): Ground => {
	let folders: Folders;
	let running: Running[] = [];
	let volumes: SmallVolume[] = [];
	beforeEach(async () => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: true});
		await server().call('app/setPreferences', {json: '{"refresh_interval":500}'});
		folders = makeFolders();
		running = [];
		volumes = [];
	});
	afterEach(async () => {
		for (const one of running) await one.stop();
		for (const volume of volumes) volume.remove();
		removeFolders(folders);
	});
	return {
		folders: () => folders,
		smallDisk: size => {
			const volume = makeVolume(size);
			if (!volume) return undefined;
			volumes.push(volume);
			folders = {...folders, hdd: volume.path};
			return volume;
		},
		start: async (settings, through = server()) => {
			const {username, password} = server();
			const at = {url: through.url, username, password};
			const one = await startOrchestrator(at, folders, settings, undefined, shortWaits);
			running.push(one);
			await one.until(({state}) => state === 'running');
			return one;
		},
	};
};

export const jobOf = (jobs: readonly Job[], hash: string): Job | undefined =>
	jobs.find(({hashes}) => hashes.includes(hash));

/** In one of these states, or over. */
export const comesTo = async (one: Running, hash: string, ...states: string[]): Promise<Job> => {
	const right = (job: Job | undefined): job is Job =>
		job !== undefined && states.includes(job.state);
	const now = await one.until(({jobs, ended}) => right(jobOf([...jobs, ...ended], hash)));
	const job = jobOf([...now.jobs, ...now.ended], hash);
	if (!job) throw new Error('it was there just now');
	return job;
};

/** One file that takes a good part of a second to copy. */
export const addLarge = async (server: Server, folder: string, options: AddOptions = {}) => {
	const size = 256 * 2 ** 20;
	const name = `large ${randomBytes(4).toString('hex')}.bin`;
	mkdirSync(folder, {recursive: true});
	writeFileSync(join(folder, name), Buffer.alloc(size, randomBytes(2 ** 20)));
	const torrent = await realTorrent(join(folder, name), {pieceLength: 2 ** 22});
	await addTorrents(server, [torrent], {
		...{savepath: folder, seedMode: true, tags: ['ssd', 'mine'], category: 'tv'},
		...options,
	});
	await settled(server);
	return {hash: torrent.hash, name, size, from: folder};
};

/** Holds the server still in the middle of writing that file; says how to let it go on. */
export const freezeWhileCopying = async (server: Server, path: string): Promise<() => void> => {
	await until('the copy to begin', () => existsSync(path), Boolean, {every: 1});
	const {pid} = server;
	if (pid === undefined) throw new Error('the server is not running');
	process.kill(pid, 'SIGSTOP');
	return () => process.kill(pid, 'SIGCONT');
};

/** What is written: the file has its whole length from the beginning. */
export const writtenOf = (path: string): number => lstatSync(path).blocks * 512;
