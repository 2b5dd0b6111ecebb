import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {markOf, type Piece} from '../filter/terms.ts';
import {count} from '../format.ts';
import type {FacetLine} from './lines.ts';

export type FacetLook = {
	/** Cells, the line beside the list among them. */
	width: number;
	/** The list stands on the right. */
	hasRule: boolean;
	/** What the filter has in force. */
	pieces: readonly Piece[];
	theme: Theme;
	glyphs: Glyphs;
};

/** Where there is more room, counts would stand too far from their names. */
const widest = 48;

/** A line of the pane: cursor, mark, name, and the count on the right. */
export const drawFacetLine = (
	line: FacetLine | undefined,
	value: number | undefined,
	isCursor: boolean,
	look: FacetLook,
): string => {
	const {width, hasRule, theme, glyphs} = look;
	const room = hasRule ? width - 1 : Math.min(width, widest);
	const text = line ? drawLine(line, value, isCursor, room, look) : ' '.repeat(room);
	return hasRule ? text + theme.paint('border', glyphs.border.left) : text;
};

const drawLine = (
	line: FacetLine,
	value: number | undefined,
	isCursor: boolean,
	room: number,
	look: FacetLook,
): string => {
	const {theme, glyphs} = look;
	const ellipsis = glyphs.ellipsis;
	if (line.kind === 'title') return theme.paint('label', fit(line.title.toUpperCase(), room));
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	const mark = markFor(line, look.pieces);
	const counted = value === undefined ? '?' : count(value);
	const indent = ' '.repeat(Math.min(line.depth, deepest) * 2);
	const names = room - 2 - widthOf(counted) - 2;
	const name = fit(indent + cut(harmless(line.label), names - indent.length, {ellipsis}), names);
	const text = `${name} ${counted} `;
	const isDim = value === 0 && mark === undefined;
	const meaning = isCursor ? 'cursor' : mark === 'in' ? 'accent' : isDim ? 'muted' : 'text';
	return cursor + drawMark(mark, theme, glyphs) + theme.paint(meaning, text);
};

/** Deeper ones would have no room for their names. */
const deepest = 3;

const drawMark = (mark: 'in' | 'out' | undefined, theme: Theme, glyphs: Glyphs): string => {
	if (mark === undefined) return ' ';
	return mark === 'in' ? theme.paint('accent', glyphs.check) : theme.paint('bad', glyphs.cross);
};

/** `All` is in force when no other value of its facet is. */
const markFor = (
	line: Extract<FacetLine, {kind: 'value'}>,
	pieces: readonly Piece[],
): 'in' | 'out' | undefined => {
	if (line.value !== undefined) return markOf(pieces, line.facet, line.value);
	return pieces.some(piece => piece.kind !== 'other' && piece.facet === line.facet)
		? undefined
		: 'in';
};
