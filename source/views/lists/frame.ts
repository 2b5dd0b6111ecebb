import {type Rows, settle} from '../../hooks/list-position.ts';
import type {ListChoice} from '../../hooks/lists-choice.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, pad, width as widthOf} from '../../terminal/text.ts';
import {chooseLines, wrapWords} from '../lines.ts';
import type {Inside, ListRow, ListView, Pens, Work} from './list-view.ts';

/** Which lines of a view are what, at this size. */
export type ListFrame<Row extends ListRow = ListRow> = {
	rows: readonly Row[];
	index: number;
	top: number;
	/** Lines of the list, without its titles. */
	height: number;
	/** Lines of the text below that are seen at once, and all that there are. */
	told: {height: number; lines: readonly string[]; scroll: number; hasRule: boolean};
	head: readonly string[];
	hasTitles: boolean;
	/** The row under the cursor. */
	row: Row | undefined;
};

/** Below this, titles and rules would take the room of what they belong to. */
const leastWithTitles = 6;
const leastWithRule = 4;
/** Rows that stay above a text which has most of the room. */
const leastRows = 2;

export const frameOf = <Row extends ListRow>(
	view: ListView<Row>,
	work: Work,
	choice: ListChoice,
	inside: Inside,
	pens: Pens,
): ListFrame<Row> => {
	const {width, height} = inside;
	const rows = view.rows(work, choice);
	const share = rows.length === 0 ? 2 : 3;
	const mostHead = choice.whole ? 1 : Math.max(1, Math.floor(height / share));
	const head = chooseLines(view.head(work, inside, pens), mostHead).map(({text}) => text);
	const hasTitles = height >= leastWithTitles && rows.length > 0;
	const room = Math.max(1, height - head.length - (hasTitles ? 1 : 0));
	const row = rows[settle(choice.position, keysOf(rows), room).index];
	const lines = row ? view.tell(row, work, width, pens) : [];
	const told = toldHeight(choice, rows.length, lines.length, {room, height});
	const listHeight = Math.max(1, room - told);
	const {index, top} = settle(choice.position, keysOf(rows), listHeight);
	const hasRule = told >= leastWithRule;
	const seen = Math.max(0, told - (hasRule ? 1 : 0));
	const scroll = Math.max(0, Math.min(choice.scroll, lines.length - seen));
	return {
		...{rows, index, top, height: listHeight, head, hasTitles, row},
		told: {height: seen, lines, scroll, hasRule},
	};
};

/** A third of the room, more where rows leave some, and most of it where it is wanted. */
const toldHeight = (
	{whole}: ListChoice,
	rows: number,
	lines: number,
	{room, height}: {room: number; height: number},
): number => {
	if (lines === 0 || room < 3) return 0;
	const share = Math.max(2, Math.floor(height * 0.35));
	const least = whole ? Math.max(1, Math.min(rows, leastRows)) : Math.max(1, room - share);
	const left = room - Math.max(whole ? least : Math.min(rows, least), 1);
	return Math.min(lines + 1, left);
};

export const keysOf = (rows: readonly ListRow[]): Rows => ({
	length: rows.length,
	at: index => rows[index]?.key,
	indexOf: key => rows.findIndex(row => row.key === key),
});

/** Exactly as many lines as there is room for. */
export const drawList = <Row extends ListRow>(
	view: ListView<Row>,
	work: Work,
	choice: ListChoice,
	inside: Inside,
	pens: Pens,
): string[] => {
	const {width, height} = inside;
	const frame = frameOf(view, work, choice, inside, pens);
	const {rows, index, top, row, head, hasTitles, told} = frame;
	const lines = [...head];
	if (hasTitles) lines.push(view.titles(work, width, pens));
	const seen = rows
		.slice(top, top + frame.height)
		.map((each, i) =>
			view.draw(
				each,
				work,
				{isCursor: top + i === index, isOpen: choice.open.has(each.key), width},
				pens,
			),
		);
	lines.push(...seen);
	if (rows.length === 0) lines.push(...emptyLines(view.empty(work, choice), width, pens));
	const toldLines =
		row && told.height > 0 ? drawTold(view.caption(row, work), frame, width, pens) : [];
	while (lines.length < height - toldLines.length) lines.push('');
	return [...lines.slice(0, height - toldLines.length), ...toldLines];
};

const emptyLines = (texts: readonly string[], width: number, {theme}: Pens): string[] =>
	texts.flatMap((text, i) =>
		wrapWords(harmless(text), width - 4).map(
			line => `  ${theme.paint(i === 0 ? 'text' : 'muted', line)}`,
		),
	);

const drawTold = (
	caption: string,
	{told}: Pick<ListFrame, 'told'>,
	width: number,
	pens: Pens,
): string[] => {
	const {height, lines, scroll, hasRule} = told;
	const seen = lines.slice(scroll, scroll + height);
	return hasRule ? [ruleOf(caption, told, width, pens), ...seen] : [...seen];
};

/** "── HELD ─────────── J K 4 of 12 ──": more is said to be there than is seen. */
const ruleOf = (
	caption: string,
	{lines, height, scroll}: ListFrame['told'],
	width: number,
	{theme, glyphs}: Pens,
): string => {
	const more = lines.length > height ? ` J K: ${scroll + height} of ${lines.length} ` : '';
	const start = `${glyphs.rule.repeat(2)} ${cut(harmless(caption), Math.max(1, width - widthOf(more) - 8))} `;
	const rest = width - widthOf(start) - widthOf(more) - 2;
	const line = start + glyphs.rule.repeat(Math.max(0, rest)) + more;
	return theme.paint('border', cut(pad(line, width - 2) + glyphs.rule.repeat(2), width));
};
