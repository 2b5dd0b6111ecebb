import {hasBegun} from './preconditions.ts';
import {isOutstanding, type Job} from './shape.ts';

const minute = 60_000;
/** A job gains one step of priority for each half hour that it waits, and ten at most. */
const agingEvery = 30 * minute;
const agingMost = 10;

/**
 * The job that may send the next move: one at a time, as the server has one queue and forgets it.
 * Jobs that are blocked are not in the row, so that none waits behind them.
 */
export const whoseTurn = (
	jobs: readonly Job[],
	world: {now: number /** The disk is so full that space goes first. */; critical: boolean},
): Job | undefined => {
	if (jobs.some(isOutstanding)) return undefined;
	const row = jobs.filter(({state}) => state === 'READY');
	return row.reduce<Job | undefined>(
		(first, job) => (first && compare(first, job, world) <= 0 ? first : job),
		undefined,
	);
};

type World = {now: number; critical: boolean};

const compare = (a: Job, b: Job, world: World): number =>
	// The rest of a group follows at once.
	Number(hasBegun(b)) - Number(hasBegun(a)) ||
	(world.critical ? Number(b.kind === 'space') - Number(a.kind === 'space') : 0) ||
	rank(b, world) - rank(a, world) ||
	Number(a.kind === 'space') - Number(b.kind === 'space') ||
	a.createdAt - b.createdAt ||
	(a.id < b.id ? -1 : 1);

const rank = ({priority, createdAt}: Job, {now}: World): number =>
	priority + Math.min(agingMost, Math.max(0, Math.floor((now - createdAt) / agingEvery)));
