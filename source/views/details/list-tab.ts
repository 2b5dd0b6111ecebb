import {type ListPosition, type Rows, settle} from '../../hooks/list-position.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {drawRow, drawTitles, gutter, layOut} from '../layout.ts';
import type {Column} from '../torrents/columns.ts';
import type {Inside} from './seen.ts';

/** A tab that is a list: titles, rows, and a line that tells more of the row under the cursor. */
export type ListTabDrawing<Row extends {key: string}> = {
	columns: ReadonlyArray<Column<Row>>;
	rows: RowList<Row>;
	position: ListPosition;
	/** The keys go to it: the cursor is seen. */
	isFocused: boolean;
	sorted?: ReadonlyArray<{name: string; descending: boolean}>;
	mark?: (row: Row) => 'all' | 'some' | undefined;
	/** Said where there are no rows. */
	empty?: string;
	/** Foreign text is made harmless. */
	note: (row: Row) => string;
};

const leastHeightWithNote = 6;

/** Rows that there is room for. */
export const rowsHeight = ({height}: Inside): number =>
	Math.max(1, height - 1 - (height >= leastHeightWithNote ? 1 : 0));

export type RowList<Row extends {key: string} = {key: string}> = {
	length: number;
	at: (index: number) => Row | undefined;
	/** By its key; -1 when it is not there. */
	indexOf: (key: string) => number;
};

export const listOf = <Row extends {key: string}>(rows: readonly Row[]): RowList<Row> => ({
	length: rows.length,
	at: index => (index < 0 ? undefined : rows[index]),
	indexOf: key => rows.findIndex(row => row.key === key),
});

/** As much of it as a cursor needs. */
export const rowsFor = (rows: RowList): Rows => ({
	length: rows.length,
	at: index => rows.at(index)?.key,
	indexOf: rows.indexOf,
});

/** The rows from one to another, which is not among them. */
export const between = <Row extends {key: string}>(
	rows: RowList<Row>,
	from: number,
	to: number,
): Row[] =>
	Array.from({length: Math.max(0, Math.min(to, rows.length) - from)}, (_, i) =>
		rows.at(from + i),
	).filter(row => row !== undefined);

export const drawListTab = <Row extends {key: string}>(
	{columns, rows, position, isFocused, sorted = [], mark, empty = '', note}: ListTabDrawing<Row>,
	inside: Inside,
	theme: Theme,
	glyphs: Glyphs,
): string[] => {
	const layout = layOut(columns, inside.width);
	const height = rowsHeight(inside);
	const {index, top} = settle(position, rowsFor(rows), height);
	const lines = between(rows, top, top + height).map((row, i) => {
		const isCursor = isFocused && top + i === index;
		const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const check = theme.paint('selected', markGlyph(mark?.(row), glyphs));
		const front = cursor + check + ' '.repeat(gutter - 2);
		return drawRow(layout, row, {front, isCursor}, theme);
	});
	const titles = drawTitles(layout, sorted, glyphs, theme);
	const under = rows.at(index);
	if (!under) return [titles, ' '.repeat(gutter) + theme.paint('muted', empty)];
	if (inside.height < leastHeightWithNote) return [titles, ...lines];
	while (lines.length < height) lines.push(' ');
	const told = cut(harmless(note(under)), inside.width - gutter);
	return [titles, ...lines, ' '.repeat(gutter) + theme.paint('muted', told)];
};

const markGlyph = (mark: 'all' | 'some' | undefined, glyphs: Glyphs): string =>
	mark === undefined ? ' ' : mark === 'all' ? glyphs.check : glyphs.minus;
