import {advanceChecks} from './checks.ts';
import {advanceCreator} from './creator.ts';
import {flow} from './flow.ts';
import {happen} from './happenings.ts';
import {advanceMoves} from './moves.ts';
import {publish} from './publish.ts';
import {takeTurns} from './queue.ts';
import {obeyShareLimits} from './share-limits.ts';
import {setSpeeds} from './speeds.ts';
import {TICK, type World} from './world.ts';

/** Ticks; after more than that nobody can tell whether it was lived through in larger steps. */
const LONG = 400;
const STRIDE = 40;

/** Even an idle torrent is told anew once a minute: its times have gone on. */
const refresh = (world: World): void => {
	for (const item of world.items.values())
		if ((world.tick + item.key) % STRIDE === 0) world.stale.add(item);
};

const step = (world: World, ticks: number): void => {
	const seconds = (ticks * TICK) / 1000;
	world.tick += ticks;
	takeTurns(world);
	setSpeeds(world);
	for (const item of world.items.values()) flow(world, item, seconds);
	advanceMoves(world, seconds);
	advanceChecks(world, seconds);
	advanceCreator(world, seconds);
	obeyShareLimits(world);
	happen(world, seconds);
	refresh(world);
};

/** Lives on until `now` (milliseconds): whole ticks only, and nothing between them. */
export const advance = (world: World, now: number): void => {
	const target = Math.floor(now / TICK);
	if (world.tick >= target) return;
	while (world.tick < target) {
		const left = target - world.tick;
		step(world, left > LONG ? STRIDE : 1);
	}
	publish(world);
};
