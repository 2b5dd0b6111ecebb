import {type Node, pathOf} from '../../hooks/file-tree.ts';
import {renameOpen} from '../../hooks/files-choice.ts';
import {awaitName} from '../../qbit/await-name.ts';
import {batches} from '../../qbit/batches.ts';
import type {Client} from '../../qbit/client.ts';
import {
	renameFile,
	renameFolder,
	restoreFilePriorities,
	setFilePriority,
} from '../../qbit/detail-verbs.ts';
import type {TorrentFile} from '../../qbit/details.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {messageOf} from '../../qbit/message.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {parentOf} from '../../space/paths.ts';
import {firstTaken} from '../../space/taken-names.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {copyLines} from '../copy-lines.ts';
import {count, plural} from '../format.ts';
import {askFor} from '../menus/open.ts';
import type {Scene} from '../scene.ts';
import {type Did, doInside, remark} from './do-inside.ts';
import {type FileList, fileList} from './file-list.ts';
import {priorityWord} from './file-priorities.ts';
import {choiceIn, chooseIn, rowIn} from './list-keys.ts';

/** Numbers of files a call: 30 KB, and a proxy lets them pass. */
const filesAtOnce = 5000;

export const filesIn = (scene: Scene): readonly TorrentFile[] =>
	scene.details.seen()?.details.files ?? [];

export const listIn = (scene: Scene): FileList => fileList(filesIn(scene), choiceIn(scene).files);

export const nodeIn = (scene: Scene): Node | undefined => rowIn(scene, 'files', listIn(scene).rows);

/** The selected files; or the one under the cursor, of a folder all that are below it. */
export const chosenFiles = (scene: Scene): TorrentFile[] => {
	const files = filesIn(scene);
	const {selected} = choiceIn(scene).files;
	if (selected.size > 0) return files.filter(({index}) => selected.has(index));
	return (nodeIn(scene)?.places ?? []).flatMap(place => files[place] ?? []);
};

const longestName = 30;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const shown = (name: string): string => `“${cut(harmless(name), longestName)}”`;

/** "3 files", or the name of the only one. */
const describe = (files: readonly TorrentFile[]): string => {
	const [only] = files;
	return only && files.length === 1 ? shown(nameOf(only.name)) : plural(files.length, 'file');
};

/** @param next the priority that a file of that priority is to have */
export const setPriorities =
	(next: (priority: number) => number) =>
	(scene: Scene): void => {
		const torrent = scene.details.seen()?.torrent;
		const chosen = chosenFiles(scene);
		const files = chosen.filter(({priority}) => next(priority) !== priority);
		if (!torrent || chosen.length === 0) return;
		if (files.length === 0) {
			const words = new Set(chosen.map(({priority}) => priorityWord(priority)));
			return remark(
				scene,
				`Nothing to change: ${describe(chosen)} ${chosen.length === 1 ? 'is' : 'are'} at ${[...words].join(', ')}.`,
			);
		}
		const words = new Set(files.map(({priority}) => priorityWord(next(priority))));
		const what = `Priority ${[...words].join(', ')}: ${describe(files)}`;
		doInside(scene, torrent, what, client => change(client, torrent.hash, what, files, next));
	};

/** What was done before one of the calls failed can be taken back, too. */
const change = async (
	client: Client,
	hash: Hash,
	what: string,
	files: readonly TorrentFile[],
	next: (priority: number) => number,
): Promise<Did> => {
	const done: TorrentFile[] = [];
	let problem: string | undefined;
	try {
		for (const [priority, group] of Map.groupBy(files, file => next(file.priority))) {
			for (const batch of batches(group, filesAtOnce)) {
				await setFilePriority(
					client,
					hash,
					batch.map(({index}) => index),
					priority,
				);
				done.push(...batch);
			}
		}
	} catch (error) {
		if (done.length === 0) throw error;
		problem = messageOf(error);
	}
	const undo = {
		label:
			problem === undefined ? what.toLowerCase() : `priority of ${plural(done.length, 'file')}`,
		run: async (client: Client) => {
			for (const batch of batches(done, filesAtOnce)) {
				await restoreFilePriorities(client, hash, batch);
			}
		},
	};
	if (problem === undefined) return {text: what, undo};
	const part = `${count(done.length)} of ${plural(files.length, 'file')}`;
	return {text: `Priority: ${part}, then: ${problem}`, look: 'bad', undo};
};

/** Why a file or folder can’t be called so. */
const wrongName = (name: string): string | undefined => {
	if (name === '' || name === '.' || name === '..') return 'That is no name.';
	return name.includes('/') ? 'A name has no slash.' : undefined;
};

export const renameNode = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const node = nodeIn(scene);
	if (!torrent || !node) return;
	const list = listIn(scene);
	const path = pathOf(list.tree, node);
	const before = nameOf(path);
	askFor(scene, node.kind === 'file' ? 'Name of the file' : 'Name of the folder', before, name => {
		const problem = wrongName(name);
		if (problem === undefined && name !== before) {
			renameTo(scene, torrent, node, path, path.slice(0, path.length - before.length) + name);
		}
		return problem;
	});
};

const renameTo = (
	scene: Scene,
	torrent: Torrent,
	{kind, places}: Node,
	from: string,
	to: string,
): void => {
	const {hash} = torrent;
	const index = filesIn(scene)[places[0] ?? -1]?.index ?? 0;
	const rename = async (client: Client, old: string, now: string): Promise<boolean> => {
		const known = scene.engine.mirror.store.get().maindata.torrents.get(hash) ?? torrent;
		await refuseTaken(client, known, old, now);
		await (kind === 'file' ? renameFile : renameFolder)(client, hash, old, now);
		follow(old, now);
		return awaitName(client, hash, index, name =>
			kind === 'file' ? name === now : name.startsWith(`${now}/`),
		);
	};
	const follow = (old: string, now: string): void => {
		if (kind === 'file') return;
		chooseIn(scene, tabs => {
			const open = renameOpen(listIn(scene).open, `${old}/`, `${now}/`);
			return {...tabs, files: {...tabs.files, open}};
		});
	};
	const what = `Rename ${shown(nameOf(from))}`;
	doInside(scene, torrent, what, async client => {
		if (!(await rename(client, from, to))) return {text: `${what}: ${notYet}`, look: 'warning'};
		return {
			text: `${what}: it is ${shown(nameOf(to))} now`,
			undo: {
				label: `name ${shown(nameOf(to))}`,
				run: async client => {
					if (!(await rename(client, to, from))) throw new Error(notYet);
				},
			},
		};
	});
};

/** @throws Error when something else has a name that a file would get, and would be lost */
const refuseTaken = async (
	client: Client,
	torrent: Torrent,
	old: string,
	now: string,
): Promise<void> => {
	const files = await client.ask(endpoints.files, {hash: torrent.hash});
	const renamed = files.filter(({name}) => name === old || name.startsWith(`${old}/`));
	const [first] = renamed;
	if (!first) return;
	const whole = pathOnServer(torrent, files, first.name);
	const base = whole.slice(0, whole.length - first.name.length);
	// The folder that has the new name is that which has the old one.
	const taken = await firstTaken(
		client,
		parentOf(base + now),
		renamed.map(({name}) => base + now + name.slice(old.length)),
	);
	if (taken === undefined) return;
	throw new Error(`${harmless(taken)} is there already, and qBittorrent would write over it.`);
};

const notYet = 'The server has not done it yet; if it can’t, its log says why.';

/**
 * Where a path of the torrent lies on the server. What the server tells as the torrent’s own path is
 * that of its only file, or of the folder that holds everything, or of what these would lie in. It
 * tells where they are now, and not where they are to be in the end.
 */
export const pathOnServer = (
	{content_path, save_path}: Pick<Torrent, 'content_path' | 'save_path'>,
	files: readonly TorrentFile[],
	path: string,
): string => {
	const content = content_path || save_path;
	const separator = content.includes('/') ? '/' : '\\';
	const [only] = files;
	if (only && files.length === 1 && content_path !== '') {
		const above = content.slice(0, content.length - only.name.length);
		return above + path.replaceAll('/', separator);
	}
	const root = `${path.split('/')[0]}/`;
	const hasRoot = files.every(({name}) => name.startsWith(root));
	const below = hasRoot ? path.slice(root.length) : path;
	if (below === '') return content;
	const base = content.endsWith(separator) ? content : content + separator;
	return base + below.replaceAll('/', separator);
};

/** The paths of what is chosen, one a line. */
export const copyPaths = (scene: Scene): void => {
	const torrent = scene.details.seen()?.torrent;
	const node = nodeIn(scene);
	if (!torrent || !node) return;
	const {tree} = listIn(scene);
	const {selected} = choiceIn(scene).files;
	const paths = selected.size > 0 ? chosenFiles(scene).map(({name}) => name) : [pathOf(tree, node)];
	const lines = paths.map(path => pathOnServer(torrent, tree.files, path));
	copyLines(scene, lines.length === 1 ? 'path' : plural(lines.length, 'path'), lines);
};
