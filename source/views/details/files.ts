import {type FileTree, type Node, pathOf, sumsOf} from '../../hooks/file-tree.ts';
import type {FilesChoice} from '../../hooks/files-choice.ts';
import {tabsFor} from '../../hooks/tabs-choice.ts';
import type {TorrentFile} from '../../qbit/details.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {bar} from '../../terminal/glyphs.ts';
import {bytes, count, percent, plural} from '../format.ts';
import type {Column} from '../torrents/columns.ts';
import {type FileList, fileList} from './file-list.ts';
import {priorityWord} from './file-priorities.ts';
import {drawListTab} from './list-tab.ts';
import type {Seen, Tab} from './seen.ts';

export const filesTab: Tab = {
	name: 'files',
	title: 'Files',
	parts: ['files'],
	needs: ['files'],
	nothing: ({details}) =>
		details.files?.length === 0
			? 'Its metadata is not here yet: nobody knows its files.'
			: undefined,
	draw: (seen, inside, theme, glyphs) => {
		const {files: choice} = tabsFor(seen.state.tabs, seen.torrent.hash);
		const list = fileList(seen.details.files ?? [], choice);
		return drawListTab(
			{
				columns: fileColumns(list, choice, glyphs),
				rows: list.rows,
				position: choice.position,
				isFocused: isFocused(seen),
				empty: 'No file has that in its path.',
				mark: node => markOf(list.tree, node, choice.selected),
				note: node => noteOf(list.tree, node),
			},
			inside,
			theme,
			glyphs,
		);
	},
};

const isFocused = ({state}: Seen): boolean => state.panes.focus === 'details';

const noteOf = (tree: FileTree, node: Node): string => {
	const path = pathOf(tree, node);
	return node.kind === 'file' ? path : `${path}/   ${plural(node.places.length, 'file')}`;
};

type Mark = 'all' | 'some' | undefined;

/** A folder’s mark is worked out once for each selection, and not for each key. */
const marks = new WeakMap<Node, {selected: ReadonlySet<number>; mark: Mark}>();

const markOf = (tree: FileTree, node: Node, selected: ReadonlySet<number>): Mark => {
	if (selected.size === 0) return undefined;
	const known = marks.get(node);
	if (known?.selected === selected) return known.mark;
	const mark = countMark(tree, node, selected);
	marks.set(node, {selected, mark});
	return mark;
};

const countMark = ({files}: FileTree, {places}: Node, selected: ReadonlySet<number>): Mark => {
	const isIn = (place: number): boolean => selected.has(files[place]?.index ?? -1);
	// Both stop at the first that answers them.
	return places.every(isIn) ? 'all' : places.some(isIn) ? 'some' : undefined;
};

/** "✓3 1.2G  / typed" in place of the title, when something is selected or filtered. */
const nameTitle = ({files}: FileTree, {selected, filter}: FilesChoice, glyphs: Glyphs): string => {
	const parts = [
		selected.size === 0
			? ''
			: `${glyphs.check}${count(selected.size)} ${bytes(selectedBytes(files, selected))}`,
		filter.trim() === '' ? '' : `/ ${filter.trim()}`,
	].filter(part => part !== '');
	return parts.join('  ') || 'Name';
};

/** Counted once for each selection and each answer, and not for each key. */
let counted: {files: unknown; selected: unknown; bytes: number} | undefined;

const selectedBytes = (files: readonly TorrentFile[], selected: ReadonlySet<number>): number => {
	if (counted?.files !== files || counted.selected !== selected) {
		const sum = files.reduce((all, {index, size}) => all + (selected.has(index) ? size : 0), 0);
		counted = {files, selected, bytes: sum};
	}
	return counted.bytes;
};

/** Deeper than this, the names would have no room; the line below tells the whole path. */
const mostLevels = 8;

const treeName = ({open}: FileList, node: Node, glyphs: Glyphs): string => {
	const level = '  '.repeat(Math.min(node.depth, mostLevels));
	const name = node.name === '' ? '(no name)' : node.name;
	if (node.kind === 'file') return `${level}  ${name}`;
	return `${level}${open.has(node.key) ? glyphs.opened : glyphs.closed} ${name}/`;
};

/** TABLE: the columns of the files. */
const fileColumns = (list: FileList, choice: FilesChoice, glyphs: Glyphs): Array<Column<Node>> => {
	const sums = (node: Node) => sumsOf(list.tree, node);
	const name = nameTitle(list.tree, choice, glyphs);
	return [
		{
			name: 'name',
			letter: 'n',
			header: name,
			width: 'rest',
			keep: 1,
			help: 'Name, below the folder that it is in',
			value: node => node.name,
			text: node => (choice.filter.trim() === '' ? treeName(list, node, glyphs) : node.name),
		},
		{
			name: 'size',
			letter: 's',
			header: 'Size',
			width: 5,
			keep: 4,
			align: 'right',
			help: 'Bytes of the file, or of all files in the folder',
			value: node => sums(node).size,
			text: node => bytes(sums(node).size),
		},
		{
			name: 'done',
			letter: 'p',
			header: 'Done',
			width: 4,
			keep: 2,
			align: 'right',
			help: 'How much is here; of a folder, how much of what is wanted',
			value: node => sums(node).progress,
			text: node => percent(sums(node).progress),
			look: node => (sums(node).progress < 1 ? undefined : 'muted'),
			wide: {
				header: 'Done',
				width: 15,
				text: node => {
					const {progress} = sums(node);
					const gauge = progress < 1 ? bar(progress, 10, glyphs) : ' '.repeat(10);
					return `${gauge} ${percent(progress).padStart(4)}`;
				},
			},
		},
		{
			name: 'priority',
			letter: 'o',
			header: 'Prio',
			width: 6,
			keep: 3,
			help: 'skip, normal, high or max; mixed where the files of a folder differ',
			value: node => sums(node).priority ?? -1,
			text: node => priorityWord(sums(node).priority),
			look: node => {
				const {priority = 1} = sums(node);
				return priority === 0 ? 'muted' : priority > 1 ? 'accent' : undefined;
			},
		},
		{
			name: 'availability',
			letter: 'a',
			header: 'Avail',
			width: 5,
			keep: 5,
			align: 'right',
			help: 'How many whole copies the peers have',
			value: node => sums(node).availability,
			text: node => {
				const {availability, progress} = sums(node);
				return availability < 0 || progress >= 1
					? '-'
					: availability.toFixed(availability < 100 ? 2 : 0);
			},
		},
	];
};
