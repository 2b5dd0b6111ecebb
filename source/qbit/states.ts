import type {State} from './types.ts';

/** These say what happens to a torrent just now, and hide whether it was started. */
const hiding: ReadonlySet<State> = new Set<State>([
	...(['error', 'missingFiles', 'moving', 'unknown'] as const),
	...(['checkingUP', 'checkingDL', 'checkingResumeData'] as const),
]);

/** Is a torrent stopped (paused, as 4.x says)? undefined: its state does not tell. */
export const isStopped = (state: State): boolean | undefined =>
	hiding.has(state) ? undefined : /^(stopped|paused)/.test(state);
