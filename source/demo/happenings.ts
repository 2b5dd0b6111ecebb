import {arrivals} from './arrivals.ts';
import {startCheck} from './checks.ts';
import {fromCatalogue} from './create.ts';
import {askForOne} from './creator-past.ts';
import {incoming, join} from './disks.ts';
import {type Item, isRunning, totalSize} from './item.ts';
import {note} from './log.ts';
import {queueOf} from './queue.ts';
import {mix, pick} from './random.ts';
import {statusOf} from './trackers.ts';
import {addItem, removeItem} from './verbs.ts';
import {free, nowOf, type World} from './world.ts';

/** How many of the new ones are kept before the oldest goes. */
const KEEP = 24;

const seedsOf = (world: World): Item[] =>
	[...world.items.values()].filter(item => item.place === 0 && isRunning(item));

const one = (world: World, items: readonly Item[]): Item | undefined =>
	items[mix(world.seed, world.tick) % Math.max(1, items.length)];

/** Waiting enough already, or no room: nothing is added. */
const isFull = (world: World): boolean => queueOf(world).length > 45 || free(world, '/ssd') < 20e9;

const arrive = (world: World): void => {
	const [first, ...rest] = arrivals;
	if (!first || isFull(world)) return;
	const series = pick([first, ...rest], world.seed, world.tick, 'arrival');
	const date = new Date(nowOf(world) * 1000).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
	const name = series.names.replace('{date}', date);
	const item = fromCatalogue(world.seed, series, name, nowOf(world));
	if (world.items.has(item.hash)) return;
	item.savePath = join(incoming, series.category);
	item.tags.add('ssd').add('feed');
	addItem(world, item);
};

/** Few downloads would make a dull demo. */
const keepBusy = (world: World): void => {
	if (queueOf(world).filter(item => isRunning(item) && item.bandwidth > 0).length < 8)
		arrive(world);
};

const clean = (world: World): void => {
	const old = [...world.items.values()]
		.filter(item => item.tags.has('feed') && item.place === 0 && !item.move)
		.sort((a, b) => b.addedAt - a.addedAt);
	for (const item of old.slice(KEEP)) {
		note(world, `Torrent reached the share ratio limit. Torrent: "${item.name}"`);
		removeItem(world, item);
	}
};

const check = (world: World): void => {
	const item = one(
		world,
		seedsOf(world).filter(seed => totalSize(seed) > 2e9),
	);
	if (item && totalSize(item) < 30e9) startCheck(world, item);
};

/** A tracker loses its mind for a while, and another one comes to its senses. */
const trouble = (world: World): void => {
	const isWell = (item: Item) => item.trackers.every(t => statusOf(item, t).status === 2);
	const seeds = seedsOf(world);
	const ill = one(
		world,
		seeds.filter(item => !isWell(item)),
	);
	const well = one(world, seeds.filter(isWell));
	for (const tracker of ill?.trackers ?? []) tracker.health = 'working';
	for (const tracker of well?.trackers ?? []) tracker.health = 'unreachable';
	for (const item of [ill, well]) if (item) world.stale.add(item);
};

/** TABLE: what happens by itself; `every` in seconds. */
const happenings: ReadonlyArray<{every: number; run: (world: World) => void}> = [
	{every: 240, run: arrive},
	{every: 60, run: keepBusy},
	{every: 90, run: clean},
	{every: 150, run: askForOne},
	{every: 660, run: trouble},
	{every: 900, run: check},
];

/** Runs what became due in the last `seconds`. */
export const happen = (world: World, seconds: number): void => {
	const now = nowOf(world) - world.startedAt;
	for (const {every, run} of happenings)
		if (Math.floor(now / every) !== Math.floor((now - seconds) / every)) run(world);
};
