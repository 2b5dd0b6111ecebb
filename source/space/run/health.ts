import type {DurableStore} from '../store/shape.ts';

/** Whether the queue goes on, and can be stored. */
export type Health = {
	/** The loop goes round once more. */
	beat: () => void;
	/** Why nothing can be stored now, or nothing moves on; undefined: all is well. */
	trouble: () => string | undefined;
};

const probeEvery = 5000;
/** A look at the world may wait for many answers, but not for so long. */
const stuckAfter = 5 * 60_000;

/** @param ticks milliseconds, never back */
export const watchHealth = (
	durable: Pick<DurableStore, 'failure' | 'commit'>,
	clock: {now: () => number; ticks: () => number},
): Health => {
	let beatAt = clock.ticks();
	let probedAt = Number.NEGATIVE_INFINITY;

	/** What could not be written once is known to work again only when something is written. */
	const probe = (): void => {
		if (!durable.failure() || clock.ticks() - probedAt < probeEvery) return;
		probedAt = clock.ticks();
		try {
			const audit = [{actor: 'store', action: 'can be written again'}] as const;
			durable.commit({audit, at: clock.now()});
		} catch {
			// Still not: `failure` says why.
		}
	};

	return {
		beat: () => {
			beatAt = clock.ticks();
		},
		trouble: () => {
			probe();
			const isStuck = clock.ticks() - beatAt > stuckAfter;
			return durable.failure()?.message ?? (isStuck ? 'The queue has not moved on.' : undefined);
		},
	};
};
