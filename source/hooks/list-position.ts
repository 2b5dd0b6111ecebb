import type {Hash} from '../qbit/types.ts';
import {clamp} from './clamp.ts';

/**
 * Where the cursor is in a list whose rows come, go and trade places while one looks: on a torrent,
 * not on a line. Pure.
 */
export type ListPosition = {
	/** The torrent under the cursor; undefined while the list is empty. */
	cursor: Hash | undefined;
	/** The cursor's row, and the first row on the screen. */
	index: number;
	top: number;
	/** A person has moved the cursor; until then, sorting goes to the top. */
	chosen: boolean;
};

export const startPosition: ListPosition = {cursor: undefined, index: 0, top: 0, chosen: false};

export type Rows = {
	length: number;
	at: (index: number) => Hash | undefined;
	/** -1 when it is not among the rows. */
	indexOf: (hash: Hash) => number;
};

/** Moves the cursor by `step` rows, or to the first or last with an infinite step. */
export const moveCursor = (
	position: ListPosition,
	rows: Rows,
	height: number,
	step: number,
): ListPosition => ({
	...place(position, rows, height, settle(position, rows, height).index + step),
	chosen: true,
});

/**
 * The position after the rows have changed: the cursor stays on its torrent; when that has gone,
 * on what took its place. Returns the same object when nothing moved.
 */
export const settle = (position: ListPosition, rows: Rows, height: number): ListPosition => {
	const {cursor} = position;
	const found =
		cursor === undefined || rows.at(position.index) === cursor
			? position.index
			: rows.indexOf(cursor);
	const next = place(position, rows, height, found === -1 ? position.index : found);
	return same(next, position) ? position : next;
};

const place = (
	{top, chosen}: ListPosition,
	rows: Rows,
	height: number,
	wanted: number,
): ListPosition => {
	const index = clamp(wanted, 0, Math.max(0, rows.length - 1));
	const visible = Math.max(1, height);
	const lowest = Math.max(0, rows.length - visible);
	return {
		cursor: rows.at(index),
		index,
		top: clamp(clamp(top, index - visible + 1, index), 0, lowest),
		chosen,
	};
};

const same = (a: ListPosition, b: ListPosition): boolean =>
	a.cursor === b.cursor && a.index === b.index && a.top === b.top;
