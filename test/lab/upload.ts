import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Server} from './server.ts';
import type {LabTorrent} from './torrents.ts';
import {until} from './until.ts';

export type AddOptions = {
	category?: string;
	tags?: readonly string[];
	/** Added but not started. */
	stopped?: boolean;
	/** Absolute, on the server. */
	savepath?: string;
	/** The data is there already and is believed: the torrent seeds at once, unchecked. */
	seedMode?: boolean;
	/** Bytes per second. */
	dlLimit?: number;
	upLimit?: number;
};

/** In one request: the server takes 64 MiB at most. */
const BATCH = 100;

/**
 * Uploads torrents and waits until the server lists every one of them: it says yes before.
 *
 * @param torrents may be made as they are asked for
 * @returns their hashes, in order
 * @throws when the server refuses one, or does not list it within a minute
 */
export async function addTorrents(
	server: Server,
	torrents: Iterable<LabTorrent>,
	options: AddOptions = {},
): Promise<string[]> {
	const hashes: string[][] = [];
	for (const batch of batches(torrents, BATCH)) {
		await server.call('torrents/add', formOf(batch, options));
		hashes.push(batch.map(each => each.hash));
	}
	for (const batch of hashes) await listed(server, batch);
	return hashes.flat();
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
	let batch: Item[] = [];
	for (const item of items) {
		batch.push(item);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

/** Names of both times are sent: a server ignores those that it does not know. */
function formOf(batch: readonly LabTorrent[], options: AddOptions): FormData {
	const {category, tags, savepath, stopped = false, seedMode = false, ...limits} = options;
	const form = new FormData();
	const fields = {
		...{category, savepath, tags: tags?.join(',')},
		...{autoTMM: false, stopped, paused: stopped, seedMode, skip_checking: seedMode, ...limits},
	};
	for (const [key, value] of Object.entries(fields)) {
		if (value !== undefined) form.set(key, `${value}`);
	}
	// The server keeps the files of a request by their names: they must differ.
	for (const {file, hash} of batch) form.set(hash, new Blob([bytes(file)]), `${hash}.torrent`);
	return form;
}

/** A copy over memory that is surely not shared, which is what a Blob takes. */
const bytes = (file: Uint8Array) => new Uint8Array(file);

async function listed(server: Server, hashes: readonly string[]): Promise<void> {
	const query = `torrents/info?hashes=${hashes.join('|')}`;
	await until(
		`${hashes.length} torrents to be listed`,
		async () => (await server.call<unknown[]>(query)).length,
		count => count === hashes.length,
		{within: 120_000},
	);
}

/**
 * Waits until every torrent has left `checkingResumeData`, in which all begin: up to a second, for
 * the server looks at its torrents twice in one.
 */
export async function settled(server: Server): Promise<void> {
	await until(
		'torrents to settle',
		async () => (await server.call<unknown[]>('torrents/info?filter=checking&limit=1')).length,
		count => count === 0,
		{within: 120_000},
	);
}

/**
 * Waits until every listed torrent is written to the server's disk. A server that is stopped
 * before forgets the torrents that are not, even when it ends in good order: seen on all three.
 */
export async function persisted(server: Server): Promise<void> {
	const rows = await server.call<{hash: string}[]>('torrents/info');
	const folder = join(server.profile, 'qBittorrent/data/BT_backup');
	await until(
		'torrents without a resume file to be none',
		async () => {
			const names = new Set(await readdir(folder));
			return rows.filter(({hash}) => !names.has(`${hash}.fastresume`)).length;
		},
		missing => missing === 0,
		{within: 120_000},
	);
}
