import {ratioOf} from './amounts.ts';
import {type Item, isRunning} from './item.ts';
import {note} from './log.ts';
import {removeItem, stop} from './verbs.ts';
import type {World} from './world.ts';

const reached = (item: Item): boolean[] => {
	const limits = [
		{limit: item.ratioLimit, value: ratioOf(item)},
		{limit: item.seedingTimeLimit, value: item.seedingFor / 60},
	];
	return limits.filter(({limit}) => limit >= 0).map(({limit, value}) => value >= limit);
};

const isOver = (item: Item): boolean => {
	const each = reached(item);
	if (each.length === 0) return false;
	return item.shareMode === 'MatchAll' ? each.every(Boolean) : each.some(Boolean);
};

/** TABLE: what the server does with a seed that has given enough. */
const actions: Record<string, (world: World, item: Item) => void> = {
	Default: stop,
	Stop: stop,
	Remove: removeItem,
	RemoveWithContent: removeItem,
	EnableSuperSeeding: (world, item) => {
		item.superSeeding = true;
		world.stale.add(item);
	},
};

export const obeyShareLimits = (world: World): void => {
	for (const item of world.items.values()) {
		if (item.place > 0 || item.superSeeding || item.forced) continue;
		if (!isRunning(item) || !isOver(item)) continue;
		note(world, `Torrent reached the share ratio limit. Torrent: "${item.name}"`);
		actions[item.shareAction]?.(world, item);
	}
};
