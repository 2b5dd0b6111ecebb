import {batches} from './batches.ts';
import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {isQbitError} from './errors.ts';
import type {Torrent} from './types.ts';

/**
 * The torrents as the server has them now. Names, comments and limits reach the mirror seconds after
 * they were set (4.6+): what is to be put back, or kept beside what changes, is asked for.
 *
 * Those that it no longer has, and all when it does not answer, stay as they are.
 */
export const refresh = async (
	client: Client,
	torrents: readonly Torrent[],
): Promise<readonly Torrent[]> => {
	const rows = new Map<unknown, Record<string, unknown>>();
	try {
		for (const batch of batches(torrents)) {
			const hashes = batch.map(({hash}) => hash).join('|');
			for (const row of await client.ask(endpoints.torrents, {hashes})) rows.set(row.hash, row);
		}
	} catch (error) {
		if (!isQbitError(error)) throw error;
	}
	return torrents.map(torrent => withFields(torrent, rows.get(torrent.hash)));
};

/** Only fields of the kind that the mirror has: what is of another kind is no news. */
const withFields = (torrent: Torrent, row: Record<string, unknown> | undefined): Torrent => {
	if (!row) return torrent;
	const known = Object.entries(torrent).map(([field, value]): [string, unknown] => {
		const now = row[field];
		return [field, typeof now === typeof value ? now : value];
	});
	return {...torrent, ...Object.fromEntries(known)};
};
