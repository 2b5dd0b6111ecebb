import type {Cell, Colour} from './cell.ts';
import type {Picturable} from './picture.ts';
import {background, foreground, paletteColour} from './picture-colours.ts';
import {hasShape} from './picture-shapes.ts';

type Look = {text: string; back: string; ink: string; style: string};

/** Neighbouring cells that look the same. */
export type Run = Look & {x: number; y: number; width: number};

const toHex = (colour: Colour, fallback: string): string => {
	if (colour === 'default') return fallback;
	return typeof colour === 'number' ? paletteColour(colour) : colour;
};

const styleOf = (cell: Cell): string => {
	const lines = [cell.underline && 'underline', cell.strikethrough && 'line-through'];
	const decoration = lines.filter(Boolean).join(' ');
	return [
		cell.bold && ' font-weight="bold"',
		cell.italic && ' font-style="italic"',
		cell.dim && ' opacity="0.6"',
		decoration && ` text-decoration="${decoration}"`,
	]
		.filter(Boolean)
		.join('');
};

const lookOf = (cell: Cell): Look => {
	const ink = toHex(cell.foreground, foreground);
	const back = toHex(cell.background, background);
	const style = styleOf(cell);
	return cell.inverse
		? {text: cell.text, back: ink, ink: back, style}
		: {text: cell.text, back, ink, style};
};

const isPlain = (text: string): boolean => /^[\x20-\x7e]$/.test(text);

const areAlike = (before: string, after: string): boolean =>
	(isPlain(before) && isPlain(after)) || (hasShape(before) && hasShape(after));

/** ASCII of one look is one run, and so are lines and blocks; any other character stands alone, exactly on its cell. */
const joins = (run: Run, look: Look): boolean =>
	areAlike(run.text.slice(-1), look.text) &&
	run.back === look.back &&
	run.ink === look.ink &&
	run.style === look.style;

export const runsOf = (source: Picturable, y: number): Run[] => {
	const runs: Run[] = [];
	for (let x = 0; x < source.columns(); x += 1) {
		const cell = source.cell(x, y);
		if (cell.width === 0) continue;
		const look = lookOf(cell);
		const last = runs.at(-1);
		if (last && joins(last, look)) {
			last.text += look.text;
			last.width += cell.width;
		} else {
			runs.push({...look, x, y, width: cell.width});
		}
	}

	return runs;
};
