import {applySgr, blankPen, changePen, type Pen} from './pens.ts';
import {glyphWidth} from './widths.ts';

/** One row of the screen, without blanks at its end. */
export type Line = {
	/** One a column: what is drawn there, '' for the second half of a wide one. */
	glyphs: string[];
	pens: Pen[];
	/** Holds glyphs that terminals may draw wider or narrower than we think. */
	odd: boolean;
};

export const emptyLine: Line = {glyphs: [], pens: [], odd: false};

const sgr = /\x1b\[([\d:;]*)m/y;
const otherSequence =
	/\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?/y;
const joining = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7fb]/u;
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
const longestCluster = 16;

/** Cells of a styled line. Of what is neither printable nor SGR, nothing is left. */
export function parseLine(text: string, columns: number): Line {
	return trimmed(parseCells(text, columns).line);
}

/** The same with the blanks at its end, and the pen that it leaves. */
export function parseCells(text: string, columns = Number.POSITIVE_INFINITY) {
	const line: Line = {glyphs: [], pens: [], odd: false};
	let pen: Pen = 0;
	for (let at = 0; at < text.length; ) {
		const code = text.charCodeAt(at);
		if (code === 0x1b) {
			sgr.lastIndex = at;
			const parameters = sgr.exec(text)?.[1];
			pen = parameters === undefined ? pen : applySgr(pen, parameters);
			at = parameters === undefined ? afterSequence(text, at) : sgr.lastIndex;
		} else if (line.glyphs.length >= columns && code < 0x80) {
			// Marks and nothing else may still come for the last cell.
			break;
		} else if (code >= 0x20 && code < 0x7f) {
			line.glyphs.push(text[at] ?? '');
			line.pens.push(code === 0x20 ? blankPen(pen) : pen);
			at++;
		} else {
			const codePoint = text.codePointAt(at) ?? 0;
			addGlyph(line, codePoint, pen, columns);
			at += codePoint > 0xff_ff ? 2 : 1;
		}
	}

	return {line, pen};
}

function afterSequence(text: string, at: number): number {
	otherSequence.lastIndex = at;
	otherSequence.exec(text);
	return Math.max(at + 1, otherSequence.lastIndex);
}

function addGlyph(line: Line, codePoint: number, pen: Pen, columns: number): void {
	const glyph = String.fromCodePoint(codePoint);
	const width = glyphWidth(codePoint);
	if (width === 0) {
		addMark(line, glyph);
		return;
	}

	if (line.glyphs.length + width > columns) {
		// Nothing may follow a wide glyph that found no room.
		line.glyphs.push(...' '.repeat(Math.max(0, columns - line.glyphs.length)));
		return;
	}

	line.odd ||= isOdd(glyph);
	line.glyphs.push(glyph);
	line.pens[line.glyphs.length - 1] = pen;
	if (width === 2) {
		line.glyphs.push('');
		line.pens.push(pen);
	}
}

function addMark(line: Line, glyph: string): void {
	const last = line.glyphs.length - 1;
	const at = line.glyphs[last] === '' ? last - 1 : last;
	const base = line.glyphs[at];
	if (base !== undefined && base.length < longestCluster && joins(glyph)) {
		line.glyphs[at] = base + glyph;
		line.odd = true;
	}
}

function joins(glyph: string): boolean {
	return joining.test(glyph) && !ignorable.test(glyph);
}

/** Emoji, Indic scripts, combining marks: here the tables of terminals differ. */
export function isOdd(glyph: string): boolean {
	const first = glyph.codePointAt(0) ?? 0;
	return (
		first >= 0x1_f0_00 ||
		(first >= 0x9_00 && first < 0xe_00) ||
		glyph.length > (first > 0xff_ff ? 2 : 1)
	);
}

function trimmed(line: Line): Line {
	let length = line.glyphs.length;
	while (length > 0 && line.glyphs[length - 1] === ' ' && !line.pens[length - 1]) {
		length--;
	}

	line.glyphs.length = length;
	line.pens.length = length;
	return line;
}

/** The cells from `from` to before `to`; half of a wide glyph becomes a space. */
export function sliceLine({glyphs, pens, odd}: Line, from: number, to: number): Line {
	const part = {glyphs: glyphs.slice(from, to), pens: pens.slice(from, to), odd};
	if (part.glyphs[0] === '') {
		part.glyphs[0] = ' ';
	}

	const last = part.glyphs.length - 1;
	if (last >= 0 && glyphs[from + last + 1] === '' && part.glyphs[last] !== '') {
		part.glyphs[last] = ' ';
	}

	return part;
}

/** A styled line again. It ends with the terminal's own look. */
export function lineText({glyphs, pens}: Line): string {
	let text = '';
	let pen: Pen = 0;
	for (const [column, glyph] of glyphs.entries()) {
		const next = pens[column] ?? 0;
		if (glyph !== '' && !(glyph === ' ' && blankPen(pen) === next)) {
			text += changePen(pen, next);
			pen = next;
		}

		text += glyph;
	}

	return text + changePen(pen, 0);
}
