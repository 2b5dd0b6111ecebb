import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {below, joinPath, parentOf} from './paths.ts';

/**
 * The first of these paths at which something lies, as the server sees it; undefined when nothing
 * does, or when it can’t tell (before 5.0). The server renames a file over what has the new name
 * (seen on 4.5 and 5.3): that may be of another torrent.
 */
export const firstTaken = async (
	client: Client,
	/** The folder that all of them would be in. */
	folder: string,
	paths: readonly string[],
): Promise<string | undefined> => {
	if (client.lacks(endpoints.directoryContent) !== undefined) return undefined;
	const topOf = (path: string): string => joinPath(folder, below(path, folder).split('/')[0] ?? '');
	const tops = await namesIn(client, folder);
	// Of thousands of folders none needs to be asked for where the first of them is not there.
	const possible = paths.filter(path => tops.has(topOf(path)));
	for (const [dirPath, some] of Map.groupBy(possible, parentOf)) {
		const taken = dirPath === folder ? tops : await namesIn(client, dirPath);
		const found = some.find(path => taken.has(path));
		if (found !== undefined) return found;
	}
	return undefined;
};

/** A folder that is not there yet has nothing in it. */
const namesIn = async (client: Client, dirPath: string): Promise<ReadonlySet<string>> =>
	new Set(await client.ask(endpoints.directoryContent, {dirPath, mode: 'all'}).catch(() => []));
