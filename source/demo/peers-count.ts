import {type Item, isComplete, isRunning} from './item.ts';
import {wander} from './random.ts';

export type Counts = {seeds: number; leeches: number};

/** Connected peers, out of the swarm's; they come and go over minutes, not ticks. */
export const connected = (item: Item, now: number): Counts => {
	if (!isRunning(item) || item.metadataIn > 0) return {seeds: 0, leeches: 0};
	const coarse = Math.floor(now / 15) * 15;
	const share = 0.25 + 0.6 * wander(item.key ^ 0x51, coarse, 240);
	const seeds = isComplete(item) ? 0 : Math.min(60, Math.ceil(item.seeds * share));
	const busy = item.upspeed > 0 ? 1 : 0;
	const leeches = Math.min(40, Math.floor(item.leeches * share * 0.3));
	return {
		seeds: item.dlspeed > 0 ? Math.max(1, seeds) : seeds,
		leeches: Math.max(busy, leeches),
	};
};
