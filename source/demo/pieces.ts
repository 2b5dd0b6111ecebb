import {piecesHave, piecesOf} from './amounts.ts';
import type {Item} from './item.ts';
import {isRunning} from './item.ts';
import {connected} from './peers-count.ts';
import {hex, mix} from './random.ts';

/** In which order the pieces come: by chance as rarest-first does, or one after the other. */
const order = (item: Item, count: number): number[] => {
	const pieces = Array.from({length: count}, (_, n) => n);
	if (item.sequential) return pieces;
	// Neighbours come together here and there: whole pieces of one peer's fast run.
	const rank = (n: number): number => mix(item.key, n >> 2) * 4 + (n & 3);
	return pieces.sort((a, b) => rank(a) - rank(b));
};

/** How many are asked for at the same time. */
const asked = (item: Item): number =>
	isRunning(item) && item.dlspeed > 0 ? 1 + Math.floor((2 * item.dlspeed) / item.pieceSize) : 0;

/** 0 missing, 1 on its way, 2 there. */
export const pieceStates = (item: Item): number[] => {
	const count = Math.max(0, piecesOf(item));
	const have = piecesHave(item);
	const states = new Array<number>(count).fill(have >= count ? 2 : 0);
	if (have >= count) return states;
	const coming = order(item, count);
	for (const piece of coming.slice(0, have)) states[piece] = 2;
	for (const piece of coming.slice(have, have + asked(item))) states[piece] = 1;
	return states;
};

export const pieceHashes = (item: Item): string[] =>
	Array.from({length: Math.max(0, piecesOf(item))}, (_, n) => hex(40, item.key, 'piece', n));

/** How many of the connected peers have each piece. */
export const pieceAvailability = (item: Item, now: number): number[] => {
	const {seeds, leeches} = connected(item, now);
	return Array.from(
		{length: Math.max(0, piecesOf(item))},
		(_, n) => seeds + (mix(item.key, 'has', n) % (leeches + 1)),
	);
};
