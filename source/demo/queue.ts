import {type Item, isComplete, isWilling} from './item.ts';
import {settingOf} from './preferences.ts';
import type {World} from './world.ts';

/** The incomplete ones, in the order of the server's queue. */
export const queueOf = (world: World): Item[] =>
	[...world.items.values()].filter(item => item.place > 0).sort((a, b) => a.place - b.place);

/** Numbers the queue from 1, without gaps. */
export const renumber = (world: World, order: readonly Item[] = queueOf(world)): void => {
	for (const [index, item] of order.entries()) {
		if (item.place === index + 1) continue;
		item.place = index + 1;
		world.stale.add(item);
	}
};

/** Into the queue's end or out of it, by whether something is still missing. */
export const requeue = (world: World, item: Item): void => {
	if (isComplete(item)) item.place = 0;
	else if (item.place === 0) item.place = world.items.size + 1;
	renumber(world);
	world.stale.add(item);
};

const setQueued = (world: World, item: Item, queued: boolean): void => {
	if (item.queued === queued) return;
	item.queued = queued;
	world.stale.add(item);
};

const grant = (world: World, items: readonly Item[], slots: number): void => {
	let taken = 0;
	for (const item of items) {
		const waits = isWilling(item) && !item.forced;
		const over = settingOf(world, 'queueing_enabled') === true && taken >= slots;
		setQueued(world, item, waits && over);
		if (waits && !over) taken++;
	}
};

const slots = (world: World, name: string): number => {
	const value = Number(settingOf(world, name));
	return value < 0 ? Number.POSITIVE_INFINITY : value;
};

/** Decides who runs and who waits: downloads by their place, seeds by how recent they are. */
export const takeTurns = (world: World): void => {
	grant(world, queueOf(world), slots(world, 'max_active_downloads'));
	const seeds = [...world.items.values()].filter(item => item.place === 0);
	seeds.sort((a, b) => b.completedAt - a.completedAt || a.key - b.key);
	grant(world, seeds, slots(world, 'max_active_uploads'));
};

/** TABLE: where the chosen ones go. */
export const prioVerbs: Record<string, (chosen: Item[], order: Item[]) => Item[]> = {
	topPrio: (chosen, order) => [...chosen, ...order.filter(item => !chosen.includes(item))],
	bottomPrio: (chosen, order) => [...order.filter(item => !chosen.includes(item)), ...chosen],
	increasePrio: (chosen, order) => shift(chosen, order),
	decreasePrio: (chosen, order) => shift(chosen, [...order].reverse()).reverse(),
};

const shift = (chosen: Item[], order: Item[]): Item[] => {
	const result = [...order];
	for (let i = 1; i < result.length; i++) {
		const [before, item] = [result[i - 1], result[i]];
		if (!before || !item || !chosen.includes(item) || chosen.includes(before)) continue;
		result[i - 1] = item;
		result[i] = before;
	}
	return result;
};
