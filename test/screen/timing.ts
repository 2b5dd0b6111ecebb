import {performance} from 'node:perf_hooks';

/** How the program answered a key; undefined when it sent nothing. */
export type Timing = {
	firstByteMs: number | undefined;
	/** When the last byte came before the line fell quiet. */
	settledMs: number | undefined;
	bytes: number;
};

export type Stopwatch = {onData: (bytes: number) => void; result: Promise<Timing>};

/** How long to wait for the end of an answer. Milliseconds. */
export type Waits = {
	/** The line is quiet when nothing came for so long. */
	quiet: number;
	/** Not before: what comes earlier is something else. */
	least: number;
	/** A key that does nothing is given up after this; an animation is cut off here. */
	limit: number;
};

const usual: Waits = {quiet: 25, least: 0, limit: 500};

/**
 * A program takes Esc for a key only when nothing has followed it for a while: any key that is sent
 * before makes it Alt. A frame that came by itself meanwhile is no sign that the while is over.
 */
export const afterEscape: Waits = {quiet: 50, least: 150, limit: 1500};

export const startStopwatch = ({quiet: quietMs, least, limit: limitMs} = usual): Stopwatch => {
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
		quiet = setTimeout(finish, Math.max(quietMs, least - now));
	};
	return {onData, result: promise};
};
