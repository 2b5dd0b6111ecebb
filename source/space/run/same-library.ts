import type {Torrent} from '../../qbit/types.ts';
import {isComplete} from '../place.ts';
import type {DurableStore} from '../store/shape.ts';
import {isKnown} from './completions.ts';

/** So many of the list are looked up. */
const most = 500;
/** One in so many: of what the rules leave alone, or what was never on the SSD, nothing is noted. */
const leastKnown = 10;
/** Fewer than these may well have come while nobody looked. */
const fewest = 10;

/** What the list of the server is to what is known: the same library, or another one. */
export type Library = 'same' | 'other' | 'empty';

/**
 * A server that is set up anew, or another one at the same address or in the same profile, has a
 * library of its own. It is not what became complete since: nobody has asked for it to be moved.
 *
 * @param hasMoved the address is another one: then a part must be known, and else one is enough
 */
export const libraryOf = (
	torrents: Iterable<Torrent>,
	durable: DurableStore,
	hasMoved: boolean,
): Library => {
	let [all, known] = [0, 0];
	for (const torrent of torrents) {
		if (!isComplete(torrent)) continue;
		all++;
		if (isKnown(torrent, durable)) known++;
		if (all >= most || (known > 0 && !hasMoved)) break;
	}
	if (all === 0) return 'empty';
	if (hasMoved) return known * leastKnown >= all ? 'same' : 'other';
	return known > 0 || all < fewest || !durable.knowsAny() ? 'same' : 'other';
};
