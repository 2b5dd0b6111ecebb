import {type Line, lineText, parseCells, sliceLine} from './cells.ts';
import {createGenerations} from './generations.ts';

/** A text of one line and the column it begins in. */
export type Piece = {x: number; text: string};

/** Cells that a text of one line takes, and whether it leaves the terminal's own look behind. */
export const measureLine = createGenerations(text => {
	const {line, pen} = parseCells(text);
	return {width: line.glyphs.length, closed: pen === 0};
}, 4096);

/** One row of the screen; later pieces lie on earlier ones. */
export function composeRow(pieces: readonly Piece[]): string {
	return (joined(pieces) ?? merged(pieces)).trimEnd();
}

/** Pieces that stand side by side need not be taken apart. */
function joined(pieces: readonly Piece[]): string | undefined {
	let row = '';
	let column = 0;
	const ordered = pieces.length > 1 ? pieces.toSorted((one, other) => one.x - other.x) : pieces;
	for (const {x, text} of ordered) {
		const {width, closed} = measureLine(text);
		if (x < column || !closed) {
			return undefined;
		}

		row += ' '.repeat(x - column) + text;
		column = x + width;
	}

	return row;
}

function merged(pieces: readonly Piece[]): string {
	const row: Line = {glyphs: [], pens: [], odd: false};
	for (const {x, text} of pieces) {
		const {line} = parseCells(text);
		overlay(row, Math.max(0, x), x < 0 ? sliceLine(line, -x, line.glyphs.length) : line);
	}

	return lineText(row);
}

/** Of a wide glyph that is covered by half, a space stays. */
function overlay(row: Line, x: number, piece: Line): void {
	const end = x + piece.glyphs.length;
	while (row.glyphs.length < x) {
		row.glyphs.push(' ');
		row.pens.push(0);
	}

	if (piece.glyphs.length > 0 && row.glyphs[x] === '') {
		row.glyphs[x - 1] = ' ';
	}

	if (row.glyphs[end] === '') {
		row.glyphs[end] = ' ';
	}

	for (const [index, glyph] of piece.glyphs.entries()) {
		row.glyphs[x + index] = glyph;
		row.pens[x + index] = piece.pens[index] ?? 0;
	}
}
