import {
	type FileTree,
	fileTree,
	foundNodes,
	type Nodes,
	openAtFirst,
	openNodes,
} from '../../hooks/file-tree.ts';
import type {FilesChoice} from '../../hooks/files-choice.ts';
import type {TorrentFile} from '../../qbit/details.ts';

/** The rows of the tab, and the tree that they are of. */
export type FileList = {tree: FileTree; open: ReadonlySet<string>; rows: Nodes};

/**
 * Kept from key to key and from answer to answer, so that neither costs anything that grows with the
 * list: the rows are the same for as long as no name changes, and nothing is opened or filtered.
 */
let kept: (FileList & {filter: string; atFirst: ReadonlySet<string>}) | undefined;

export const fileList = (
	files: readonly TorrentFile[],
	{open: chosen, filter: typed}: Pick<FilesChoice, 'open' | 'filter'>,
): FileList => {
	const tree = fileTree(files, kept?.tree);
	const isSame = kept?.tree.root === tree.root;
	const atFirst = isSame && kept ? kept.atFirst : openAtFirst(tree);
	const open = chosen ?? atFirst;
	const filter = typed.trim();
	const rows =
		kept && isSame && kept.filter === filter && (filter !== '' || kept.open === open)
			? kept.rows
			: filter === ''
				? openNodes(tree, open)
				: foundNodes(tree, filter);
	if (!kept || kept.rows !== rows || kept.tree !== tree || kept.open !== open) {
		kept = {tree, open, rows, filter, atFirst};
	}
	return kept;
};
