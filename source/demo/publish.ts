import {serverState} from './server-state.ts';
import {toWire} from './wire.ts';
import {nowOf, type World} from './world.ts';

/**
 * The old one if nothing in it changed, so that "the same object" means "no news". Both were made
 * by the same function: their fields stand in the same order.
 */
const keepSame = <Value extends object>(before: Value | undefined, after: Value): Value => {
	if (!before) return after;
	const old = Object.values(before);
	return Object.values(after).every((value, n) => value === old[n]) ? before : after;
};

/** Brings what the API says up to what is true. */
export const publish = (world: World): void => {
	const {torrents} = world.published;
	const now = nowOf(world);
	for (const item of world.stale) {
		if (world.items.get(item.hash) !== item) continue;
		torrents.set(item.hash, keepSame(torrents.get(item.hash), toWire(item, now)));
	}
	world.stale.clear();
	for (const hash of torrents.keys()) if (!world.items.has(hash)) torrents.delete(hash);
	world.published.state = keepSame(world.published.state, serverState(world));
};
