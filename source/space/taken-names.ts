import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {parentOf} from './paths.ts';

/**
 * The first of these paths at which something lies, as the server sees it; undefined when nothing
 * does, or when it can’t tell (before 5.0). The server renames a file over what has the new name
 * (seen on 4.5 and 5.3): that may be of another torrent.
 */
export const firstTaken = async (
	client: Client,
	paths: readonly string[],
): Promise<string | undefined> => {
	if (client.lacks(endpoints.directoryContent) !== undefined) return undefined;
	for (const [dirPath, some] of Map.groupBy(paths, parentOf)) {
		// A folder that is not there yet has nothing in it.
		const there = await client
			.ask(endpoints.directoryContent, {dirPath, mode: 'all'})
			.catch(() => []);
		const taken = new Set(there);
		const found = some.find(path => taken.has(path));
		if (found !== undefined) return found;
	}
	return undefined;
};
