import {setTimeout as sleep} from 'node:timers/promises';
import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import type {Hash} from './types.ts';

/** ms between the looks: a rename mostly takes some milliseconds, on a busy disk seconds. */
const waits = [50, 100, 200, 400, 800, 1600, 3200];

/**
 * The server says yes to a new name before the disk has it; that it could not be done, it writes into
 * its log alone. This looks until one of the files has it.
 *
 * @param index the server’s number of the file
 * @returns whether it has come
 */
export const awaitName = async (
	client: Client,
	hash: Hash,
	index: number,
	isSo: (name: string) => boolean,
): Promise<boolean> => {
	for (const wait of [0, ...waits]) {
		await sleep(wait);
		const [file] = await client.ask(endpoints.files, {hash, indexes: index});
		if (file && isSo(file.name)) return true;
	}
	return false;
};
