import {answered, type Moment} from '../job/flight.ts';
import type {Limits, Seen} from '../job/seen.ts';
import type {Job, Reason} from '../job/shape.ts';
import type {Intent, Step} from '../job/step-shape.ts';
import {whoseTurn} from '../job/whose-turn.ts';
import {step} from '../job.ts';
import type {Mover} from './mover-client.ts';

/** What the orchestrator stands on. Each is a door, or a stand-in for one. */
export type Ports = {
	jobs: JobShelf;
	/** Looks at the world for one job. `turn` is known only to the jobs. */
	observe: (job: Job) => Promise<Omit<Seen, 'turn'>>;
	mover: Mover;
	moment: () => Moment;
	limits: () => Limits;
	/** The disk that is to be kept free is nearly full: its jobs go first. */
	critical: () => boolean;
	tell: (job: Job, reason: Reason) => void;
	/** Runs what the user wants run after a job, and tells what came of it; `due`: not yet through. */
	runHooks: (job: Job) => Promise<Job['hooks']>;
};

/** Jobs on disk. No one waits between reading and saving, so that no change is lost. */
export type JobShelf = {
	/** All that have not ended. */
	active: () => readonly Job[];
	get: (id: string) => Job | undefined;
	/** Durable when it returns; throws when it is not. */
	save: (job: Job) => void;
};

/** One look at the world for one job, and what follows from it. */
export const advance = async (id: string, ports: Ports): Promise<Intent | undefined> => {
	const before = ports.jobs.get(id);
	if (!before) return undefined;
	const observed = await ports.observe(before);
	// What it was when looking began; a person may have changed it meanwhile.
	const job = ports.jobs.get(id);
	if (!job || !isAlike(job, before)) {
		return {do: 'look', after: 0};
	}
	const world = {now: observed.now, critical: ports.critical()};
	const turn = whoseTurn(ports.jobs.active(), world)?.id === id;
	return act(job, step(job, {...observed, turn}, ports.limits()), ports);
};

/** What was seen for the one holds for the other. */
const isAlike = (one: Job, other: Job): boolean =>
	one.member === other.member && one.destination === other.destination && one.state === other.state;

/** The job is on disk before anything is done about it. */
const act = async (before: Job, next: Step, ports: Ports): Promise<Intent> => {
	if (next.job !== before) ports.jobs.save(next.job);
	await perform(next, ports);
	return next.intent;
};

const perform = async ({job, intent}: Step, ports: Ports): Promise<void> => {
	switch (intent.do) {
		case 'move':
			return move(job, intent.hash, intent.to, ports);
		case 'addTags':
			return ports.mover.addTags(intent.hash, intent.tags);
		case 'removeTags':
			return ports.mover.removeTags(intent.hash, intent.tags);
		case 'hooks':
			return hooks(job, ports);
		case 'tell':
			return ports.tell(job, intent.reason);
		default:
			return;
	}
};

const move = async (job: Job, hash: string, to: string, ports: Ports): Promise<void> => {
	const answer = await ports.mover.setLocation(hash, to);
	const sent = ports.jobs.get(job.id) ?? job;
	await act(sent, answered(sent, answer, ports.moment(), ports.limits()), ports);
};

const hooks = async (job: Job, ports: Ports): Promise<void> => {
	const outcome = await ports.runHooks(job);
	if (outcome && outcome !== job.hooks) ports.jobs.save({...job, hooks: outcome});
};
