import type {Level, Noted} from '../qbit/journal.ts';
import {clamp} from './clamp.ts';

/**
 * Where one is in a log that grows at its end: at the end, or on a line that stays where it is on
 * the screen while others come. Pure.
 */
export type LogPosition = {
	/** undefined: follows the end. */
	at: Noted | undefined;
	/** Rows above it on the screen. */
	above: number;
};

/** What of the log is shown. */
export type LogChoice = {
	position: LogPosition;
	filter: string;
	/** The least level that is shown. */
	least: Level;
	/** The whole text of the line under the cursor is shown below. */
	whole: boolean;
};

export const atEnd: LogPosition = {at: undefined, above: 0};

export const startLog: LogChoice = {position: atEnd, filter: '', least: 1, whole: false};

/** The row of the cursor and the first one on the screen. */
export const place = (
	{at, above}: LogPosition,
	rows: readonly Noted[],
	height: number,
): {index: number; top: number} => {
	const lowest = Math.max(0, rows.length - height);
	if (!at) return {index: Math.max(0, rows.length - 1), top: lowest};
	const index = find(rows, at);
	const top = index - clamp(above, 0, height - 1);
	return {index, top: clamp(top, 0, lowest)};
};

/** What is hidden or gone gives way to what was written just before it. */
const find = (rows: readonly Noted[], at: Noted): number => {
	const index = rows.lastIndexOf(at);
	return index === -1
		? Math.max(
				0,
				rows.findLastIndex(row => row.at <= at.at),
			)
		: index;
};

/** Moves the cursor by `step` rows; who comes to the end follows it again. */
export const moveInLog = (
	position: LogPosition,
	rows: readonly Noted[],
	height: number,
	step: number,
): LogPosition => {
	const {index, top} = place(position, rows, height);
	const next = clamp(index + step, 0, Math.max(0, rows.length - 1));
	if (next >= rows.length - 1 && step > 0) return atEnd;
	return {at: rows[next], above: clamp(next - top, 0, height - 1)};
};
