import type {Client} from '../../qbit/client.ts';
import type {TorrentFile} from '../../qbit/details.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {isQbitError} from '../../qbit/errors.ts';
import type {Hash} from '../../qbit/types.ts';
import {freeSpace, isApart, nearestThere, sizeAt} from '../disk.ts';
import type {SeenFolder} from '../job/seen.ts';
import {joinPath, parentOf} from '../paths.ts';

/** Which files of a torrent are in a folder, as this machine sees it or as the server tells. */

export type FolderQuestion = {
	hash: Hash;
	files: readonly TorrentFile[];
	/** As the server has it, and as this machine does; undefined where it does not. */
	folder: string;
	here: string | undefined;
	/** The volume that the folder is on, and those that it must not share a device with. */
	root: string | undefined;
	others: readonly string[];
};

/** It can’t be told what is there. */
export const unknownFolder: SeenFolder = {
	...{mounted: undefined, free: undefined, there: undefined},
	complete: false,
};

/** Names under which a file may lie there: whole, not yet whole, and the rest of its pieces. */
const namesOf = ({hash, files}: FolderQuestion): readonly string[] => [
	...files.flatMap(({name}) => [name, `${name}.!qB`]),
	`.${hash}.parts`,
];

/** By lstat. Nothing is opened, and nothing is written. */
export const lookHere = async (question: FolderQuestion): Promise<SeenFolder> => {
	const {folder, here, root, others, files} = question;
	if (here === undefined || root === undefined) return unknownFolder;
	const sizes = new Map<string, number | 'none' | undefined>();
	for (const name of namesOf(question)) sizes.set(name, await sizeAt(joinPath(here, name)));
	const present = [...sizes].filter(([, size]) => size !== 'none').map(([name]) => name);
	const isTold = ![...sizes.values()].includes(undefined);
	// A link or a mount within the volume may lead elsewhere, even back to the other disk.
	const end = await nearestThere(here);
	const tops = foldersOf(files).map(name => nearestThere(joinPath(here, name)));
	const ends = new Set([root, end, ...(await Promise.all(tops))]);
	const apart = await Promise.all([...ends].map(path => isApart(path, others)));
	const space = await freeSpace(end);
	return {
		mounted: apart.every(is => is),
		free: space?.free,
		there: isTold ? present.map(name => ({path: joinPath(folder, name)})) : undefined,
		// One without a byte need not be there: nothing is lost with it.
		complete: wanted(files).every(({name, size}) => size === 0 || sizes.get(name) === size),
	};
};

/** The first folder of each name that has one. */
const foldersOf = (files: readonly TorrentFile[]): readonly string[] =>
	[...new Set(files.map(({name}) => name.slice(0, Math.max(0, name.indexOf('/')))))].filter(
		name => name !== '',
	);

const wanted = (files: readonly TorrentFile[]) => files.filter(({priority}) => priority > 0);

/** Through the server: names only. Whether the volume is mounted it does not tell. */
export const lookThere = async (
	client: Client,
	question: FolderQuestion,
	free: number | undefined,
): Promise<SeenFolder> => {
	if (client.lacks(endpoints.directoryContent)) return {...unknownFolder, free};
	const paths = namesOf(question).map(name => joinPath(question.folder, name));
	const listed = new Set<string>();
	for (const dirPath of new Set(paths.map(parentOf))) {
		const found = await list(client, dirPath);
		if (!found) return {...unknownFolder, free};
		for (const path of found) listed.add(path);
	}
	const there = paths.filter(path => listed.has(path)).map(path => ({path}));
	const complete = wanted(question.files).every(
		({name, size}) => size === 0 || listed.has(joinPath(question.folder, name)),
	);
	return {mounted: undefined, free, there, complete};
};

/** An absent folder is an empty one; any other refusal tells nothing. */
const list = async (client: Client, dirPath: string): Promise<readonly string[] | undefined> => {
	try {
		return await client.ask(endpoints.directoryContent, {dirPath, mode: 'all'});
	} catch (error) {
		return isQbitError(error, 'NotFound') ? [] : undefined;
	}
};
