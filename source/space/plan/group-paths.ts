import type {TorrentFile} from '../../qbit/details.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {isWithin, joinPath, parentOf} from '../paths.ts';
import {contentOf, folderOf, isRootless} from '../place.ts';
import type {Union} from './union.ts';

/** A torrent with what is known of its files. */
export type Member = {
	torrent: Torrent;
	/** Where its files are; undefined without any. */
	content: string | undefined;
	/** The folder that its files’ names are below. */
	base: string | undefined;
	/** Real paths and sizes, where they were asked for. */
	files?: ReadonlyArray<{path: string; size: number; wanted: boolean}>;
};

export type FileLists = ReadonlyMap<Hash, readonly TorrentFile[]>;

/** @param files those that were asked for: see `needsFiles`. */
export const memberOf = (torrent: Torrent, files: FileLists): Member => {
	const content = contentOf(torrent);
	const list = files.get(torrent.hash);
	if (content === undefined) return {torrent, content, base: undefined};
	if (!list || list.length === 0) return {torrent, content, base: likelyBase(torrent, content)};
	const base = baseOf(content, list);
	return {
		...{torrent, content, base},
		files: list.map(({name, size, priority}) => ({
			path: joinPath(base, name),
			size,
			wanted: priority > 0,
		})),
	};
};

/** Its save path, if its files are there: a torrent of one file may have a folder around it. */
const likelyBase = (torrent: Torrent, content: string): string => {
	const folder = folderOf(torrent);
	return isWithin(content, folder) ? folder : parentOf(content);
};

/** By the names of the files, not by `save_path`, which may name another place. */
const baseOf = (content: string, list: readonly TorrentFile[]): string => {
	const name = list[0]?.name ?? '';
	const root = name.slice(0, Math.max(0, name.indexOf('/')));
	const hasRoot = root !== '' && list.every(file => file.name.startsWith(`${root}/`));
	// Of one file, the place is the file itself, whatever folders its name has.
	const tops = [...(list.length === 1 ? [name] : []), ...(hasRoot ? [root] : [])];
	const top = tops.find(candidate => content.endsWith(`/${candidate}`));
	return top === undefined ? content : content.slice(0, -top.length - 1) || '/';
};

/** The folders above a path, from the nearest to the root. */
export function* foldersAbove(path: string): Generator<string> {
	let at = path;
	for (let above = parentOf(at); above !== at && above !== ''; above = parentOf(at)) {
		yield above;
		at = above;
	}
}

/**
 * What is known of the folders above a path. Thousands lie in the same few folders: each of those is
 * asked for once.
 */
const askAbove = <Known>(
	ask: (folder: string) => Known | undefined,
): ((path: string) => readonly Known[]) => {
	const asked = new Map<string, readonly Known[]>();
	return path => {
		const parent = parentOf(path);
		const before = asked.get(parent);
		if (before || parent === path) return before ?? [];
		const found = [...foldersAbove(path)].flatMap(folder => ask(folder) ?? []);
		asked.set(parent, found);
		return found;
	};
};

/**
 * Joins those that share a file. Where lists are known, by the real paths of the files; where they
 * are not, by folders: what lies at or in the place of another is taken for shared.
 */
export const joinByPaths = (members: readonly Member[], union: Union): void => {
	const contents = firstBy(members, ({content}) => content);
	const near = nearOthers(members, contents);
	const listed = (member: Member, index: number): boolean =>
		member.files !== undefined && near[index] === true;
	const unlisted = new Map<string, number>();
	members.forEach((member, index) => {
		if (listed(member, index) || member.content === undefined) return;
		const known = unlisted.get(member.content);
		if (known === undefined) unlisted.set(member.content, index);
		else union.join(known, index);
	});
	members.forEach((member, index) => {
		if (listed(member, index)) return;
		if (near[index]) joinAbove(member.content, index, unlisted, union);
	});
	const owners = new Map<string, number>();
	members.forEach((member, index) => {
		if (!listed(member, index)) return;
		for (const {path} of member.files ?? []) {
			const owner = owners.get(path);
			if (owner === undefined) owners.set(path, index);
			else union.join(owner, index);
			const same = unlisted.get(path);
			if (same !== undefined) union.join(same, index);
			joinAbove(path, index, unlisted, union);
		}
	});
};

const joinAbove = (
	path: string | undefined,
	index: number,
	unlisted: ReadonlyMap<string, number>,
	union: Union,
): void => {
	if (path === undefined) return;
	for (const folder of foldersAbove(path)) {
		const holder = unlisted.get(folder);
		if (holder !== undefined) union.join(holder, index);
	}
};

const firstBy = (
	members: readonly Member[],
	keyOf: (member: Member) => string | undefined,
): Map<string, number> => {
	const first = new Map<string, number>();
	members.forEach((member, index) => {
		const key = keyOf(member);
		if (key !== undefined && !first.has(key)) first.set(key, index);
	});
	return first;
};

/** Whose place is that of another, or lies in one: only there do file lists say more. */
const nearOthers = (
	members: readonly Member[],
	contents: ReadonlyMap<string, number>,
): readonly boolean[] => {
	const near: boolean[] = members.map(() => false);
	const holdersOf = askAbove(folder => contents.get(folder));
	members.forEach(({content}, index) => {
		if (content === undefined) return;
		const same = contents.get(content);
		if (same !== undefined && same !== index) near[same] = near[index] = true;
		for (const holder of holdersOf(content)) near[holder] = near[index] = true;
	});
	// Those that are in the same place as one that has others in it.
	members.forEach(({content}, index) => {
		const first = content === undefined ? undefined : contents.get(content);
		if (first !== undefined && near[first]) near[index] = true;
	});
	return near;
};

/**
 * Torrents whose file lists must be asked for, so that it is known what shares files with them:
 * those without a folder of their own, and those in whose folder another one lies.
 */
export const needsFiles = (torrents: readonly Torrent[]): Hash[] => {
	const placed = torrents.flatMap(torrent => {
		const content = contentOf(torrent);
		return content === undefined ? [] : {torrent, content};
	});
	const contents = new Set(placed.map(({content}) => content));
	const holders = new Set<string>();
	const holdersOf = askAbove(folder => (contents.has(folder) ? folder : undefined));
	for (const {content} of placed) for (const holder of holdersOf(content)) holders.add(holder);
	return placed
		.filter(({torrent, content}) => holders.has(content) || isRootless(torrent))
		.map(({torrent}) => torrent.hash);
};
