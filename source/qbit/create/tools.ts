import type {Client} from '../client.ts';
import type {Clock} from '../mirror.ts';
import {isAway, toQbitError} from '../outcome.ts';
import {CreateFailure} from './failure.ts';
import type {Tasks} from './tasks.ts';

/** What the steps of making a torrent need. */
export type Tools = {
	client: Client;
	clock: Clock;
	tasks: Tasks;
	/** Gives up. */
	signal: AbortSignal;
	/** By `ticks`: from when its time counts; set by `makeTorrent`. */
	begunAt?: number;
	/** It is given up because qbtui ends: the server goes on with the task. */
	isLeaving?: () => boolean;
	patience: Patience;
};

/** ms */
export type Patience = {
	/** A task that runs and does not get on: a percent of a large torrent takes minutes. */
	stallMs: number;
	/** The server does not answer. */
	awayMs: number;
	/** All of it; undefined: as long as it gets on. */
	allMs: number | undefined;
	/** Between two tries while the server has no room for a task. */
	roomMs: number;
};

export const usualPatience: Patience = {
	stallMs: 30 * 60_000,
	awayMs: 5 * 60_000,
	allMs: undefined,
	roomMs: 1000,
};

/** @throws CreateFailure when it has been given up, or has taken too long */
export const goOn = ({signal, clock, patience, begunAt}: Tools): void => {
	if (signal.aborted) throw new CreateFailure('GivenUp', 'It was given up.');
	const {allMs} = patience;
	if (allMs !== undefined && begunAt !== undefined && clock.ticks() - begunAt > allMs) {
		throw new CreateFailure(
			'TooLate',
			`It has taken more than ${Math.round(allMs / 1000)} seconds, and was given up.`,
		);
	}
};

/** Asks again while the server is away: for what may be asked twice. */
export const patiently = async <Answer>(
	tools: Tools,
	ask: () => Promise<Answer>,
): Promise<Answer> => {
	const {clock, patience, signal} = tools;
	const begunAt = clock.ticks();
	for (;;) {
		goOn(tools);
		try {
			return await ask();
		} catch (error) {
			if (!isAway(toQbitError(error)) || clock.ticks() - begunAt > patience.awayMs) throw error;
		}
		await clock.sleep(patience.roomMs, signal);
	}
};
