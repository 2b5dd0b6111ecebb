import type {Clock} from '../../source/qbit/mirror.ts';

export type FakeClock = Clock & {
	ticks: () => number;
	/** How long each sleep was meant to be. */
	slept: number[];
	/** Resolves with its length when somebody sleeps, who then goes on sleeping. */
	asleep: () => Promise<number>;
	/** Lets the sleeper wake up, and the time pass. */
	wake: () => void;
	/** What `random` answers. */
	luck: number;
};

/** A clock that goes only when the test says so. */
export const createFakeClock = (): FakeClock => {
	let time = 1_000_000;
	let sleeper: {ms: number; wake: () => void} | undefined;
	let waiting: Array<(ms: number) => void> = [];
	const clock: FakeClock = {
		slept: [],
		luck: 0.5,
		now: () => time,
		ticks: () => time,
		random: () => clock.luck,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				const wake = (): void => {
					sleeper = undefined;
					resolve();
				};
				clock.slept.push(ms);
				if (signal.aborted) return wake();
				sleeper = {ms, wake};
				signal.addEventListener('abort', wake, {once: true});
				for (const tell of waiting) tell(ms);
				waiting = [];
			}),
		asleep: () =>
			sleeper ? Promise.resolve(sleeper.ms) : new Promise(resolve => waiting.push(resolve)),
		wake: () => {
			if (!sleeper) throw new Error('Nobody sleeps.');
			time += sleeper.ms;
			sleeper.wake();
		},
	};
	return clock;
};
