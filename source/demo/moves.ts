import {startCheck} from './checks.ts';
import {diskOf} from './disks.ts';
import {hasMetadata, type Item, onDisk} from './item.ts';
import {note} from './log.ts';
import {free, type World} from './world.ts';

/** Bytes a second, as a large disk writes them. */
const RATE = 220e6;

/** How much of it is at the target when there is no more room. */
export const COPIED = 0.4;

/** A copy to the other disk takes its time; within one disk it is a rename. */
const secondsFor = (item: Item, to: string): number =>
	diskOf(item.savePath) === diskOf(to) ? 1 : Math.min(90, Math.max(4, onDisk(item) / RATE));

const fits = (world: World, item: Item, to: string): boolean => {
	const disk = diskOf(to);
	return disk === undefined || disk === diskOf(item.savePath) || onDisk(item) <= free(world, disk);
};

/** `setLocation`: queued, never done at once. Nothing to move without metadata or to the same place. */
export const startMove = (world: World, item: Item, to: string): void => {
	if (item.savePath === to || item.move?.to === to) return;
	world.stale.add(item);
	if (!hasMetadata(item)) {
		item.savePath = to;
		return;
	}
	if (world.moves[0] !== item) world.moves = world.moves.filter(other => other !== item);
	if (!world.moves.includes(item)) world.moves.push(item);
	item.move = {to, done: 0, room: undefined};
	const paths = `Source: "${item.savePath}". Destination: "${to}"`;
	note(world, `Enqueued torrent move. Torrent: "${item.name}". ${paths}`);
};

const end = (world: World, item: Item): void => {
	world.moves = world.moves.filter(other => other !== item);
	item.move = undefined;
	world.stale.add(item);
};

const fail = (world: World, item: Item, to: string): void => {
	item.leftovers.add(to);
	note(world, moveFailed(item, to), 'warning');
	end(world, item);
};

export const moveFailed = ({name, savePath}: Item, to: string): string => {
	const paths = `Source: "${savePath}". Destination: "${to}"`;
	return `Failed to move torrent. Torrent: "${name}". ${paths}. Reason: "No space left on device"`;
};

/** Files that a failed move left at the target win, torn as they are: a real server does that. */
const keepLeftovers = (world: World, item: Item): void => {
	for (const file of item.files) file.have = Math.floor(file.have * 0.35);
	startCheck(world, item);
};

const arrive = (world: World, item: Item, to: string): void => {
	item.savePath = to;
	end(world, item);
	note(world, `Moved torrent successfully. Torrent: "${item.name}". Destination: "${to}"`);
	if (item.leftovers.delete(to)) keepLeftovers(world, item);
};

/** Moves go one at a time, for the whole server. */
export const advanceMoves = (world: World, seconds: number): void => {
	const [item] = world.moves;
	if (!item?.move) return;
	const {move} = item;
	// Asked once, before what is being copied takes room at the target itself.
	move.room ??= fits(world, item, move.to);
	move.done = Math.min(1, move.done + seconds / secondsFor(item, move.to));
	if (!move.room && move.done > COPIED) fail(world, item, move.to);
	else if (move.done >= 1) arrive(world, item, move.to);
};
