import {hasMetadata, type Item, isRunning} from './item.ts';
import {wander} from './random.ts';
import {nowOf, type World} from './world.ts';

const limited = (speed: number, limit: number): number =>
	Math.floor(limit > 0 ? Math.min(speed, limit) : speed);

const wantedDown = (item: Item, now: number): number => {
	if (item.place === 0 || !isRunning(item) || !hasMetadata(item) || item.bandwidth === 0) return 0;
	const tide = 0.45 + 0.5 * wander(item.key ^ 0xd0, now, 95);
	const ripple = 0.85 + 0.3 * wander(item.key ^ 0xd1, now, 7);
	return limited(item.bandwidth * tide * ripple, item.dlLimit);
};

/** A seed gives now and then, as others come by; who downloads gives a little all the time. */
const wantedUp = (item: Item, now: number): number => {
	if (!isRunning(item) || !hasMetadata(item)) return 0;
	const ripple = 0.6 + 0.8 * wander(item.key ^ 0xe1, now, 11);
	if (item.place > 0)
		return item.bandwidth > 0 ? limited(item.appetite * 0.3 * ripple, item.upLimit) : 0;
	const interest = wander(item.key ^ 0xe0, now, 240) - (item.forced ? 0.5 : 0.78);
	return interest > 0 ? limited(item.appetite * interest * 4.5 * ripple, item.upLimit) : 0;
};

const total = (items: Iterable<Item>, speed: 'dlspeed' | 'upspeed'): number => {
	let sum = 0;
	for (const item of items) sum += item[speed];
	return sum;
};

/** What all get of the speed when the server's own limit is less than the swarms offer. */
const throttle = (items: readonly Item[], speed: 'dlspeed' | 'upspeed', limit: number): void => {
	const sum = total(items, speed);
	if (limit <= 0 || sum <= limit) return;
	for (const item of items) item[speed] = Math.floor((item[speed] * limit) / sum);
};

export const currentLimits = (world: World) => (world.useAlt ? world.altLimits : world.limits);

/** Sets this tick's speeds. */
export const setSpeeds = (world: World): void => {
	const now = nowOf(world);
	const items = [...world.items.values()];
	for (const item of items) {
		const [down, up] = [wantedDown(item, now), wantedUp(item, now)];
		if (down + up + item.dlspeed + item.upspeed > 0) world.stale.add(item);
		item.dlspeed = down;
		item.upspeed = up;
	}
	const limits = currentLimits(world);
	throttle(items, 'dlspeed', limits.dl);
	throttle(items, 'upspeed', limits.up);
};

export const totalSpeeds = (world: World) => ({
	dl: total(world.items.values(), 'dlspeed'),
	up: total(world.items.values(), 'upspeed'),
});
