import {harmless} from '../terminal/harmless.ts';
import {cut, fit, pad, width as widthOf} from '../terminal/text.ts';
import type {Meaning, Theme} from '../terminal/theme.ts';
import type {Column} from './torrents/columns.ts';

/** The columns that fit, with the shape and width that each has at this width of the screen. */
export type Layout<Row> = {
	width: number;
	cells: ReadonlyArray<Cell<Row>>;
	/** Nothing is cut: a text that is longer than its column pushes on what follows. */
	isWhole?: true;
};

type Cell<Row> = {
	column: Column<Row>;
	header: string;
	width: number;
	text: (row: Row) => string;
};

/** Cells in front of each row: cursor, selection, and a space. */
export const gutter = 3;

/** Columns have their narrow shape in less. */
export const narrowBelow = 100;
const wideFrom = 160;

/** The column that takes what is left never gets less than this. */
const leastRest = 20;

/** Which columns fit into `width` cells: those with the lowest `keep`, in the order given. */
export const layOut = <Row>(columns: ReadonlyArray<Column<Row>>, width: number): Layout<Row> => {
	const shaped = columns.map(column => shape(column, width));
	const rest = Math.max(leastRest, Math.round(width * (width < narrowBelow ? 0.44 : 0.36)));
	const byImportance = shaped.toSorted((a, b) => a.column.keep - b.column.keep);
	let free = width - gutter;
	const kept = new Set<Cell<Row>>();
	for (const cell of byImportance) {
		const isRest = cell.column.width === 'rest';
		const needed = isRest ? rest : cell.width + 1;
		if (needed > free && !isRest) break;
		kept.add(cell);
		free -= needed;
	}
	const cells = shaped.filter(cell => kept.has(cell));
	return {width, cells: giveRest(cells, width)};
};

const shape = <Row>(column: Column<Row>, width: number): Cell<Row> => {
	const text = column.text ?? ((row: Row) => String(column.value(row)));
	const other = width < narrowBelow ? column.narrow : width >= wideFrom ? column.wide : undefined;
	const own = {header: column.header, width: column.width, text};
	const chosen = other ?? own;
	return {
		column,
		header: chosen.header,
		width: chosen.width === 'rest' ? 0 : chosen.width,
		text: chosen.text,
	};
};

const giveRest = <Row>(cells: ReadonlyArray<Cell<Row>>, width: number): Array<Cell<Row>> => {
	const taken = cells.reduce((sum, cell) => sum + cell.width + 1, gutter - 1);
	return cells.map(cell =>
		cell.column.width === 'rest' ? {...cell, width: Math.max(1, width - taken)} : cell,
	);
};

/** The column that stands in that cell. */
export const columnAt = <Row>({cells}: Layout<Row>, cell: number): string | undefined => {
	let right = gutter;
	for (const {column, width} of cells) {
		right += width + 1;
		if (cell >= gutter && cell < right) return column.name;
	}
	return undefined;
};

/** One row as text of exactly the layout's width. */
export const drawRow = <Row>(
	layout: Layout<Row>,
	row: Row,
	marks: {front: string; isCursor: boolean},
	theme: Theme,
): string => {
	const shape = layout.isWhole ? pad : fit;
	const cells = layout.cells.map(cell => {
		const text = shape(harmless(cell.text(row)), cell.width, cell.column.align);
		return theme.paint(lookOf(cell.column, row, marks.isCursor), text);
	});
	return marks.front + cells.join(' ');
};

const lookOf = <Row>(column: Column<Row>, row: Row, isCursor: boolean): Meaning =>
	isCursor && column.width === 'rest' ? 'cursor' : (column.look?.(row) ?? 'text');

/** "↓", or "↓2" for the second of several; nothing for a column that is not sorted by. */
export const sortMark = (
	name: string,
	sorted: ReadonlyArray<{name: string; descending: boolean}>,
	arrows: {up: string; down: string},
): string => {
	const at = sorted.findIndex(key => key.name === name);
	if (at === -1) return '';
	const arrow = sorted[at]?.descending ? arrows.down : arrows.up;
	return sorted.length > 1 ? `${arrow}${at + 1}` : arrow;
};

/** The line of headers; the sorted columns show their direction. */
export const drawTitles = <Row>(
	layout: Layout<Row>,
	sorted: ReadonlyArray<{name: string; descending: boolean}>,
	arrows: {up: string; down: string},
	theme: Theme,
): string => {
	const cells = layout.cells.map(cell => {
		const mark = sortMark(cell.column.name, sorted, arrows);
		const room = cell.width - widthOf(mark);
		const header = room > 0 ? cut(cell.header, room, {ellipsis: ''}) + mark : cell.header;
		const look = mark === '' ? 'label' : 'accent';
		return theme.paint(look, fit(header, cell.width, cell.column.align));
	});
	return ' '.repeat(gutter) + cells.join(' ');
};
