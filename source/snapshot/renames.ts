import type {SavedEntry} from './shape.ts';

/** One call: of a folder with all that is in it, or of a file. */
export type Rename = {kind: 'folder' | 'file'; from: string; to: string};

/**
 * What gives the files of a torrent, in its order, the names that they had. None where it is
 * another number of files: then they are not of the same torrent.
 */
export const renamesOf = (
	names: readonly string[],
	saved: readonly SavedEntry[],
): readonly Rename[] => {
	if (names.length !== saved.length) return [];
	const wanted = saved.map(({name}) => name);
	const [from, to] = [rootOf(names), rootOf(wanted)];
	const hasOtherRoot = from !== undefined && to !== undefined && from !== to;
	const after = hasOtherRoot ? names.map(name => to + name.slice(from.length)) : names;
	return [
		...(hasOtherRoot ? [{kind: 'folder' as const, from, to}] : []),
		...after.flatMap((name, i) => {
			const is = wanted[i] ?? name;
			return name === is ? [] : [{kind: 'file' as const, from: name, to: is}];
		}),
	];
};

/** The folder that all of them are in. */
const rootOf = (names: readonly string[]): string | undefined => {
	const [root, ...rest] = (names[0] ?? '').split('/');
	if (root === undefined || rest.length === 0) return undefined;
	return names.every(name => name.startsWith(`${root}/`)) ? root : undefined;
};
