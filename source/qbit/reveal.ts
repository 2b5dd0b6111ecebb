import {batches} from './batches.ts';
import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {isQbitError} from './errors.ts';
import {isStopped} from './states.ts';
import type {Torrent} from './types.ts';

/**
 * The torrents, each with a state that tells whether it was stopped. While one is moved, checked or
 * in error its state hides that; the server’s filter still knows.
 *
 * When the server does not answer they stay as they are.
 */
export const reveal = async (
	client: Client,
	torrents: readonly Torrent[],
): Promise<readonly Torrent[]> => {
	const hidden = torrents.filter(({state}) => isStopped(state) === undefined);
	if (hidden.length === 0) return torrents;
	try {
		if (client.version() === undefined) await client.identify();
		// A name that a server does not know means "all" to it.
		const filter = client.lacks(endpoints.stop) === undefined ? 'stopped' : 'paused';
		const stopped = new Set<unknown>();
		for (const batch of batches(hidden)) {
			const hashes = batch.map(({hash}) => hash).join('|');
			const rows = await client.ask(endpoints.torrents, {filter, hashes});
			for (const {hash} of rows) stopped.add(hash);
		}
		const known = (torrent: Torrent): Torrent => ({
			...torrent,
			state: stopped.has(torrent.hash) ? 'stoppedDL' : 'stalledDL',
		});
		return torrents.map(torrent =>
			isStopped(torrent.state) === undefined ? known(torrent) : torrent,
		);
	} catch (error) {
		if (isQbitError(error)) return torrents;
		throw error;
	}
};
