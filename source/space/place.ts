import {isAbsolute} from '../qbit/absolute-path.ts';
import type {Torrent} from '../qbit/types.ts';
import {joinPath, tidyPath, type Volume, volumeOf} from './paths.ts';

type Placed = Pick<
	Torrent,
	'content_path' | 'save_path' | 'download_path' | 'progress' | 'total_size'
>;

/** The folder it writes into: the one for incomplete torrents, where there is one, until it is whole. */
export const folderOf = ({download_path, save_path, progress}: Placed): string =>
	tidyPath(progress < 1 && download_path !== '' ? download_path : save_path);

/**
 * Where its files are: a file, or the folder that has them. undefined: it has no files yet.
 *
 * `content_path` tells where they really are; `save_path` only where they should be, and up to 4.5 it
 * names the target of a move that failed. While a server reads its torrents at the start,
 * `content_path` may lack its folder (4.5).
 */
export const contentOf = (torrent: Placed): string | undefined => {
	const {content_path: path, total_size} = torrent;
	// Without metadata there are none.
	if (path === '' || total_size < 0) return undefined;
	const whole = isAbsolute(path) ? path : joinPath(folderOf(torrent), path);
	return isAbsolute(whole) ? tidyPath(whole) : undefined;
};

/** All of its files are there. */
export const isComplete = ({
	progress,
	amount_left,
	total_size,
}: Pick<Torrent, 'progress' | 'amount_left' | 'total_size'>): boolean =>
	total_size >= 0 && progress >= 1 && amount_left === 0;

/** The volume that has its files; undefined when none of them does, or there are no files yet. */
export const locationOf = (torrent: Placed, volumes: readonly Volume[]): Volume | undefined => {
	const content = contentOf(torrent);
	return content === undefined ? undefined : volumeOf(content, volumes);
};

/** The volume that is written to by what it still downloads. */
export const writesTo = (torrent: Placed, volumes: readonly Volume[]): Volume | undefined =>
	volumeOf(contentOf(torrent) ?? folderOf(torrent), volumes);

/** The volume where it is to be when it is whole. */
export const endsOn = (torrent: Placed, volumes: readonly Volume[]): Volume | undefined =>
	volumeOf(tidyPath(torrent.save_path), volumes);

/** Has several files and no folder of its own: they lie among those of others. */
export const isRootless = (torrent: Placed): boolean => contentOf(torrent) === folderOf(torrent);
