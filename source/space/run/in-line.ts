import {isBefore, isOutstanding, type Job} from '../job/shape.ts';
import {whoseTurn} from '../job/whose-turn.ts';

/** So many at most before it is asked anew whose turn it is. */
const most = 20;

/**
 * The jobs that are looked at now: what is under way first, then the one whose turn it is, and then
 * those that have waited longest for a look. None waits for all others, however many there are.
 */
export const inLine = (
	jobs: readonly Job[],
	world: {
		/** ms since 1970 */
		now: number;
		critical: boolean;
		/** ms of a clock that never jumps */
		ticks: number;
		/** By job, on that clock; absent: at once. */
		due: ReadonlyMap<string, number>;
	},
): Job[] => {
	const turn = whoseTurn(jobs, world)?.id;
	const isBusy = jobs.some(isOutstanding);
	const dueAt = ({id}: Job): number => world.due.get(id) ?? 0;
	const rank = (job: Job): number => (!isIdle(job) ? 0 : job.id === turn ? 1 : 2);
	return (
		jobs
			.filter(job => dueAt(job) <= world.ticks)
			// While one is with the server, none of the others can begin.
			.filter(({state}) => !isBusy || (state !== 'READY' && state !== 'BLOCKED'))
			.sort((one, other) => rank(one) - rank(other) || dueAt(one) - dueAt(other))
			.slice(0, most)
	);
};

/** Nothing is done for it just now. */
export const isIdle = (job: Job): boolean => isBefore(job) || job.state === 'HELD';

/** Each look asks the server something: of many that wait, ten a second, and each once a minute. */
export const restBetween = (job: Job | undefined, after: number, waiting: number): number =>
	job && isIdle(job) && job.state !== 'READY'
		? Math.max(after, Math.min(60_000, waiting * 100))
		: after;
