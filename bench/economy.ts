import {parseLine} from '../source/terminal/cells.ts';
import {changePen, type Pen} from '../source/terminal/pens.ts';

/** The shortest way to another cell that terminals have: ESC [ C. */
const jumpBytes = 3;

/**
 * A floor for the bytes that turn one frame into the next: the characters of the cells that differ,
 * what the look costs where it changes, and the shortest jump for each gap between them.
 */
export const leastBytes = (
	before: readonly string[],
	after: readonly string[],
	columns: number,
): number => {
	let total = 0;
	let pen: Pen = 0;
	for (const [row, text] of after.entries()) {
		if (text === before[row]) continue;
		const [old, now] = [parseLine(before[row] ?? '', columns), parseLine(text, columns)];
		let previous = -2;
		for (let column = 0; column < Math.max(old.glyphs.length, now.glyphs.length); column++) {
			const glyph = now.glyphs[column] ?? ' ';
			const look = now.pens[column] ?? 0;
			if (glyph === (old.glyphs[column] ?? ' ') && look === (old.pens[column] ?? 0)) continue;
			if (column !== previous + 1) total += jumpBytes;
			total += Buffer.byteLength(glyph) + changePen(pen, look).length;
			pen = look;
			previous = column;
		}
	}
	return total;
};
