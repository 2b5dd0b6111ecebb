import type {Brush, BrushState} from './brush.ts';
import {emptyLine, isOdd, type Line} from './cells.ts';
import {blankPen} from './pens.ts';

export type Painted = {bytes: string; state: BrushState};
type Run = {start: number; end: number};

// Longer gaps are always cheaper to jump over.
const longestGap = 9;
// `CSI K` is three bytes.
const eraseFrom = 4;

/** The bytes that turn one screen into another. */
export function paintFrame(
	brush: Brush,
	before: readonly Line[],
	after: readonly Line[],
	columns: number,
): Painted {
	const rows = Math.max(before.length, after.length);
	for (let row = 0; row < rows; row++) {
		const [old, next] = [before[row] ?? emptyLine, after[row] ?? emptyLine];
		if (old !== next) {
			paintLine(brush, row, old, next, columns);
		}
	}

	return {bytes: brush.bytes(), state: brush.state()};
}

function paintLine(brush: Brush, row: number, before: Line, after: Line, columns: number): void {
	const length = after.glyphs.length;
	const erases = before.glyphs.length - length >= eraseFrom;
	let at = -1;
	for (const {start, end} of changedRuns(before, after)) {
		const stop = erases ? Math.min(end, length) : end;
		if (start < stop) {
			closeGap(brush, row, after, at, start);
			putCells(brush, row, after, start, stop);
			at = Math.min(stop, columns);
		}
	}

	if (erases) {
		brush.erase(row, length);
	}
}

function putCells(
	brush: Brush,
	row: number,
	{glyphs, pens}: Line,
	start: number,
	stop: number,
): void {
	for (let column = start; column < stop; column++) {
		const glyph = glyphs[column] ?? ' ';
		if (glyph !== '') {
			const pen = pens[column] ?? 0;
			// A space needs no other pen when nobody could see the difference.
			const keeps = glyph === ' ' && blankPen(brush.pen()) === pen;
			const width = glyphs[column + 1] === '' ? 2 : 1;
			brush.put(row, column, glyph, keeps ? brush.pen() : pen, width);
		}
	}
}

/** Writes unchanged cells again where that is shorter than to jump over them. */
function closeGap(brush: Brush, row: number, {glyphs, pens}: Line, from: number, to: number): void {
	if (
		from < 0 ||
		to - from > longestGap ||
		!brush.isAt(row, from) ||
		to - from > brush.costOf(row, to)
	) {
		return;
	}

	let text = '';
	for (let column = from; column < to; column++) {
		const glyph = glyphs[column] ?? ' ';
		const pen = pens[column] ?? 0;
		const fits = glyph === ' ' ? blankPen(brush.pen()) === pen : brush.pen() === pen;
		if (!fits || glyph === '' || glyph > '~') {
			return;
		}

		text += glyph;
	}

	brush.write(text);
}

function changedRuns(before: Line, after: Line): Run[] {
	const length = Math.max(before.glyphs.length, after.glyphs.length);
	const runs: Run[] = [];
	let last: Run | undefined;
	for (let column = 0; column < length; column++) {
		if (isSame(before, after, column)) {
			last = undefined;
		} else if (last) {
			last.end = column + 1;
		} else {
			last = {start: column, end: column + 1};
			runs.push(last);
		}
	}

	return before.odd || after.odd
		? widened(runs, before, after)
		: runs.map(run => whole(run, after));
}

function isSame(before: Line, after: Line, column: number): boolean {
	return (
		(before.glyphs[column] ?? ' ') === (after.glyphs[column] ?? ' ') &&
		(before.pens[column] ?? 0) === (after.pens[column] ?? 0)
	);
}

/** Never half a wide glyph. */
function whole({start, end}: Run, {glyphs}: Line): Run {
	return {start: glyphs[start] === '' ? start - 1 : start, end: glyphs[end] === '' ? end + 1 : end};
}

/**
 * Nobody knows in which column the terminal put what follows an odd glyph, so all the neighbours up
 * to the next ASCII are drawn again with it.
 */
function widened(runs: readonly Run[], before: Line, after: Line): Run[] {
	const result: Run[] = [];
	for (const run of runs) {
		const {start, end} = stretched(run, before, after);
		const last = result.at(-1);
		if (last && start <= last.end) {
			last.end = Math.max(last.end, end);
		} else {
			result.push({start, end});
		}
	}

	return result;
}

function stretched(run: Run, before: Line, after: Line): Run {
	let {start, end} = run;
	while (start > 0 && (isForeign(before, start - 1) || isForeign(after, start - 1))) {
		start--;
	}

	while (isForeign(before, end) || isForeign(after, end)) {
		end++;
	}

	const odd = (line: Line) => line.odd && line.glyphs.slice(start, end).some(isOdd);
	return odd(before) || odd(after) ? {start, end} : whole(run, after);
}

function isForeign({glyphs}: Line, column: number): boolean {
	const glyph = glyphs[column] ?? ' ';
	return glyph === '' || glyph > '~';
}
