import {changePen, hasBackground, type Pen} from './pens.ts';

/** Where the terminal's cursor and pen are. */
export type BrushState = {
	row: number;
	column: number;
	/** False after a glyph whose width the terminal may see otherwise, and at the right edge. */
	sure: boolean;
	pen: Pen;
};

export type Brush = ReturnType<typeof createBrush>;

export const startState: BrushState = {row: 0, column: 0, sure: true, pen: 0};

/** Collects the bytes that put glyphs into cells. */
export function createBrush(start: BrushState, columns: number) {
	let {row, column, sure, pen} = start;
	let bytes = '';

	const setPen = (next: Pen) => {
		bytes += changePen(pen, next);
		pen = next;
	};

	const moveTo = (toRow: number, toColumn: number) => {
		if (row !== toRow || column !== toColumn || !sure) {
			bytes += cheapestMove({row, column, sure}, toRow, toColumn);
			row = toRow;
			column = toColumn;
			sure = true;
		}
	};

	const advance = (width: number, exact: boolean) => {
		column += width;
		sure = exact && column < columns;
	};

	return {
		/** A glyph into a cell. Others than ASCII may follow each other without looking where we are. */
		put: (toRow: number, toColumn: number, glyph: string, next: Pen, width: number) => {
			const isAscii = glyph < '\x7f';
			if (isAscii || row !== toRow || column !== toColumn || column >= columns) {
				moveTo(toRow, toColumn);
			}

			setPen(next);
			bytes += glyph;
			advance(width, isAscii && sure);
		},
		/** Plain ASCII with the pen as it is, where the cursor is. */
		write: (text: string) => {
			bytes += text;
			advance(text.length, true);
		},
		/** Erases to the end of the row. */
		erase: (toRow: number, toColumn: number) => {
			moveTo(toRow, toColumn);
			if (hasBackground(pen)) {
				setPen(0);
			}

			bytes += '\x1b[K';
		},
		/** Other control sequences, and where they leave the cursor. */
		control: (sequence: string, toRow: number, toColumn: number) => {
			setPen(0);
			bytes += sequence;
			row = toRow;
			column = toColumn;
			sure = true;
		},
		costOf: (toRow: number, toColumn: number) =>
			cheapestMove({row, column, sure}, toRow, toColumn).length,
		isAt: (atRow: number, atColumn: number) => sure && row === atRow && column === atColumn,
		pen: () => pen,
		bytes: () => bytes,
		state: (): BrushState => ({row, column, sure, pen}),
	};
}

type Place = {row: number; column: number; sure: boolean};

function cheapestMove({row, column, sure}: Place, toRow: number, toColumn: number): string {
	const candidates = [absolute(toRow, toColumn)];
	const down = toRow - row;
	if (down >= 0 && down < 8) {
		candidates.push(lineFeeds(down) + forward(toColumn));
	}

	if (sure) {
		candidates.push(vertical(down) + horizontal(toColumn - column));
	}

	candidates.push(`${vertical(down)}\x1b[${count(toColumn + 1)}G`);
	return candidates.reduce((best, next) => (next.length < best.length ? next : best));
}

function count(number: number): string {
	return number === 1 ? '' : String(number);
}

function absolute(row: number, column: number): string {
	return column === 0 ? `\x1b[${count(row + 1)}H` : `\x1b[${count(row + 1)};${column + 1}H`;
}

// In raw mode Node leaves ONLCR on, so a line feed may or may not return the carriage.
function lineFeeds(down: number): string {
	return `\r${'\n'.repeat(down)}`;
}

function vertical(down: number): string {
	if (down === 0) {
		return '';
	}

	return down > 0 ? `\x1b[${count(down)}B` : `\x1b[${count(-down)}A`;
}

function horizontal(right: number): string {
	if (right < 0) {
		return right > -4 ? '\b'.repeat(-right) : `\x1b[${-right}D`;
	}

	return forward(right);
}

function forward(right: number): string {
	return right === 0 ? '' : `\x1b[${count(right)}C`;
}
