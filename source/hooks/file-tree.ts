import type {TorrentFile} from '../qbit/details.ts';

/**
 * The files of a torrent as a tree. Folders learn what is in them when they are opened, and their
 * sums when they are drawn: 50,000 files cost one pass over those of the folders on the screen.
 */
export type FileTree = {
	/** As the server told them last. */
	files: readonly TorrentFile[];
	/** Has no name and is never shown; what it holds is the first level. */
	root: Folder;
};

export type Folder = {
	kind: 'folder';
	/** Its path below the torrent, ending with a slash: no file has such a key. */
	key: string;
	name: string;
	depth: number;
	/** Where the files below it, at any depth, stand in the list of files. */
	places: readonly number[];
	/** What it holds, once somebody looked: folders, and then the places of files. */
	inside: Inside | undefined;
	sums: {of: readonly TorrentFile[]; are: Sums} | undefined;
};

type Leaf = {
	kind: 'file';
	/** By its place, as two files may have one name. */
	key: string;
	name: string;
	depth: number;
	places: readonly [number];
};

export type Node = Folder | Leaf;

type Inside = {folders: readonly Folder[]; leaves: readonly number[]};

/** Rows, of which those of files are made as they are asked for: a folder may hold 50,000. */
export type Nodes = {
	length: number;
	at: (index: number) => Node | undefined;
	/** -1 when it is not among them. */
	indexOf: (key: string) => number;
};

/** What is known of all files of a node together. */
export type Sums = {
	files: number;
	/** Bytes. */
	size: number;
	/** Of the wanted files, 0 to 1; of all of them when none is wanted. */
	progress: number;
	/** undefined: they differ. */
	priority: number | undefined;
	/** By their bytes; -1 = not known. */
	availability: number;
};

/** @param before keeps what is known of the folders, as long as no name changes. */
export const fileTree = (files: readonly TorrentFile[], before?: FileTree): FileTree => {
	if (before?.files === files) return before;
	if (before && sameNames(before.files, files)) return {files, root: before.root};
	const places = files.map((_, place) => place);
	return {files, root: folder('', '', -1, places)};
};

const sameNames = (a: readonly TorrentFile[], b: readonly TorrentFile[]): boolean =>
	a.length === b.length && a.every((file, place) => file.name === b[place]?.name);

const folder = (key: string, name: string, depth: number, places: readonly number[]): Folder => ({
	kind: 'folder',
	...{key, name, depth, places},
	inside: undefined,
	sums: undefined,
});

/** Folders first, each group in the torrent’s own order. */
const insideOf = ({files}: FileTree, parent: Folder): Inside => {
	parent.inside ??= look(files, parent);
	return parent.inside;
};

/** How many rows it has below it when it is open. */
export const countInside = (tree: FileTree, parent: Folder): number => {
	const {folders, leaves} = insideOf(tree, parent);
	return folders.length + leaves.length;
};

const look = (files: readonly TorrentFile[], parent: Folder): Inside => {
	const from = parent.key.length;
	const depth = parent.depth + 1;
	const folders = new Map<string, number[]>();
	const leaves: number[] = [];
	// Neighbours mostly lie in one folder: its name is not cut out of each path again.
	let key = '';
	let inKey: number[] | undefined;
	for (const place of parent.places) {
		const path = files[place]?.name ?? '';
		if (inKey && path.startsWith(key)) {
			inKey.push(place);
			continue;
		}
		const slash = path.indexOf('/', from);
		if (slash === -1) {
			leaves.push(place);
			continue;
		}
		key = path.slice(0, slash + 1);
		inKey = folders.get(key) ?? [];
		if (inKey.length === 0) folders.set(key, inKey);
		inKey.push(place);
	}
	const made = [...folders].map(([path, places]) =>
		folder(path, path.slice(from, -1), depth, places),
	);
	return {folders: made, leaves};
};

/** A folder that holds everything is open from the start. */
export const openAtFirst = (tree: FileTree): ReadonlySet<string> => {
	const {folders, leaves} = insideOf(tree, tree.root);
	const [first] = folders;
	return new Set(first && folders.length === 1 && leaves.length === 0 ? [first.key] : []);
};

/** Files that stand one below the other; what comes before their names is `from` long. */
type Run = {places: readonly number[]; from: number; depth: number};

/** What is on the screen, from the top: the insides of the open folders. */
export const openNodes = (tree: FileTree, open: ReadonlySet<string>): Nodes => {
	const parts: Array<Folder | Run> = [];
	// By hand and not by recursion: folders may lie in one another thousands deep.
	const waiting: Array<Folder | Run> = [];
	const enter = (parent: Folder): void => {
		const {folders, leaves} = insideOf(tree, parent);
		const {depth, key} = parent;
		if (leaves.length > 0) waiting.push({places: leaves, from: key.length, depth: depth + 1});
		for (let i = folders.length - 1; i >= 0; i--) {
			const child = folders[i];
			if (child) waiting.push(child);
		}
	};
	enter(tree.root);
	for (let part = waiting.pop(); part; part = waiting.pop()) {
		parts.push(part);
		if ('kind' in part && open.has(part.key)) enter(part);
	}
	return nodesOf(tree.files, parts);
};

/** Files whose path holds the text, whatever the case; as one list, with their paths for names. */
export const foundNodes = ({files}: FileTree, text: string): Nodes => {
	const wanted = text.toLowerCase();
	const places = files.flatMap((file, place) =>
		file.name.toLowerCase().includes(wanted) ? place : [],
	);
	return nodesOf(files, [{places, from: 0, depth: 0}]);
};

const rowsIn = (part: Folder | Run): number => ('kind' in part ? 1 : part.places.length);

const nodesOf = (files: readonly TorrentFile[], parts: ReadonlyArray<Folder | Run>): Nodes => {
	/** The row with which each part begins. */
	const starts: number[] = [];
	let length = 0;
	for (const part of parts) {
		starts.push(length);
		length += rowsIn(part);
	}
	return {
		length,
		at: index => {
			if (!(index >= 0 && index < length)) return undefined;
			const at = lastAtMost(starts, index);
			const part = parts[at];
			if (!part || 'kind' in part) return part;
			const place = part.places[index - (starts[at] ?? 0)];
			return place === undefined ? undefined : leaf(files, place, part);
		},
		indexOf: key => {
			const place = key.startsWith('#') ? Number(key.slice(1)) : undefined;
			for (const [i, part] of parts.entries()) {
				const start = starts[i] ?? 0;
				if ('kind' in part) {
					if (part.key === key) return start;
				} else if (place !== undefined) {
					const inside = part.places.indexOf(place);
					if (inside !== -1) return start + inside;
				}
			}
			return -1;
		},
	};
};

const leaf = (files: readonly TorrentFile[], place: number, {from, depth}: Run): Leaf => ({
	kind: 'file',
	key: `#${place}`,
	name: (files[place]?.name ?? '').slice(from),
	depth,
	places: [place],
});

/** Where the last of the rising numbers stands that is not above `most`. */
const lastAtMost = (numbers: readonly number[], most: number): number => {
	let low = 0;
	let high = numbers.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((numbers[middle] ?? 0) <= most) low = middle;
		else high = middle - 1;
	}
	return low;
};

/** Worked out once for each answer of the server. */
export const sumsOf = ({files}: FileTree, node: Node): Sums => {
	if (node.kind === 'file') return add(files, node.places);
	if (node.sums?.of !== files) node.sums = {of: files, are: add(files, node.places)};
	return node.sums.are;
};

const add = (files: readonly TorrentFile[], places: readonly number[]): Sums => {
	let [size, wanted, done, doneOfWanted, known, spread] = [0, 0, 0, 0, 0, 0];
	let allDone = true;
	let priority: number | undefined = files[places[0] ?? -1]?.priority;
	for (const place of places) {
		const file = files[place];
		if (!file) continue;
		size += file.size;
		done += file.size * file.progress;
		allDone &&= file.progress >= 1;
		if (file.priority !== 0) {
			wanted += file.size;
			doneOfWanted += file.size * file.progress;
		}
		if (file.availability >= 0) {
			known += file.size;
			spread += file.size * file.availability;
		}
		if (file.priority !== priority) priority = undefined;
	}
	const [part, whole] = wanted > 0 ? [doneOfWanted, wanted] : [done, size];
	return {
		files: places.length,
		size,
		progress: whole > 0 ? part / whole : allDone ? 1 : 0,
		priority,
		availability: known > 0 ? spread / known : -1,
	};
};

/** The folder that holds the node, by its key; undefined on the first level. */
export const parentKey = ({files}: FileTree, node: Node): string | undefined => {
	const path = node.kind === 'folder' ? node.key.slice(0, -1) : files[node.places[0]]?.name;
	const slash = path?.lastIndexOf('/') ?? -1;
	return slash === -1 ? undefined : path?.slice(0, slash + 1);
};

/** Below the torrent, with slashes and none at its end. */
export const pathOf = ({files}: FileTree, node: Node): string =>
	node.kind === 'folder' ? node.key.slice(0, -1) : (files[node.places[0]]?.name ?? '');
