import type {Job} from '../job/shape.ts';

/** What came of that which the user wants run after a job. */
type HookOutcome =
	| 'ran'
	| 'failed'
	/** Nothing is set. */
	| 'none'
	/** qbtui ends before it was through: it is due again with the next start. */
	| 'stopped';

export type RunHooks = (job: Job, signal: AbortSignal) => Promise<HookOutcome>;

/**
 * What is run after jobs, one job after another, beside the loop: a hook that hangs holds up no move.
 * A job is marked before and after, on disk: what was cut off in between, by a crash or the end of
 * qbtui, runs once more at the next start; all else runs once.
 */
export const createHookLine = (options: {
	run: RunHooks;
	save: (job: Job) => void;
	complain: (error: unknown) => void;
}): {add: (job: Job) => void; stop: () => Promise<void>} => {
	const stopping = new AbortController();
	let last = Promise.resolve();

	const runOne = async (job: Job): Promise<void> => {
		if (stopping.signal.aborted) return;
		const outcome = await options.run(job, stopping.signal);
		const {hooks: _, ...rest} = job;
		if (outcome === 'stopped') return;
		options.save(outcome === 'none' ? rest : {...rest, hooks: outcome});
	};

	return {
		add: job => {
			last = last.then(() => runOne(job)).catch(options.complain);
		},
		stop: async () => {
			stopping.abort();
			await last;
		},
	};
};
