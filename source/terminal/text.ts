import {glyphWidth, isPlain} from './widths.ts';

export type Align = 'left' | 'right' | 'center';
export type CutOptions = {
	/** Stands at the end of a text that had to be cut. */
	ellipsis?: string;
};

const sgr = /\x1b\[[\d;:]*m/g;

function firstCells(text: string, limit: number): {end: number; width: number} {
	let width = 0;
	let end = 0;
	for (const glyph of text) {
		const next = width + glyphWidth(glyph.codePointAt(0) ?? 0);
		if (next > limit) {
			break;
		}

		width = next;
		end += glyph.length;
	}

	return {end, width};
}

/** Cells that a text takes; colours (SGR) take none. */
export function width(text: string): number {
	if (isPlain(text)) {
		return text.length;
	}

	const bare = text.includes('\x1b') ? text.replace(sgr, '') : text;
	return isPlain(bare) ? bare.length : firstCells(bare, Number.POSITIVE_INFINITY).width;
}

/** At most `cells` cells of an unpainted text; a wide glyph that doesn't fit whole is left out. */
export function cut(text: string, cells: number, {ellipsis = '…'}: CutOptions = {}): string {
	// No cell needs more than a look at this many units, so a name of 4 KiB costs no more than a short one.
	if (isPlain(text.length > cells ? text.slice(0, Math.max(0, cells) + 1) : text)) {
		return text.length <= cells ? text : cutPlain(text, cells, ellipsis);
	}

	const whole = firstCells(text, cells);
	if (whole.end === text.length) {
		return text;
	}

	const room = cells - width(ellipsis);
	return room < 0 ? tiny(ellipsis, cells) : text.slice(0, firstCells(text, room).end) + ellipsis;
}

function cutPlain(text: string, cells: number, ellipsis: string): string {
	const room = cells - width(ellipsis);
	return room < 0 ? tiny(ellipsis, cells) : text.slice(0, room) + ellipsis;
}

function tiny(ellipsis: string, cells: number): string {
	return ellipsis.slice(0, firstCells(ellipsis, cells).end);
}

/** At least `cells` cells, filled with spaces. */
export function pad(text: string, cells: number, align: Align = 'left'): string {
	const missing = cells - width(text);
	if (missing <= 0) {
		return text;
	}

	if (align === 'left') {
		return text + ' '.repeat(missing);
	}

	const before = align === 'right' ? missing : missing >> 1;
	return ' '.repeat(before) + text + ' '.repeat(missing - before);
}

/** Exactly `cells` cells: cut, then padded. */
export function fit(text: string, cells: number, align?: Align, options?: CutOptions): string {
	return pad(cut(text, cells, options), cells, align);
}
