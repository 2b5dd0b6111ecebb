import type {Client} from '../../qbit/client.ts';
import type {TorrentFile} from '../../qbit/details.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {needsFiles} from './group-paths.ts';
import type {PlanLimits} from './shape.ts';
import {torrentsOn} from './survey.ts';

/**
 * File lists of those torrents whose files can’t be told by their folders. What is not to be had is
 * left out, and its torrents stay where they are.
 */
export const readFileLists = async (
	client: Client,
	torrents: Iterable<Torrent>,
	limits: PlanLimits,
): Promise<Map<Hash, readonly TorrentFile[]>> => {
	const lists = new Map<Hash, readonly TorrentFile[]>();
	for (const hash of needsFiles(torrentsOn(torrents, limits.from, limits))) {
		const list = await client.ask(endpoints.files, {hash}).catch(() => undefined);
		if (list) lists.set(hash, list);
	}
	return lists;
};
