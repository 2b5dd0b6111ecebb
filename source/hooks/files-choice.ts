import {type ListPosition, startPosition} from './list-position.ts';

/** Where one is among the files of a torrent, and what is open and selected there. Pure. */
export type FilesChoice = {
	/** On a node of the tree, by its key. */
	position: ListPosition;
	/** Keys of folders; undefined: as at first. */
	open: ReadonlySet<string> | undefined;
	/** The server’s numbers of files. */
	selected: ReadonlySet<number>;
	/** The row that was selected last: a range begins there. */
	anchor: string | undefined;
	filter: string;
};

export const startFiles: FilesChoice = {
	position: startPosition,
	open: undefined,
	selected: new Set(),
	anchor: undefined,
	filter: '',
};

/** Takes them in; or out, when all of them are in. */
export const toggleFiles = (
	selected: ReadonlySet<number>,
	indexes: readonly number[],
): ReadonlySet<number> => {
	const next = new Set(selected);
	const out = indexes.every(index => next.has(index));
	for (const index of indexes) {
		if (out) next.delete(index);
		else next.add(index);
	}
	return next;
};

export const invertFiles = (
	selected: ReadonlySet<number>,
	indexes: readonly number[],
): ReadonlySet<number> => new Set(indexes.filter(index => !selected.has(index)));

/**
 * After a folder was renamed, what was open in it still is; under the old name, too, until the server
 * tells the new one. Keys of folders end with a slash.
 */
export const renameOpen = (
	open: ReadonlySet<string>,
	from: string,
	to: string,
): ReadonlySet<string> => {
	const inside = [...open].filter(key => key.startsWith(from));
	return new Set([...open, ...inside.map(key => to + key.slice(from.length))]);
};

/** One step back: what is selected, and then the filter. The same object when there is no step left. */
export const stepBackInFiles = (choice: FilesChoice): FilesChoice => {
	if (choice.selected.size > 0) return {...choice, selected: startFiles.selected};
	if (choice.filter !== '') return {...choice, filter: ''};
	return choice;
};
