import {
	type Answer,
	type Call,
	done,
	integer,
	json,
	list,
	one,
	oneWithFiles,
	param,
	type Route,
	refuse,
} from './http.ts';
import {type File, hasMetadata, type Item, isComplete} from './item.ts';
import {requeue} from './queue.ts';

const priorities = [0, 1, 6, 7];

/** `torrents/files`: [] without metadata. */
export const filesOf = (item: Item) => {
	if (!hasMetadata(item)) return [];
	let offset = 0;
	return item.files.map((file, index) => {
		const first = Math.floor(offset / item.pieceSize);
		offset += file.size;
		const last = Math.max(first, Math.floor((offset - 1) / item.pieceSize));
		const progress = (file.have / Math.max(1, file.size)) * (item.check?.done ?? 1);
		return {
			availability: isComplete(item) ? 1 : Math.max(progress, item.seeds > 0 ? 1 : 0),
			index,
			...(index === 0 ? {is_seed: isComplete(item)} : {}),
			name: file.name,
			piece_range: [first, last],
			priority: file.priority,
			progress,
			size: file.size,
		};
	});
};

const files = (item: Item, call: Call): Answer => {
	const all = filesOf(item);
	const indexes = list(call, 'indexes', '|');
	if (indexes.length === 0) return json(all);
	const picked = indexes.flatMap(index => all[Number(index)] ?? []);
	return picked.length === indexes.length ? json(picked) : refuse(409);
};

const filePrio = (item: Item, call: Call): Answer => {
	const priority = integer(call, 'priority');
	if (priority === undefined || !priorities.includes(priority))
		return refuse(400, 'Priority must be an integer');
	const ids = list(call, 'id', '|');
	if (!ids.every(id => /^\d+$/.test(id))) return refuse(400, 'File IDs must be integers');
	const picked = ids.flatMap(id => item.files[Number(id)] ?? []);
	if (picked.length < ids.length) return refuse(409, 'File ID is not valid');
	for (const file of picked) file.priority = priority;
	requeue(call.world, item);
	return done;
};

const isName = (path: string): boolean =>
	path !== '' && !path.startsWith('/') && !path.split('/').includes('..');

const renamed = (
	item: Item,
	call: Call,
	isMeant: (file: File, oldPath: string) => boolean,
): Answer => {
	const [oldPath, newPath] = [param(call, 'oldPath'), param(call, 'newPath')];
	const taken = item.files.some(
		file => file.name === newPath || file.name.startsWith(`${newPath}/`),
	);
	const found = item.files.filter(file => isMeant(file, oldPath));
	if (!isName(newPath) || taken || found.length === 0) return refuse(409);
	for (const file of found) file.name = newPath + file.name.slice(oldPath.length);
	if (item.root === oldPath) item.root = newPath;
	call.world.stale.add(item);
	return done;
};

const renaming = ['hash', 'oldPath', 'newPath'] as const;

/** TABLE: the files of one torrent. */
export const fileRoutes: readonly Route[] = [
	{path: 'torrents/files', method: 'GET', needs: ['hash'], run: one(files)},
	{
		path: 'torrents/filePrio',
		method: 'POST',
		needs: ['hash', 'id', 'priority'],
		run: oneWithFiles(filePrio),
	},
	{
		path: 'torrents/renameFile',
		method: 'POST',
		needs: renaming,
		run: one((item, call) => renamed(item, call, (file, old) => file.name === old)),
	},
	{
		path: 'torrents/renameFolder',
		method: 'POST',
		needs: renaming,
		run: one((item, call) => renamed(item, call, (file, old) => file.name.startsWith(`${old}/`))),
	},
];
