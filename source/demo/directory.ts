import {tidy} from './disks.ts';
import {type Answer, type Call, flag, json, param, refuse} from './http.ts';
import {COPIED} from './moves.ts';
import type {World} from './world.ts';

type Entry = {name: string; path: string; type: 'file' | 'dir'; size: number};

/** Every file on the disks with what is there of it, at both ends of a move and where one failed. */
const filesOf = function* (world: World, near = '/'): Generator<{path: string; size: number}> {
	for (const item of world.items.values()) {
		const folders = [item.savePath, ...(item.move ? [item.move.to] : []), ...item.leftovers];
		if (!folders.some(folder => isNear(folder, near))) continue;
		for (const file of item.files) {
			if (file.have === 0) continue;
			yield {path: `${item.savePath}/${file.name}`, size: file.size};
			if (item.move && item.move.done > 0)
				yield {
					path: `${item.move.to}/${file.name}`,
					size: Math.floor(file.have * item.move.done),
				};
			for (const to of item.leftovers)
				yield {path: `${to}/${file.name}`, size: Math.floor(file.have * COPIED)};
		}
	}
};

/** One of the two is within the other, or may be: what lies elsewhere need not be looked through. */
const isNear = (folder: string, path: string): boolean =>
	folder.startsWith(path) || path.startsWith(folder);

/** The files at or below a path. */
export const contentAt = (world: World, path: string): Array<{path: string; size: number}> =>
	[...filesOf(world, path)].filter(file => file.path === path || file.path.startsWith(`${path}/`));

const entriesOf = (world: World, folder: string): Map<string, Entry> => {
	const entries = new Map<string, Entry>();
	const prefix = folder === '/' ? '/' : `${folder}/`;
	for (const {path, size} of filesOf(world)) {
		if (!path.startsWith(prefix)) continue;
		const [name = '', ...deeper] = path.slice(prefix.length).split('/');
		entries.set(name, {
			...{name, path: `${prefix}${name}`},
			type: deeper.length > 0 ? 'dir' : 'file',
			size: deeper.length > 0 ? 0 : size,
		});
	}
	return entries;
};

const wants: Record<string, (entry: Entry) => boolean> = {
	all: () => true,
	dirs: entry => entry.type === 'dir',
	files: entry => entry.type === 'file',
};

/** `app/getDirectoryContent`: the disks hold what the torrents have put there, and nothing else. */
export const directory = (call: Call): Answer => {
	const path = param(call, 'dirPath');
	const wanted = wants[param(call, 'mode') || 'all'];
	if (!path.startsWith('/') || !wanted) return refuse(400);
	const entries = [...entriesOf(call.world, tidy(path)).values()];
	if (entries.length === 0) return refuse(404);
	const found = entries.filter(wanted);
	if (!flag(call, 'withMetadata')) return json(found.map(entry => entry.path));
	const at = call.world.startedAt;
	return json(
		found.map(({name, type, size}) => ({
			...{name, type, ...(type === 'file' && {size})},
			creation_date: at,
			last_access_date: at,
			last_modification_date: at,
		})),
	);
};
