import {diskOf} from './disks.ts';
import {type Item, onDisk} from './item.ts';
import {note} from './log.ts';
import {renumber, requeue} from './queue.ts';
import type {World} from './world.ts';

/** What can be done to torrents, by a client or by themselves. */
export const addItem = (world: World, item: Item): void => {
	world.items.set(item.hash, item);
	for (const tag of item.tags) world.tags.add(tag);
	requeue(world, item);
	note(world, `Added new torrent. Torrent: "${item.name}"`);
};

export const removeItem = (world: World, item: Item): void => {
	world.items.delete(item.hash);
	world.moves = world.moves.filter(other => other !== item);
	renumber(world);
	note(world, `Torrent removed. Torrent: "${item.name}"`);
};

/** Removes it with its files, or leaves those on their disk, where nobody knows them any more. */
export const erase = (world: World, item: Item, files: boolean): void => {
	const disk = diskOf(item.savePath);
	if (!files && disk) world.capacity[disk] -= onDisk(item);
	removeItem(world, item);
};

export const stop = (world: World, item: Item): void => {
	if (item.check) item.check.thenStop = true;
	else item.stopped = true;
	item.forced = false;
	settle(world, item);
};

/** Starts it; one with missing files stays as it is until it is checked. */
export const start = (world: World, item: Item, forced = false): void => {
	if (item.fault === 'error') item.fault = undefined;
	if (item.check) item.check.thenStop = false;
	item.stopped = false;
	item.forced = forced;
	settle(world, item);
};

/** Speeds are known again at the next tick. */
const settle = (world: World, item: Item): void => {
	item.dlspeed = 0;
	item.upspeed = 0;
	world.stale.add(item);
};
