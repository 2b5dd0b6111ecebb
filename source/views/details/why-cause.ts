import type {State} from '../../qbit/types.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {bytes, speed} from '../format.ts';
import type {Facts} from './why-facts.ts';

/** One cause: what it says when it is the one; undefined when it is not. */
export type Cause = {name: string; look: Meaning; say: (facts: Facts) => string | undefined};

/** Says it in these states only. */
export const among =
	(states: readonly State[], say: Cause['say']): Cause['say'] =>
	facts =>
		states.includes(facts.torrent.state) ? say(facts) : undefined;

/** Says it when it holds. */
export const when =
	(holds: (facts: Facts) => boolean, say: (facts: Facts) => string): Cause['say'] =>
	facts =>
		holds(facts) ? say(facts) : undefined;

/** The disk has no room for the rest: what it says of that. */
export const lackOfRoom = ({torrent, free, freeByDefault}: Facts): string | undefined => {
	const left = torrent.amount_left;
	if (left <= 0) return undefined;
	if (free !== undefined) {
		return free < left
			? `its disk has ${bytes(free)} free and ${bytes(left)} are still to come`
			: undefined;
	}
	// Whether it is the same disk is not known: worth a word when there is next to nothing.
	return freeByDefault !== undefined && freeByDefault < Math.min(left, 100 * 2 ** 20)
		? `the server’s default disk has only ${bytes(freeByDefault)} free`
		: undefined;
};

/** A speed that keeps to its limit stays a little below it. */
const nearly = 0.9;

/** Which limit holds the speed down; undefined when none does. Bytes per second. */
export const limitedBy = (
	own: {speed: number; limit: number},
	all: {speed: number | undefined; limit: number | undefined; alternative: boolean | undefined},
): string | undefined => {
	if (own.limit > 0 && own.speed >= own.limit * nearly)
		return `limited by its own limit of ${speed(own.limit)}/s`;
	const {limit = 0, speed: sum = 0} = all;
	if (limit <= 0 || sum < limit * nearly) return undefined;
	return all.alternative
		? `limited by the alternative limit of ${speed(limit)}/s, which is on`
		: `limited by the server’s limit of ${speed(limit)}/s`;
};

/** A message in quotes, or nothing when there is none. */
export const quoted = (message: string): string =>
	message === '' ? '' : ` (“${message.trim().slice(0, longestMessage)}”)`;

/** A tracker may send a megabyte. */
const longestMessage = 200;
