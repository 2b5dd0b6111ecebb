import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect} from 'vitest';
import type {Job} from '../../source/space/job/shape.ts';
import {type FaultProxy, startFaultProxy} from '../lab/fault-proxy.ts';
import {realTorrent} from '../lab/real-torrent.ts';
import type {Server} from '../lab/server.ts';
import {until} from '../lab/until.ts';
import {type AddOptions, addTorrents, settled} from '../lab/upload.ts';
import {makeVolume, type SmallVolume} from './a-volume.ts';
import {type Folders, type Running, startOrchestrator} from './an-orchestrator.ts';
import {jobOf} from './job-world.ts';
import {
	hasSecondDevice,
	makeFolders,
	prepareServer,
	removeFolders,
} from './orchestrator-on-server.ts';
import {type OtherProcess, startOther} from './other-process.ts';
import {strayRequests} from './stray-requests.ts';

/** What each test of faults stands on: fresh folders, and orchestrators that end with it. */
export type Ground = {
	folders: () => Folders;
	/** The HDD is a small disk of its own from here on. */
	smallDisk: (size: string) => SmallVolume | undefined;
	start: (settings?: Record<string, string>) => Promise<Running>;
	/** In a process of its own; moves that torrent, and says each state that its job comes to. */
	startChild: (hash: string, flags?: readonly string[]) => OtherProcess;
	/** Through which all requests go; no other calls than the allowed ones may be among them. */
	proxy: () => FaultProxy;
	/** A person asks for these calls, too. */
	allow: (...calls: string[]) => void;
};

export const onGround = (server: () => Server): Ground => {
	let folders: Folders;
	let running: Running[] = [];
	let volumes: SmallVolume[] = [];
	let proxy: FaultProxy;
	let allowed: string[] = [];
	const end = async (): Promise<void> => {
		thaw(server());
		for (const one of running) await one.stop();
		await proxy.stop();
		for (const volume of volumes) volume.remove();
		removeFolders(folders);
		expect(strayRequests(proxy, allowed)).toEqual([]);
	};
	beforeEach(async ({skip}) => {
		if (!hasSecondDevice) skip('no second device: /dev/shm is missing');
		await prepareServer(server());
		folders = makeFolders();
		running = [];
		volumes = [];
		allowed = [];
		proxy = await startFaultProxy(server());
		return end;
	});
	return {
		proxy: () => proxy,
		allow: (...calls) => void allowed.push(...calls),
		folders: () => folders,
		smallDisk: size => {
			const volume = makeVolume(size);
			if (!volume) return undefined;
			volumes.push(volume);
			folders = {...folders, hdd: volume.path};
			return volume;
		},
		startChild: (hash, flags) => {
			const {username, password} = server();
			const {ssd, hdd, state} = folders;
			const args = [proxy.url, username, password, ssd, hdd, state, hash];
			return startOther('orchestrator-child.ts', args, flags);
		},
		start: async settings => {
			const {username, password} = server();
			const at = {url: proxy.url, username, password};
			const one = await startOrchestrator(at, folders, settings);
			running.push(one);
			await one.until(({state}) => state === 'running');
			return one;
		},
	};
};

/** In one of these states, or over. */
export const comesTo = async (one: Running, hash: string, ...states: string[]): Promise<Job> => {
	const right = (job: Job | undefined): job is Job =>
		job !== undefined && states.includes(job.state);
	const now = await one.until(({jobs, ended}) => right(jobOf([...jobs, ...ended], hash)));
	const job = jobOf([...now.jobs, ...now.ended], hash);
	if (!job) throw new Error('it was there just now');
	return job;
};

/** One file that takes long enough to copy to be caught at it. */
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
	await until('all its threads to stand still', () => states(pid).every(state => state === 'T'));
	return () => process.kill(pid, 'SIGCONT');
};

/** Of each thread, as proc(5) writes it. One in the middle of a write ends that before it stops. */
const states = (pid: number): string[] =>
	readdirSync(`/proc/${pid}/task`).map(thread => {
		const line = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
		return line.charAt(line.lastIndexOf(')') + 2);
	});

/** A test that failed may have left it frozen, or have killed it. */
const thaw = ({pid}: Server): void => {
	try {
		if (pid !== undefined) process.kill(pid, 'SIGCONT');
	} catch {
		// It is gone.
	}
};
