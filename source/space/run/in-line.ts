import {isBefore, isOutstanding, type Job} from '../job/shape.ts';
import {whoseTurn} from '../job/whose-turn.ts';

/** So many at most before it is asked anew whose turn it is. */
const most = 20;

type World = {
	/** ms since 1970 */
	now: number;
	critical: boolean;
	/** ms of a clock that never jumps */
	ticks: number;
	/** By job, on that clock; absent: at once. */
	due: ReadonlyMap<string, number>;
};

/**
 * The jobs that are looked at now: what is under way first, then the one whose turn it is, and then
 * those that have waited longest for a look. None waits for all others, however many there are.
 */
export const inLine = (jobs: readonly Job[], world: World): Job[] => {
	const turn = whoseTurn(jobs, world)?.id;
	const rank = (job: Job): number => (!isIdle(job) ? 0 : job.id === turn ? 1 : 2);
	return notInVain(jobs)
		.filter(job => dueAt(job, world) <= world.ticks)
		.sort((one, other) => rank(one) - rank(other) || dueAt(one, world) - dueAt(other, world))
		.slice(0, most);
};

/** How long (ms) nobody has to be looked at; not above 0: somebody has to be now. */
export const untilLook = (jobs: readonly Job[], world: Pick<World, 'due' | 'ticks'>): number =>
	notInVain(jobs).reduce((least, job) => Math.min(least, dueAt(job, world)), Infinity) -
	world.ticks;

/** While one is with the server, none of those that are ready can begin. */
const notInVain = (jobs: readonly Job[]): Job[] =>
	jobs.some(isOutstanding) ? jobs.filter(({state}) => state !== 'READY') : [...jobs];

const dueAt = ({id}: Job, {due}: Pick<World, 'due'>): number => due.get(id) ?? 0;

/** Nothing is done for it just now. */
const isIdle = (job: Job): boolean => isBefore(job) || job.state === 'HELD';

/**
 * ms from one look at a job to the next. Each asks the server something: of many that wait, ten a
 * second are looked at, and one a second while another is with the server and none can begin.
 */
export const restBetween = (job: Job | undefined, after: number, jobs: readonly Job[]): number => {
	if (!job || !isIdle(job) || job.state === 'READY') return after;
	const pace = jobs.some(isOutstanding) ? 1000 : 100;
	return Math.max(after, jobs.filter(isIdle).length * pace);
};
