import type {Cell} from './cell.ts';
import {background, foreground} from './picture-colours.ts';
import {type Run, runsOf} from './picture-runs.ts';
import {cellHeight, cellWidth, hasShape, shape} from './picture-shapes.ts';

/** The part of a terminal that a picture needs. */
export type Picturable = {
	columns: () => number;
	rows: () => number;
	/** Counted from 0. */
	cell: (x: number, y: number) => Cell;
	cursor: () => {x: number; y: number; visible: boolean};
	title: () => string;
};

const margin = 14;
const bar = 32;
const baseline = 13;
const fonts = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Noto Sans Mono CJK JP',monospace";

const escapes: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const escapeText = (text: string): string => text.replace(/[&<>"]/g, mark => escapes[mark] ?? mark);
const round = (value: number): string => String(Math.round(value * 100) / 100);

const drawBack = ({back, x, y, width}: Run): string =>
	back === background
		? ''
		: `<rect x="${round(x * cellWidth)}" y="${y * cellHeight}" width="${round(width * cellWidth)}" height="${cellHeight}" fill="${back}"/>`;

const drawShapes = ({text, ink, style, x, y}: Run): string => {
	const path = [...text].map((mark, index) => shape(mark, (x + index) * cellWidth, y * cellHeight));
	return `<path fill="${ink}"${style} d="${path.join('')}"/>`;
};

/** Leading and trailing blanks are left out, since the stretching is done over what is seen. */
const drawWords = ({text, ink, style, x, y, width}: Run): string => {
	const isLined = style.includes('decoration');
	const seen = isLined ? text : text.trim();
	const start = isLined ? 0 : text.indexOf(seen);
	const length = seen.length === text.length ? width : seen.length;
	return `<text x="${round((x + start) * cellWidth)}" y="${y * cellHeight + baseline}" textLength="${round(length * cellWidth)}" fill="${ink}"${style}>${escapeText(seen)}</text>`;
};

const drawText = (run: Run): string => {
	if (run.text.trim() === '' && !run.style.includes('decoration')) return '';
	return hasShape(run.text) ? drawShapes(run) : drawWords(run);
};

const drawCursor = ({x, y, visible}: ReturnType<Picturable['cursor']>): string =>
	visible
		? `<rect x="${round(x * cellWidth)}" y="${y * cellHeight}" width="${cellWidth}" height="${cellHeight}" fill="${foreground}" opacity="0.5"/>`
		: '';

const drawFrame = (width: number, height: number, title: string): string => {
	const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
		(colour, index) => `<circle cx="${18 + index * 18}" cy="16" r="5.5" fill="${colour}"/>`,
	);
	return [
		`<rect width="${width}" height="${height}" rx="9" fill="${background}"/>`,
		...lights,
		`<text x="${width / 2}" y="20.5" text-anchor="middle" fill="#8b909c">${escapeText(title)}</text>`,
	].join('');
};

/** A screen as SVG: every cell in its place, in a window with the terminal's title. */
export const drawScreen = (source: Picturable): string => {
	const width = Math.ceil(source.columns() * cellWidth + 2 * margin);
	const height = source.rows() * cellHeight + bar + margin;
	const runs = Array.from({length: source.rows()}, (_, y) => runsOf(source, y)).flat();
	const drawn = [...runs.map(drawBack), ...runs.map(drawText), drawCursor(source.cursor())];
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fonts}" font-size="14" xml:space="preserve">
${drawFrame(width, height, source.title())}
<g transform="translate(${margin} ${bar})">
${drawn.filter(Boolean).join('\n')}
</g>
</svg>
`;
};
