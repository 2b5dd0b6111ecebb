import {describe, expect, it} from 'vitest';
import {
	fileTree,
	foundNodes,
	type Node,
	type Nodes,
	openAtFirst,
	openNodes,
	parentKey,
	pathOf,
	sumsOf,
} from '../../source/hooks/file-tree.ts';
import type {TorrentFile} from '../../source/qbit/details.ts';

const file = (index: number, name: string, more: Partial<TorrentFile> = {}): TorrentFile => ({
	...{index, name, size: 100, progress: 0, priority: 1, availability: -1},
	...more,
});

const filesOf = (...names: string[]): TorrentFile[] => names.map((name, i) => file(i, name));

const allOf = (nodes: Nodes): Node[] =>
	Array.from({length: nodes.length}, (_, i) => nodes.at(i)).filter(node => node !== undefined);

/** "  name/" for a folder, two blanks a level. */
const drawn = (files: readonly TorrentFile[], open: Iterable<string>): string[] =>
	allOf(openNodes(fileTree(files), new Set(open))).map(
		node => '  '.repeat(node.depth) + node.name + (node.kind === 'folder' ? '/' : ''),
	);

describe('the tree of files', () => {
	it('shows what is in open folders, folders first', () => {
		const files = filesOf('T/a.txt', 'T/sub/b.txt', 'T/sub/deep/c.txt', 'T/z.txt');
		expect(drawn(files, [])).toEqual(['T/']);
		expect(drawn(files, ['T/'])).toEqual(['T/', '  sub/', '  a.txt', '  z.txt']);
		// What is open inside a closed folder waits for it.
		expect(drawn(files, ['T/sub/'])).toEqual(['T/']);
		expect(drawn(files, ['T/', 'T/sub/', 'T/sub/deep/'])).toEqual([
			...['T/', '  sub/', '    deep/', '      c.txt', '    b.txt', '  a.txt', '  z.txt'],
		]);
	});

	it('opens the folder that holds everything, and no other', () => {
		expect([...openAtFirst(fileTree(filesOf('T/a', 'T/b/c')))]).toEqual(['T/']);
		expect([...openAtFirst(fileTree(filesOf('T/a', 'b')))]).toEqual([]);
		expect([...openAtFirst(fileTree(filesOf('only.iso')))]).toEqual([]);
		expect(drawn(filesOf('only.iso'), [])).toEqual(['only.iso']);
		expect(drawn([], [])).toEqual([]);
	});

	it('gathers a folder whose files stand apart in the list', () => {
		expect(drawn(filesOf('T/a/1', 'T/b/1', 'T/a/2'), ['T/', 'T/a/'])).toEqual([
			...['T/', '  a/', '    1', '    2', '  b/'],
		]);
	});

	it('keeps apart what hostile names mix up', () => {
		// A file and a folder of one name, two files of one name, names without letters.
		const files = filesOf('T/a', 'T/a/b', 'T/a', 'T/../x', 'T//y', '/z', 'T/__proto__/w', 'T/ab');
		const tree = fileTree(files);
		const rows = openNodes(tree, new Set(['', '/', 'T/', 'T/a/', 'T/../', 'T//']));
		const nodes = allOf(rows);
		expect(nodes.map(({key}) => rows.indexOf(key))).toEqual([...nodes.keys()]);
		expect(new Set(nodes.map(({key}) => key)).size).toBe(nodes.length);
		expect(drawn(files, ['T/', 'T/a/', 'T/../', 'T//', 'T/__proto__/', '/'])).toEqual([
			...['T/', '  a/', '    b', '  ../', '    x', '  /', '    y', '  __proto__/', '    w'],
			...['  a', '  a', '  ab', '/', '  z'],
		]);
	});

	it('10,000 folders in one another are opened and summed without a stack', () => {
		const deep = Array.from({length: 10_000}, () => 'd').join('/');
		const tree = fileTree([file(0, `${deep}/x`, {size: 7})]);
		const open = new Set(Array.from({length: 10_000}, (_, i) => 'd/'.repeat(i + 1)));
		const nodes = allOf(openNodes(tree, open));
		expect(nodes).toHaveLength(10_001);
		expect(nodes.at(-1)).toMatchObject({kind: 'file', name: 'x', depth: 10_000});
		expect(nodes.every(node => sumsOf(tree, node).size === 7)).toBe(true);
	});

	it('sums up what is below a folder; the unwanted does not count as missing', () => {
		const tree = fileTree([
			file(0, 'T/a', {size: 300, progress: 1, priority: 7, availability: 2}),
			file(1, 'T/b', {size: 100, progress: 0, priority: 1, availability: 1}),
			file(2, 'T/c', {size: 600, progress: 0.5, priority: 0, availability: -1}),
			file(3, 'T/d/e', {size: 0, progress: 1, priority: 7}),
		]);
		const [whole, d] = allOf(openNodes(tree, new Set(['T/'])));
		if (!whole || !d) throw new Error('no rows');
		expect(sumsOf(tree, whole)).toEqual({
			...{files: 4, size: 1000, progress: 0.75, priority: undefined, availability: 1.75},
		});
		expect(sumsOf(tree, d)).toEqual({
			...{files: 1, size: 0, progress: 1, priority: 7, availability: -1},
		});
		const unwanted = fileTree([file(0, 'T/a', {progress: 0.5, priority: 0})]);
		const [folder] = allOf(openNodes(unwanted, new Set()));
		expect(folder && sumsOf(unwanted, folder)).toMatchObject({progress: 0.5, priority: 0});
	});

	it('keeps its folders from answer to answer, with the newest sums, until a name changes', () => {
		const first = fileTree(filesOf('T/a', 'T/b/c'));
		const root = openNodes(first, new Set()).at(0);
		const second = fileTree(
			filesOf('T/a', 'T/b/c').map(row => ({...row, progress: 1})),
			first,
		);
		expect(openNodes(second, new Set()).at(0)).toBe(root);
		expect(root && sumsOf(second, root).progress).toBe(1);
		const third = fileTree(filesOf('T/a', 'T/b2/c'), second);
		expect(openNodes(third, new Set()).at(0)).not.toBe(root);
		expect(fileTree(third.files, third)).toBe(third);
	});

	it('knows paths and parents', () => {
		const tree = fileTree(filesOf('T/b/c', 'alone'));
		const [, b, c, alone] = allOf(openNodes(tree, new Set(['T/', 'T/b/'])));
		if (!b || !c || !alone) throw new Error('no rows');
		expect([pathOf(tree, b), parentKey(tree, b)]).toEqual(['T/b', 'T/']);
		expect([pathOf(tree, c), parentKey(tree, c)]).toEqual(['T/b/c', 'T/b/']);
		expect([pathOf(tree, alone), parentKey(tree, alone)]).toEqual(['alone', undefined]);
	});

	it('finds files by a part of their path, whatever the case', () => {
		const tree = fileTree(filesOf('T/Season 1/E1.mkv', 'T/Season 2/E1.mkv', 'T/season.nfo'));
		expect(allOf(foundNodes(tree, 'SEASON 1')).map(({name}) => name)).toEqual([
			'T/Season 1/E1.mkv',
		]);
		expect(allOf(foundNodes(tree, 'e1')).map(({places}) => places)).toEqual([[0], [1]]);
	});
});
