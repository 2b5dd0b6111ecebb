import type {Category} from '../../qbit/types.ts';
import {isWithin, joinPath, tidyPath, type Volume, volumeOf} from '../paths.ts';
import {wrongSegment} from '../plan/segments.ts';
import {categorySavePath, type Rule} from './shape.ts';

/** The folder where a torrent is to be, or why there is none. */
export type Destination = {path: string} | {code: 'UNCATEGORIZED' | 'POLICY_PATH'; text: string};

export type DestinationContext = {
	volumes: readonly Volume[];
	categories: ReadonlyMap<string, Category>;
	/** Below the volume’s folder, for torrents without a category; undefined: they stay. */
	uncategorizedFolder: string | undefined;
};

/**
 * Where a rule sends torrents of a category: the names of categories become folders. qBittorrent
 * lets `..` be one, so each is looked at, and the result must lie on that very volume.
 */
export const destinationOf = (
	{dest}: Pick<Rule, 'dest'>,
	category: string,
	context: DestinationContext,
): Destination => {
	const volume = context.volumes.find(({tag}) => tag === dest.volume);
	if (!volume) return refused(`There is no disk “${dest.volume}” in the settings.`);
	const needsCategory = dest.path === categorySavePath || dest.path.includes('{category}');
	if (category === '' && needsCategory) return uncategorized(volume, context);
	if (dest.path === categorySavePath) return savePathOf(category, volume, context);
	// As a function: a text would have $ in it obeyed.
	return inside(
		volume,
		dest.path.replaceAll('{category}', () => category),
		context,
	);
};

const refused = (text: string): Destination => ({code: 'POLICY_PATH', text});

const uncategorized = (volume: Volume, context: DestinationContext): Destination => {
	if (context.uncategorizedFolder !== undefined) {
		return inside(volume, context.uncategorizedFolder, context);
	}
	const text = 'It has no category, and uncategorized_folder is not set.';
	return {code: 'UNCATEGORIZED', text};
};

/** Absolute ones only: what a relative one is relative to is the server’s affair. */
const savePathOf = (category: string, volume: Volume, context: DestinationContext): Destination => {
	const path = tidyPath(context.categories.get(category)?.savePath ?? '');
	if (!path.startsWith('/')) {
		return refused(`The category “${category}” has no save path from the root.`);
	}
	if (!isWithin(path, volume.path)) {
		return refused(`The save path of “${category}”, ${path}, is not on ${volume.tag}.`);
	}
	const root = tidyPath(volume.path);
	return inside(volume, path.slice(root === '/' ? 1 : root.length + 1), context);
};

const inside = (volume: Volume, folders: string, {volumes}: DestinationContext): Destination => {
	const wrong = folders === '' ? undefined : wrongSegment(folders);
	if (wrong !== undefined) return refused(`“${folders}” can’t be its folder: ${wrong}.`);
	const path = joinPath(tidyPath(volume.path), folders);
	const holder = volumeOf(path, volumes);
	if (holder?.tag === volume.tag) return {path};
	return refused(`${path} is not on ${volume.tag} but on ${holder?.tag ?? 'no known disk'}.`);
};
