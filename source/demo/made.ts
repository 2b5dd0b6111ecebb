import {idOf} from '../qbit/identity.ts';
import {readTorrentFile} from '../qbit/torrent-file.ts';
import {newItem} from './create.ts';
import type {CreatorTask} from './creator.ts';
import {contentAt} from './directory.ts';
import {type Item, receive, type Tracker, totalSize} from './item.ts';
import {hex, mix} from './random.ts';
import {writeTorrent} from './torrent-file.ts';
import {nowOf, type World} from './world.ts';

/** The torrent of what is at the task's path: seeded from where it is, once it is added. */
export const makeTorrent = (world: World, task: CreatorTask): {item: Item; file: Uint8Array} => {
	const content = contentAt(world, task.sourcePath);
	const name = task.sourcePath.slice(task.sourcePath.lastIndexOf('/') + 1);
	const isFile = content.length === 1 && content[0]?.path === task.sourcePath;
	const above = task.sourcePath.length - name.length;
	const files = content.map(({path, size}) => ({
		name: path.slice(above),
		size,
		have: 0,
		priority: 1,
	}));
	const item = newItem({
		hash: hex(40, world.seed, 'made', task.id),
		key: mix(task.id),
		name,
		files,
		root: isFile ? '' : name,
		pieceSize: task.pieceSize,
		private: task.isPrivate,
		comment: task.comment,
		createdBy: 'qBittorrent v5.3.0',
		createdAt: nowOf(world),
		savePath: task.sourcePath.slice(0, Math.max(1, above - 1)),
		trackers: trackersOf(task),
		webSeeds: task.urlSeeds.filter(url => url !== ''),
		seeds: 0,
		leeches: 3,
		addedAt: nowOf(world),
		completedAt: nowOf(world),
	});
	receive(item, totalSize(item));
	const file = writeTorrent(item, task.format);
	const identity = readTorrentFile(file);
	return {item: identity ? {...item, hash: idOf(identity)} : item, file};
};

/** An empty one stands between two tiers. */
const trackersOf = ({trackers}: CreatorTask): Tracker[] =>
	trackers.flatMap((url, i): Tracker[] => {
		const tier = trackers.slice(0, i).filter(before => before === '').length;
		return url === '' ? [] : [{url, tier, health: 'working'}];
	});
