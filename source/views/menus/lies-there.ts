import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Torrent} from '../../qbit/types.ts';
import {joinPath, tidyPath} from '../../space/paths.ts';
import {firstTaken} from '../../space/taken-names.ts';

/** Of more than these nobody wants to wait for the file lists. */
const most = 20;

/**
 * A file of one of these torrents that lies already where they are to go. The server would keep it,
 * whatever is in it, leave the good one where it was and load down what differs: as after a move
 * that failed half-way. undefined: none, or it can’t be told.
 */
export const firstLyingThere = async (
	client: Client,
	torrents: readonly Torrent[],
	path: string,
): Promise<string | undefined> => {
	const folder = tidyPath(path);
	const moved = torrents.filter(({progress, save_path}) => progress > 0 && save_path !== folder);
	for (const {hash} of moved.slice(0, most)) {
		const files = await client.ask(endpoints.files, {hash}).catch(() => []);
		const paths = files.map(({name}) => joinPath(folder, name));
		const found = await firstTaken(client, folder, paths);
		if (found !== undefined) return found;
	}
	return undefined;
};
