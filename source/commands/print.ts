import {harmless} from '../terminal/harmless.ts';
import {cut, pad, width as widthOf} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {drawRow, gutter, type Layout, layOut} from '../views/layout.ts';
import {wrapWords} from '../views/lines.ts';
import type {Column} from '../views/torrents/columns.ts';

/**
 * One JSON document. What could move a cursor or turn a line is written as \u…: the same text to a
 * program, and harmless on a terminal.
 */
export const json = (value: unknown): string => `${harmlessJson(value)}\n`;

/**
 * The same of a document that ends with a list, row after row: that of 100,000 torrents has 200 MB,
 * which no small machine has to spare for one text.
 */
export function* jsonParts(
	head: Readonly<Record<string, unknown>>,
	name: string,
	rows: Iterable<unknown>,
): Generator<string> {
	const [end, inside] = [']\n}', '\n    '];
	yield harmlessJson({...head, [name]: []}).slice(0, -end.length);
	let before = '';
	for (const row of rows) {
		yield before + inside + harmlessJson(row).replaceAll('\n', inside);
		before = ',';
	}
	yield before === '' ? `${end}\n` : `\n  ${end}\n`;
}

const harmlessJson = (value: unknown): string =>
	JSON.stringify(value, undefined, 2).replace(unsafe, escaped);

const unsafe = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const escaped = (character: string): string =>
	`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Lines of text: at a terminal broken between words, elsewhere whole. */
export const prose = (texts: readonly string[], width: number | undefined): string =>
	texts
		.flatMap(text => (width === undefined ? harmless(text) : wrapped(harmless(text), width)))
		.map(line => `${line}\n`)
		.join('');

/** What follows stands a little to the right, so that it is seen where a line begins. */
const wrapped = (text: string, width: number): string[] => {
	if (widthOf(text) <= width) return [text];
	const words = text.split(' ').flatMap(word => pieces(word, Math.max(1, width - 2)));
	const [first = '', ...rest] = wrapWords(words.join(' '), width);
	const others = wrapWords(rest.join(' '), Math.max(1, width - 2));
	return [first, ...others.map(line => `  ${line}`)];
};

/** A path may be longer than the line: no part of it is left out. */
const pieces = (word: string, width: number): string[] => {
	if (widthOf(word) <= width) return [word];
	const head = cut(word, width, {ellipsis: ''});
	return head === '' ? [word] : [head, ...pieces(word.slice(head.length), width)];
};

/** Rows × columns as lines: cut to a terminal's width, or whole where the output goes elsewhere. */
export const table = <Row>(
	rows: readonly Row[],
	columns: ReadonlyArray<Column<Row>>,
	width: number | undefined,
	theme: Theme,
): string => {
	const layout = width === undefined ? wholeLayout(rows, columns) : layOut(columns, width + gutter);
	const titles = layout.cells.map(cell =>
		theme.paint('label', pad(cell.header, cell.width, cell.column.align)),
	);
	const lines = rows.map(row => drawRow(layout, row, {front: '', isCursor: false}, theme));
	return [titles.join(' '), ...lines].map(line => `${line.trimEnd()}\n`).join('');
};

/** One name of 4,000 characters must not make every line as long. */
const mostPadded = 120;

/** Every column, as wide as its longest text; what is longer than all others may be is not cut. */
const wholeLayout = <Row>(
	rows: readonly Row[],
	columns: ReadonlyArray<Column<Row>>,
): Layout<Row> => {
	const cells = columns.map(column => {
		const text = column.text ?? ((row: Row) => String(column.value(row)));
		const widths = rows.map(row => widthOf(harmless(text(row))));
		const width = widths.reduce((a, b) => Math.max(a, b), widthOf(column.header));
		return {column, header: column.header, width: Math.min(width, mostPadded), text};
	});
	return {width: 0, cells, isWhole: true};
};
