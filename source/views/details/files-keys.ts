import {countInside, parentKey} from '../../hooks/file-tree.ts';
import {invertFiles, startFiles, toggleFiles} from '../../hooks/files-choice.ts';
import {openFilter, stepBack} from '../../hooks/screen-state.ts';
import {blockedNow} from '../keys/verb-keys.ts';
import type {Binding, Scene} from '../scene.ts';
import {shiftPriority} from './file-priorities.ts';
import {
	chosenFiles,
	copyPaths,
	filesIn,
	listIn,
	nodeIn,
	renameNode,
	setPriorities,
} from './file-verbs.ts';
import {choiceIn, chooseIn, goTo, listKeys, moveIn, placeIn} from './list-keys.ts';
import {between} from './list-tab.ts';

const rowsIn = (scene: Scene) => listIn(scene).rows;

const allRows = (scene: Scene) => between(rowsIn(scene), 0, rowsIn(scene).length);

/** Why there is nothing to choose. */
const noFiles = (scene: Scene): string | undefined => {
	const seen = scene.details.seen();
	if (seen?.details.files === undefined) return 'The files are not known yet.';
	if (filesIn(scene).length === 0) return 'Its metadata is not here yet: nobody knows its files.';
	return rowsIn(scene).length === 0 ? 'The filter hides all files.' : undefined;
};

const blocked = (scene: Scene): string | undefined => blockedNow(scene) ?? noFiles(scene);

const noFolder = (scene: Scene): string | undefined =>
	noFiles(scene) ?? (nodeIn(scene)?.kind === 'file' ? 'This is a file; folders open.' : undefined);

const setOpen = (scene: Scene, key: string, isOpen: boolean): void => {
	const open = new Set(listIn(scene).open);
	if (isOpen) open.add(key);
	else open.delete(key);
	chooseIn(scene, tabs => ({...tabs, files: {...tabs.files, open}}));
};

const openOrClose = (scene: Scene): void => {
	const node = nodeIn(scene);
	if (node) setOpen(scene, node.key, !listIn(scene).open.has(node.key));
};

/** Opens a folder; of one that is open, goes to the first that it holds. */
const goIn = (scene: Scene): void => {
	const node = nodeIn(scene);
	const {open, tree} = listIn(scene);
	if (node?.kind !== 'folder') return;
	if (!open.has(node.key)) setOpen(scene, node.key, true);
	else if (countInside(tree, node) > 0) moveIn(scene, 'files', rowsIn(scene), 1);
};

/** Closes a folder; of one that is closed, or of a file, goes to what it is in; and then back. */
const goOut = (scene: Scene): void => {
	const node = nodeIn(scene);
	const {open, tree, rows} = listIn(scene);
	if (node?.kind === 'folder' && open.has(node.key)) return setOpen(scene, node.key, false);
	const parent = node && choiceIn(scene).files.filter === '' ? parentKey(tree, node) : undefined;
	if (parent === undefined) return scene.update(stepBack);
	goTo(scene, 'files', rows, parent);
};

const select = (
	scene: Scene,
	change: (selected: ReadonlySet<number>) => ReadonlySet<number>,
): void => {
	const anchor = nodeIn(scene)?.key;
	chooseIn(scene, tabs => ({
		...tabs,
		files: {...tabs.files, selected: change(tabs.files.selected), anchor},
	}));
};

/** The server’s numbers of the files of some rows; each once, though a folder’s are among its rows. */
const indexesOf = (scene: Scene, rows: ReadonlyArray<{places: readonly number[]}>): number[] => {
	const files = filesIn(scene);
	const places = new Set(rows.flatMap(row => [...row.places]));
	return [...places].flatMap(place => files[place]?.index ?? []);
};

const selectOne = (scene: Scene): void => {
	const node = nodeIn(scene);
	if (!node) return;
	select(scene, selected => toggleFiles(selected, indexesOf(scene, [node])));
	moveIn(scene, 'files', rowsIn(scene), 1);
};

/** Of a folder that is open, only what is seen of it. */
const selectRange = (scene: Scene): void => {
	const rows = rowsIn(scene);
	const {anchor} = choiceIn(scene).files;
	const {index} = placeIn(scene, 'files', rows);
	const from = Math.max(0, rows.indexOf(anchor ?? ''));
	const range = between(rows, Math.min(from, index), Math.max(from, index) + 1);
	const {open} = listIn(scene);
	const closed = range.filter(row => row.kind === 'file' || !open.has(row.key));
	const indexes = indexesOf(scene, closed);
	select(scene, selected => new Set([...selected, ...indexes]));
};

const priority = (
	keys: readonly string[],
	label: string,
	next: (priority: number) => number,
	hint?: string,
): Binding => ({
	in: 'details files',
	keys,
	label,
	...(hint === undefined ? {} : {hint}),
	blocked: scene =>
		blocked(scene) ?? (chosenFiles(scene).length === 0 ? 'No file is chosen.' : undefined),
	run: setPriorities(next),
});

/** TABLE: the keys of the files of a torrent. */
export const filesKeys: readonly Binding[] = [
	...listKeys('files', 'file', rowsIn),
	{
		in: 'details files',
		keys: ['enter'],
		label: 'Open or close the folder',
		hint: 'open',
		blocked: noFolder,
		run: openOrClose,
	},
	{
		in: 'details files',
		keys: ['l', 'right'],
		label: 'Into the folder',
		blocked: noFolder,
		run: goIn,
	},
	{in: 'details files', keys: ['h', 'left'], label: 'Out of the folder, and then back', run: goOut},
	{
		in: 'details files',
		keys: ['space'],
		label: 'Select the file, or all in the folder, and go down',
		hint: 'select',
		blocked: noFiles,
		run: selectOne,
	},
	{
		in: 'details files',
		keys: ['v'],
		label: 'Select from the file that was selected last to here',
		blocked: noFiles,
		run: selectRange,
	},
	{
		in: 'details files',
		keys: ['A'],
		label: 'Select all files that are shown, open or not',
		blocked: noFiles,
		run: scene =>
			select(scene, selected => new Set([...selected, ...indexesOf(scene, allRows(scene))])),
	},
	{
		in: 'details files',
		keys: ['i'],
		label: 'Invert the selection of files',
		blocked: noFiles,
		run: scene =>
			select(scene, selected => invertFiles(selected, indexesOf(scene, allRows(scene)))),
	},
	priority(
		['+'],
		'Priority one step up, of files or a whole folder',
		shiftPriority(true),
		'priority up',
	),
	priority(['-'], 'Priority one step down', shiftPriority(false), 'down'),
	priority(['='], 'Priority normal', () => 1),
	priority(['0'], 'Not wanted: it is not downloaded', () => 0, 'skip'),
	{
		in: 'details files',
		keys: ['e'],
		label: 'Rename the file or folder',
		hint: 'rename',
		blocked,
		run: renameNode,
	},
	{
		in: 'details files',
		keys: ['/'],
		label: 'Filter the files while you type',
		hint: 'filter',
		run: scene => {
			chooseIn(scene, tabs => ({...tabs, files: {...tabs.files, position: startFiles.position}}));
			scene.update(openFilter);
		},
	},
	{
		in: 'details files',
		keys: ['y'],
		label: 'Copy the path on the server',
		blocked: noFiles,
		run: copyPaths,
	},
];
