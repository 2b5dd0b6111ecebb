import {resolve} from 'node:path';
import type {Client} from '../qbit/client.ts';
import type {Maindata} from '../qbit/maindata.ts';
import {tagsOf} from '../qbit/step.ts';
import type {Hash} from '../qbit/types.ts';
import {fromHome} from '../space/home-folder.ts';
import type {Job} from '../space/job/shape.ts';
import {askTorrents} from './ask-torrents.ts';
import {knownOf} from './diff.ts';
import {encodeSnapshot} from './encode.ts';
import {
	dropName,
	dropTorrentFiles,
	isFolder,
	type Listed,
	listSnapshots,
	makeSnapshotFolder,
	placeFor,
	readSnapshot,
	rotate,
	takeName,
	writeSnapshot,
} from './files.ts';
import {inProgress} from './mark.ts';
import {fileNameOf, torrentsBeside} from './names.ts';
import {planRestore, type RestorePlan} from './plan.ts';
import {type Restored, restore} from './restore.ts';
import type {Kind, SavedTorrent, Snapshot} from './shape.ts';
import {takeSnapshot} from './take.ts';

export type Progress = (done: number, all: number) => void;

export type SaveWish = {
	kind: Kind;
	/** Where to; absent: the folder of snapshots, of which the newest are kept. */
	file?: string;
	/** Of which torrents the .torrent files are saved, too. */
	withTorrents?: 'all' | ReadonlySet<Hash>;
	onProgress?: Progress;
};

export type Written = {path: string; bytes: number; snapshot: Snapshot};

/** A snapshot that was read, and where from. */
export type Opened = {path: string; snapshot: Snapshot};

/** Saves the server’s state to files, looks at them, and puts back what is missing. */
export type Snapshots = {
	/** Where they are kept when no file is named. */
	folder: string;
	/** @throws SnapshotError, QbitError: then nothing was saved */
	save: (wish: SaveWish) => Promise<Written>;
	/** The newest first. */
	list: () => Promise<Listed[]>;
	/** @throws SnapshotError */
	open: (path: string) => Promise<Opened>;
	/** The server as it is now, as a snapshot would have it. */
	now: () => Promise<Snapshot>;
	/** What a restore would do now, and how the server is now. */
	plan: (opened: Opened) => Promise<{plan: RestorePlan; now: Snapshot}>;
	restore: (opened: Opened, plan: RestorePlan, onProgress?: Progress) => Promise<Restored>;
};

export type SnapshotParts = {
	client: Client;
	address: string;
	folder: string;
	/** How many of each kind are kept. */
	keep: number;
	/** The server’s list; `fresh`: of this moment, and not only the newest that is known. */
	maindata: (fresh: boolean) => Promise<Maindata>;
	jobs: () => readonly Job[];
	/** A folder of the server as this machine has it; undefined where it has it not. */
	hereOf: (folder: string) => string | undefined;
	/** ms since 1970 */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
};

export const createSnapshots = (parts: SnapshotParts): Snapshots => {
	const {client, address, folder, keep, jobs, hereOf, sleep} = parts;

	const take = async (
		kind: Kind,
		fresh: boolean,
	): Promise<{snapshot: Snapshot; maindata: Maindata}> => {
		const [maindata, version] = await Promise.all([
			parts.maindata(fresh),
			client.version() ?? client.identify(),
		]);
		const now = Math.floor(parts.now() / 1000);
		const server = {...version, address};
		return {snapshot: takeSnapshot({maindata, server, jobs: jobs(), kind, now}), maindata};
	};

	const save = async (wish: SaveWish): Promise<Written> => {
		const {kind, file} = wish;
		// Before the server is asked: what can’t be written need not be read.
		const target = await targetOf(file, folder, fileNameOf(parts.now() / 1000, kind));
		try {
			const {snapshot} = await take(kind, false);
			const whole = await withDetails(client, snapshot, wish, target.path);
			const bytes = await writeSnapshot(target.path, encodeSnapshot(whole));
			if (target.isOwn) await rotate(folder, keep, target.path);
			return {path: target.path, bytes, snapshot: whole};
		} catch (error) {
			if (target.isNew) {
				await dropTorrentFiles(torrentsBeside(target.path));
				await dropName(target.path);
			}
			throw error;
		}
	};

	const plan: Snapshots['plan'] = async ({snapshot}) => {
		const {snapshot: now, maindata} = await take('asked', true);
		const marked = [...maindata.torrents.values()].filter(torrent =>
			tagsOf(torrent).includes(inProgress),
		);
		return {plan: planRestore(snapshot, now, new Set(marked.map(({hash}) => hash))), now};
	};

	return {
		folder,
		save,
		list: () => listSnapshots(folder),
		open: async path => ({path, snapshot: await readSnapshot(path)}),
		now: async () => (await take('asked', true)).snapshot,
		plan,
		restore: async ({path}, chosen, onProgress) => {
			const known = knownOf((await take('asked', true)).snapshot);
			return restore(chosen, {
				...{client, hereOf, sleep, folder: torrentsBeside(path)},
				idOf: torrent => known(torrent)?.hash ?? torrent.hash,
				...(onProgress && {onProgress}),
			});
		},
	};
};

type Target = {path: string; isOwn: boolean; isNew: boolean};

const targetOf = async (
	file: string | undefined,
	folder: string,
	name: string,
): Promise<Target> => {
	if (file === undefined) {
		await makeSnapshotFolder(folder);
		return {path: await takeName(folder, name), isOwn: true, isNew: true};
	}
	const path = resolve(fromHome(file));
	if (await isFolder(path)) return {path: await takeName(path, name), isOwn: false, isNew: true};
	return {path: await placeFor(path), isOwn: false, isNew: false};
};

const withDetails = async (
	client: Client,
	snapshot: Snapshot,
	{withTorrents, onProgress}: SaveWish,
	path: string,
): Promise<Snapshot> => {
	const folder = torrentsBeside(path);
	const wantsFile = ({hash}: SavedTorrent): boolean =>
		withTorrents === 'all' || (withTorrents?.has(hash) ?? false);
	if (withTorrents) await makeSnapshotFolder(folder);
	const torrents = await askTorrents(
		client,
		snapshot.torrents,
		{file: wantsFile, entries: isInPart},
		folder,
		onProgress,
	);
	const saved = torrents.filter(({torrent_file}) => torrent_file).length;
	return {...snapshot, torrents, counts: {...snapshot.counts, torrent_files: saved}};
};

/** Not all of its files are wanted: which ones, the list does not tell. */
const isInPart = ({size, total_size}: SavedTorrent): boolean => total_size > size && size >= 0;
