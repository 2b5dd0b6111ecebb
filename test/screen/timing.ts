import {performance} from 'node:perf_hooks';

/** How the program answered a key; undefined when it sent nothing. */
export type Timing = {
	firstByteMs: number | undefined;
	/** When the last byte came before the line fell quiet. */
	settledMs: number | undefined;
	bytes: number;
};

export type Stopwatch = {onData: (bytes: number) => void; result: Promise<Timing>};

/** The line is quiet when nothing came for so long. */
const quietMs = 25;
/** A key that does nothing is given up after this; an animation is cut off here. */
const limitMs = 500;

export const startStopwatch = (): Stopwatch => {
	const start = performance.now();
	const timing: Timing = {firstByteMs: undefined, settledMs: undefined, bytes: 0};
	const {promise, resolve} = Promise.withResolvers<Timing>();
	const finish = () => {
		clearTimeout(limit);
		clearTimeout(quiet);
		resolve(timing);
	};
	const limit = setTimeout(finish, limitMs);
	let quiet: NodeJS.Timeout | undefined;
	const onData = (bytes: number) => {
		const now = performance.now() - start;
		timing.firstByteMs ??= now;
		timing.settledMs = now;
		timing.bytes += bytes;
		clearTimeout(quiet);
		quiet = setTimeout(finish, quietMs);
	};
	return {onData, result: promise};
};
