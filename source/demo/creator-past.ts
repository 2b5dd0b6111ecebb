import {advanceCreator, type CreatorTask} from './creator.ts';
import {type Item, isRunning, totalSize} from './item.ts';
import {hex, mix} from './random.ts';
import {nowOf, type World} from './world.ts';

const folders = (world: World): Item[] =>
	[...world.items.values()].filter(
		item => item.root !== '' && item.place === 0 && !item.move && isRunning(item),
	);

/** A task as someone would have asked for it; nothing is added. */
const taskOf = (world: World, sourcePath: string, more: Partial<CreatorTask>): CreatorTask => ({
	id: hex(32, world.seed, 'task', sourcePath, world.tick).replace(
		/^(.{8})(.{4})(.{4})(.{4})/,
		'$1-$2-$3-$4-',
	),
	...{sourcePath, torrentFilePath: '', pieceSize: 0, isPrivate: false, comment: '', source: ''},
	...{trackers: [''], urlSeeds: [''], format: 'hybrid', ignoreDotfiles: true},
	...{startSeeding: false, addedAt: nowOf(world), startedAt: undefined, finishedAt: undefined},
	...{done: 0, error: '', torrent: undefined},
	...more,
});

/** What others have had made before anybody looked, and what they are having made. */
export const pastTasks = (world: World): void => {
	const [one, two] = folders(world);
	if (!one || !two) return;
	const hour = nowOf(world) - 3600;
	const tasks = [
		taskOf(world, `${one.savePath}/${one.root}`, {
			...{addedAt: hour, startedAt: hour, done: 1, format: 'v1', isPrivate: true},
			trackers: ['https://tracker.example.org/announce'],
		}),
		taskOf(world, `${two.savePath}/${two.root}`, {
			addedAt: hour + 900,
			startedAt: hour + 900,
			done: 1,
		}),
		taskOf(world, '/hdd/films/no longer there', {addedAt: hour + 1800}),
	];
	for (const task of tasks) {
		world.creator.set(task.id, task);
		advanceCreator(world, 0);
		task.finishedAt = task.addedAt + 40;
	}
	const large = folders(world)
		.filter(item => totalSize(item) < 15e9)
		.reduce((a, b) => (totalSize(b) > totalSize(a) ? b : a), one);
	const running = taskOf(world, `${large.savePath}/${large.root}`, {
		...{addedAt: nowOf(world) - 20, startedAt: nowOf(world) - 20, done: 0.25},
		comment: 'made by the demo',
	});
	world.creator.set(running.id, running);
};

/** So many are kept of what is asked for by itself. */
const mostKept = 8;

/** Someone else makes a torrent now and then. */
export const askForOne = (world: World): void => {
	const all = folders(world);
	const item = all[mix(world.seed, world.tick, 'made') % Math.max(1, all.length)];
	if (!item || world.creator.size >= mostKept) return;
	const task = taskOf(world, `${item.savePath}/${item.root}`, {comment: 'made by the demo'});
	world.creator.set(task.id, task);
};
