import {
	type About,
	type ChoiceField,
	completionOf,
	type Field,
	type Form,
	offersFor,
	type TextField,
	valuesOf,
} from '../../hooks/form.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {chooseLines, wrapWords} from '../lines.ts';
import {drawTypedLine} from './typed-line.ts';

type Pens = {width: number; theme: Theme; glyphs: Glyphs};

const margin = 3;
const gap = 2;
/** Cells that what is typed gets at least, and that a note is worth. */
const leastTyped = 16;
const leastNote = 8;

/** `height` lines at most: what it is about, the fields around the chosen one, what is on offer. */
export const drawForm = (form: Form, height: number, pens: Pens): string[] => {
	const about = form.about(valuesOf(form));
	const {fields, at} = form;
	const spare = height - fields.length;
	const told = aboutLines(about, Math.max(3, spare - 2), pens);
	const offers = offersLine(fields[at], about, pens);
	const hasOffers = offers !== '' && height - told.length > fields.length;
	const isAiry = height - told.length - fields.length > (hasOffers ? 1 : 0);
	const room = Math.max(1, height - told.length - (hasOffers ? 1 : 0));
	const top = Math.max(0, Math.min(at - (room >> 1), fields.length - room));
	return [
		...told,
		...(isAiry ? [''] : []),
		...fields
			.map((field, i) => fieldLine(field, i === at, about.notes[field.name], pens))
			.slice(top, top + room),
		...(hasOffers ? [offers] : []),
	];
};

const aboutLines = ({lines}: About, room: number, {width, theme}: Pens): string[] => {
	const wrapped = lines.flatMap(({text, look, keep}) =>
		wrapWords(harmless(text), width - margin)
			.slice(0, 3)
			// How each begins is more than how one goes on.
			.map((line, i) => ({line: theme.paint(look, line), keep: keep + i * 100})),
	);
	return chooseLines(wrapped, room).map(({line}) => ' '.repeat(margin) + line);
};

const fieldLine = (
	field: Field,
	isHere: boolean,
	note: About['notes'][string] | undefined,
	pens: Pens,
): string => {
	const {width, theme, glyphs} = pens;
	const labelWidth = width < 60 ? 11 : 14;
	const room = width - margin - labelWidth;
	const front = isHere ? theme.paint('accent', fit(glyphs.cursor, margin)) : ' '.repeat(margin);
	const label = theme.paint(isHere ? 'accent' : 'label', fit(field.label, labelWidth));
	const said = harmless(note?.text ?? '');
	const value = (cells: number): string =>
		field.kind === 'text'
			? drawText(field, isHere, cells, theme)
			: drawChoice(field, isHere, cells, pens);
	const cells = widthOf(value(Math.max(leastTyped, room - widthOf(said) - gap)));
	const left = room - cells - (cells === 0 ? 0 : gap);
	const beside =
		left < leastNote || said === '' ? '' : theme.paint(note?.look ?? 'muted', cut(said, left));
	const shown = beside === '' ? value(room) : value(room - widthOf(beside) - gap);
	return front + label + shown + (beside === '' || cells === 0 ? '' : ' '.repeat(gap)) + beside;
};

const drawText = (field: TextField, isHere: boolean, cells: number, theme: Theme): string => {
	const {line} = field;
	if (!isHere) return cut(harmless(line.text), cells);
	const [next = '', ...rest] = harmless(completionOf(field));
	const typed = drawTypedLine({...line, text: line.text + next}, cells, theme);
	const room = Math.max(0, cells - widthOf(typed));
	return typed + theme.paint('placeholder', cut(rest.join(''), room));
};

const drawChoice = (
	{options, index}: ChoiceField,
	isHere: boolean,
	cells: number,
	{theme, glyphs}: Pens,
): string => {
	const option = options[index];
	const arrows = isHere ? ` ${glyphs.left}${glyphs.right}` : '';
	const label = cut(option?.label ?? '', cells - widthOf(arrows));
	return theme.paint(option?.value === '' ? 'muted' : 'text', label) + theme.paint('key', arrows);
};

/** What → takes, below the fields. */
const offersLine = (
	field: Field | undefined,
	about: About,
	{width, theme, glyphs}: Pens,
): string => {
	if (field?.kind !== 'text') return '';
	const texts = offersFor(field).map(offer => {
		const note = about.offers[offer];
		const shown = field.shown?.(offer) ?? offer;
		return harmless(note === undefined ? shown : `${shown} (${note})`);
	});
	if (texts.length === 0) return '';
	const key = theme.paint('key', glyphs.right);
	return (
		' '.repeat(margin) + key + theme.paint('muted', cut(` ${texts.join('  ')}`, width - margin - 1))
	);
};
