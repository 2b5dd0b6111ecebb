import {hasMetadata, type Item, isComplete, onDisk} from './item.ts';
import {requeue} from './queue.ts';
import type {World} from './world.ts';

const RATE = 650e6;

/** `recheck`: a stopped torrent is stopped again afterwards. */
export const startCheck = (world: World, item: Item): void => {
	if (!hasMetadata(item) || item.check) return;
	if (item.fault === 'missingFiles') for (const file of item.files) file.have = 0;
	item.fault = undefined;
	item.check = {done: 0, thenStop: item.stopped};
	item.stopped = false;
	item.dlspeed = 0;
	item.upspeed = 0;
	world.stale.add(item);
};

const end = (world: World, item: Item): void => {
	if (item.check?.thenStop) item.stopped = true;
	item.check = undefined;
	if (!isComplete(item)) item.completedAt = -1;
	requeue(world, item);
};

/** One torrent is checked at a time; the others wait, and look as if they were checked too. */
export const advanceChecks = (world: World, seconds: number): void => {
	const item = [...world.items.values()].find(other => other.check && !other.move);
	if (!item?.check) return;
	const takes = Math.min(60, Math.max(4, onDisk(item) / RATE));
	item.check.done = Math.min(1, item.check.done + seconds / takes);
	world.stale.add(item);
	if (item.check.done >= 1) end(world, item);
};
