import type {Hash} from '../../qbit/types.ts';
import type {Limits, Seen} from './seen.ts';
import type {Job, JobState, Reason} from './shape.ts';

/** What is to be done, as data. The job beside it is committed before anything is done. */
export type Intent =
	| {do: 'nothing'}
	/** Look again, after so many milliseconds at most. */
	| {do: 'look'; after: number}
	| {do: 'move'; hash: Hash; to: string}
	| {do: 'addTags' | 'removeTags'; hash: Hash; tags: readonly string[]}
	/** What the user wants run after a job that is done. */
	| {do: 'hooks'}
	/** The user should know now. */
	| {do: 'tell'; reason: Reason}
	/** Only by the operator’s verb: point the torrent at the good copy, which is then checked. */
	| {do: 'release'; hash: Hash; to: string; isThere: boolean};

export type Step = {job: Job; intent: Intent};

export type Handler = (job: Job, seen: Seen, limits: Limits) => Step;

export const stay = (job: Job): Step => ({job, intent: {do: 'nothing'}});

export const look = (job: Job, after: number): Step => ({job, intent: {do: 'look', after}});

/** Into another state, with nothing left of what was seen in the one before. */
export const enter = (
	job: Job,
	state: JobState,
	changes: Partial<Omit<Job, 'id' | 'state'>> = {},
): Job => ({...job, reason: undefined, evidence: undefined, ...changes, state});

/** A state that asks for a person. */
export const hold = (job: Job, reason: Reason): Step => ({
	job: enter(job, 'HELD', {reason}),
	intent: {do: 'tell', reason},
});

/** Waits in its state, and says for what. */
export const wait = (job: Job, reason: Reason | undefined, after: number): Step =>
	look({...job, reason, evidence: undefined}, after);
