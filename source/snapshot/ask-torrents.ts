import type {Client} from '../qbit/client.ts';
import {exportTorrent} from '../qbit/detail-verbs.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {endsAll, toQbitError} from '../qbit/outcome.ts';
import type {Hash} from '../qbit/types.ts';
import {writeTorrentFile} from './files.ts';
import type {SavedTorrent} from './shape.ts';

/** Of which torrents more is asked for than the list tells: it takes a call or two for each. */
export type Wish = {
	/** Their .torrent files. */
	file: (torrent: SavedTorrent) => boolean;
	/** The names and priorities of their files. */
	entries: (torrent: SavedTorrent) => boolean;
};

/** So many are asked at once. */
const atOnce = 4;

/**
 * The same torrents, with what was wished for as far as the server has it.
 *
 * @param folder where .torrent files go
 * @throws QbitError when the server can’t be asked any more, SnapshotError when a file can’t be written
 */
export const askTorrents = async (
	client: Client,
	torrents: readonly SavedTorrent[],
	wish: Wish,
	folder: string,
	onProgress: (done: number, all: number) => void = () => {},
): Promise<SavedTorrent[]> => {
	const wanted = torrents.filter(torrent => wish.file(torrent) || wish.entries(torrent));
	const found = new Map<Hash, SavedTorrent>();
	const waiting = wanted.values();
	const work = async (): Promise<void> => {
		for (const torrent of waiting) {
			found.set(torrent.hash, await askOne(client, torrent, wish, folder));
			onProgress(found.size, wanted.length);
		}
	};
	await Promise.all(Array.from({length: atOnce}, work));
	return torrents.map(torrent => found.get(torrent.hash) ?? torrent);
};

const askOne = async (
	client: Client,
	torrent: SavedTorrent,
	wish: Wish,
	folder: string,
): Promise<SavedTorrent> => {
	const {hash} = torrent;
	const content = wish.file(torrent) ? await unlessRefused(exportTorrent(client, hash)) : undefined;
	const files = await unlessRefused(client.ask(endpoints.files, {hash}));
	return {
		...torrent,
		...(content && {torrent_file: await writeTorrentFile(folder, hash, content)}),
		// Without metadata there are none.
		...(files &&
			files.length > 0 && {
				files: files
					.toSorted((a, b) => a.index - b.index)
					.map(({name, priority}) => ({name, priority})),
			}),
	};
};

/** A torrent without metadata has no file, and one may be removed meanwhile: no reason to end. */
const unlessRefused = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
	try {
		return await asked;
	} catch (error) {
		if (endsAll(toQbitError(error))) throw error;
		return undefined;
	}
};
