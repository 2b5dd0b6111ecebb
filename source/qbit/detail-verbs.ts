import type {Client} from './client.ts';
import type {PeersAdded} from './details.ts';
import {compareVersions, endpoints} from './endpoints.ts';
import type {Hash} from './types.ts';

/**
 * Verbs on the parts of one torrent: files, trackers, peers. They throw a QbitError when it is not
 * done: NotFound when the torrent is gone, Conflict with the server’s reason.
 */

/** @param indexes of the torrent’s own order; sent together. Conflict: no metadata yet. */
export const setFilePriority = async (
	client: Client,
	hash: Hash,
	indexes: readonly number[],
	priority: number,
): Promise<void> => {
	if (indexes.length === 0) return;
	await client.ask(endpoints.filePrio, {hash, id: indexes.join('|'), priority});
};

/** Puts file priorities back: one call for all files that had the same. */
export const restoreFilePriorities = async (
	client: Client,
	hash: Hash,
	before: ReadonlyArray<{index: number; priority: number}>,
): Promise<void> => {
	for (const [priority, files] of Map.groupBy(before, file => file.priority)) {
		const indexes = files.map(file => file.index);
		await setFilePriority(client, hash, indexes, priority);
	}
};

/** Paths below the torrent’s folder, with slashes. On the disk it happens later; the log tells. */
export const renameFile = (
	client: Client,
	hash: Hash,
	oldPath: string,
	newPath: string,
): Promise<void> => client.ask(endpoints.renameFile, {hash, oldPath, newPath});

/** A folder and all that is below it. Conflict: there is such a name already, or it can’t be one. */
export const renameFolder = (
	client: Client,
	hash: Hash,
	oldPath: string,
	newPath: string,
): Promise<void> => client.ask(endpoints.renameFolder, {hash, oldPath, newPath});

/** @param urls an empty one begins the next tier */
export const addTrackers = (client: Client, hash: Hash, urls: readonly string[]): Promise<void> =>
	client.ask(endpoints.addTrackers, {hash, urls: urls.join('\n')});

/** 5.2 renamed `origUrl` to `url`; each takes no notice of the other’s. */
export const editTracker = (
	client: Client,
	hash: Hash,
	oldUrl: string,
	newUrl: string,
): Promise<void> => client.ask(endpoints.editTracker, {hash, origUrl: oldUrl, url: oldUrl, newUrl});

/** 5.1.0 */
const decodesSince = '2.11.4';

/** Since 5.1 the server decodes what stands between the bars: a URL may hold one. */
export const removeTrackers = async (
	client: Client,
	hash: Hash,
	urls: readonly string[],
): Promise<void> => {
	if (urls.length === 0) return;
	const {webapi} = client.version() ?? (await client.identify());
	const decodes = compareVersions(webapi, decodesSince) >= 0;
	const encode = decodes ? encodeURIComponent : (url: string) => url;
	await client.ask(endpoints.removeTrackers, {hash, urls: urls.map(encode).join('|')});
};

/** @param peers `ip:port`, IPv6 in brackets; Unsupported (400) when none of them is one */
export const addPeers = (
	client: Client,
	hashes: readonly Hash[],
	peers: readonly string[],
): Promise<PeersAdded> =>
	client.ask(endpoints.addPeers, {hashes: hashes.join('|'), peers: peers.join('|')});

/** A .torrent file. Conflict: no metadata yet. */
export const exportTorrent = (client: Client, hash: Hash): Promise<Uint8Array> =>
	client.ask(endpoints.export, {hash});
