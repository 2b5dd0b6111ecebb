/**
 * Paths by whole segments: `/downloads/ssd` holds `/downloads/ssd/x`, but not `/downloads/ssd2`.
 * Servers on Windows write backslashes.
 */
export const isWithin = (path: string, folder: string): boolean => {
	const root = folder === '/' ? '' : folder;
	return (
		path.startsWith(root) &&
		(path.length === root.length || path[root.length] === '/' || path[root.length] === '\\')
	);
};

/** Without `//`, `/.` and the slash at the end; `..` stays, for it may cross a link. */
export const tidyPath = (path: string): string =>
	untidy.test(path) ? path.replace(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/\.?$/, '') || '/' : path;

const untidy = /\/\.?(\/|$)/;

export const joinPath = (folder: string, below: string): string =>
	below === '' ? folder : `${folder === '/' ? '' : folder}/${below}`;

/** The folder that holds it; a root is its own. */
export const parentOf = (path: string): string => {
	const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
	return end > 0 ? path.slice(0, end) : path.slice(0, 1);
};

/** What follows `folder` in a path within it: '' for itself, no slash at its start. */
export const below = (path: string, folder: string): string =>
	path.slice(folder === '/' ? 1 : folder.length + 1);

/** An empty file of this name says that a folder is on its disk, though that is the system’s own. */
export const ownDiskMark = '.qbtui-disk';

/** A disk as the user names it, by the folder at which the server has it. */
export type Volume = {
	tag: string;
	/** As the server sees it. */
	path: string;
};

/** The volume that holds `path`: the longest folder wins; undefined when none does. */
export const volumeOf = (path: string, volumes: readonly Volume[]): Volume | undefined => {
	let best: Volume | undefined;
	for (const volume of volumes) {
		if (isWithin(path, volume.path) && volume.path.length > (best?.path.length ?? -1))
			best = volume;
	}
	return best;
};

type PathMap = ReadonlyArray<readonly [server: string, here: string]>;

/** The server's path as this machine has it: longest match; undefined when no pair matches. */
export const toHere = (path: string, pathMap: PathMap): string | undefined =>
	through(path, pathMap);

/** This machine's path as the server has it, in the same way. */
export const toServer = (path: string, pathMap: PathMap): string | undefined =>
	through(
		path,
		pathMap.map(([server, here]) => [here, server] as const),
	);

const through = (
	path: string,
	pairs: ReadonlyArray<readonly [from: string, to: string]>,
): string | undefined => {
	let best: readonly [string, string] | undefined;
	for (const pair of pairs) {
		if (isWithin(path, pair[0]) && pair[0].length > (best?.[0].length ?? -1)) best = pair;
	}
	if (!best) return undefined;
	const rest = path.slice(best[0] === '/' ? 0 : best[0].length);
	return best[1] === '/' ? rest || '/' : best[1] + rest;
};
