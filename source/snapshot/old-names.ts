import type {Client} from '../qbit/client.ts';
import type {TorrentFile} from '../qbit/details.ts';
import {endpoints} from '../qbit/endpoints.ts';
import type {Hash} from '../qbit/types.ts';
import {joinPath, tidyPath} from '../space/paths.ts';
import {type FolderQuestion, lookHere, lookThere} from '../space/run/look-folder.ts';
import type {SavedTorrent} from './shape.ts';

export type Eyes = {
	client: Client;
	/** A folder of the server as this machine has it; undefined where it has it not. */
	hereOf: (folder: string) => string | undefined;
};

/**
 * Why the files of a torrent that was just added can’t have the names that they had; undefined: they
 * can. The server renames what lies on the disk along, over whatever has the new name (seen on 4.5
 * and 5.3): a file that has come to the old name since would go, and the torrent’s own be lost to it.
 *
 * @param files as they are named now
 * @param wanted the names that they had, in the same order
 */
export const whyNotRenamed = async (
	{client, hereOf}: Eyes,
	hash: Hash,
	files: readonly TorrentFile[],
	{save_path, download_path, files: wanted = []}: SavedTorrent,
): Promise<string | undefined> => {
	const renamed = files.filter(({name}, index) => wanted[index]?.name !== name);
	const news = files.flatMap((file, index) => {
		const {name} = wanted[index] ?? file;
		return name === file.name ? [] : {...file, name};
	});
	for (const path of new Set([save_path, download_path].filter(path => path !== ''))) {
		const folder = tidyPath(path);
		const ask = {hash, folder, here: hereOf(folder), root: hereOf(folder), others: []};
		const there = await namesIn(client, {...ask, files: renamed}, news);
		if (!there) return unseen;
		const [first, ...others] = there;
		if (first !== undefined) return taken(first, others.length);
	}
	return undefined;
};

const unseen =
	'its files had other names, and it can’t be seen whether others lie at those of now, which would be renamed with them: rename them yourself.';

const taken = (first: string, others: number): string =>
	`its files had other names, and ${first}${others > 0 ? ` with ${others} more` : ''} lies where a rename would take it. It is stopped: started, it would write over that.`;

/** Which of these files lie in the folder; undefined when that can’t be told. */
const namesIn = async (
	client: Client,
	question: FolderQuestion,
	news: readonly TorrentFile[],
): Promise<readonly string[] | undefined> => {
	if (client.lacks(endpoints.directoryContent) === undefined) {
		return filesOf(question, (await lookThere(client, question, undefined)).there);
	}
	const {there: own} = await lookHere({...question, files: news});
	// Nothing of it is seen here: these may be other folders than the server’s.
	if (!own || filesOf({...question, files: news}, own)?.length === 0) return undefined;
	return filesOf(question, (await lookHere(question)).there);
};

/** Without the rest of its pieces, which are its own. */
const filesOf = (
	{hash, folder}: FolderQuestion,
	there: readonly {path: string}[] | undefined,
): readonly string[] | undefined =>
	there?.map(({path}) => path).filter(path => path !== joinPath(folder, `.${hash}.parts`));
