import type {KeyEvent} from '../terminal/keys.ts';
import {edit, type Line, lineOf} from './line-editor.ts';

/** Several things asked at once: fields below one another. Lies over the list. */
export type Form = {
	kind: 'form';
	/** Tells it from others: what comes late must not go into another form. */
	id: symbol;
	title: string;
	/** What Enter does, for the footer. */
	done: string;
	fields: readonly Field[];
	/** Which of the fields has the caret. */
	at: number;
	/** What it is about and what is said beside its fields; asked at each drawing. */
	about: (values: Values) => About;
	/** Does it, or says why it can't; closed in the first case. */
	submit: (values: Values) => string | undefined;
	/** Esc: the form is closed already. */
	back: (values: Values) => void;
	/** After each key that changed something. */
	changed?: (values: Values) => void;
};

export type Field = TextField | ChoiceField;

export type TextField = {
	kind: 'text';
	name: string;
	label: string;
	line: Line;
	/** What is known already, and can be taken by a key. */
	offers: readonly string[];
	/** Several, with commas between. */
	many?: boolean;
	/** How what is on offer is shown, where that is long. */
	shown?: (offer: string) => string;
};

export type ChoiceField = {
	kind: 'choice';
	name: string;
	label: string;
	options: ReadonlyArray<{value: string; label: string}>;
	index: number;
};

/** By the field's name: the text, or the value of the option. */
export type Values = Readonly<Record<string, string>>;

export type About = {
	/** Above the fields; those with the lowest `keep` stay longest where there is little room. */
	lines: ReadonlyArray<{text: string; look: Look; keep: number}>;
	/** Behind fields, by their names. */
	notes: Readonly<Record<string, {text: string; look: Look}>>;
	/** Behind what is on offer. */
	offers: Readonly<Record<string, string>>;
};

type Look = 'text' | 'muted' | 'good' | 'warning' | 'bad';

export const textField = (
	name: string,
	label: string,
	text = '',
	offers: readonly string[] = [],
): TextField => ({kind: 'text', name, label, line: lineOf(text), offers});

/** @param value of the option that is chosen at first; the first option when there is no such */
export const choiceField = (
	name: string,
	label: string,
	options: ChoiceField['options'],
	value = '',
): ChoiceField => ({
	...{kind: 'choice', name, label, options},
	index: Math.max(
		0,
		options.findIndex(option => option.value === value),
	),
});

export const valuesOf = ({fields}: Pick<Form, 'fields'>): Values =>
	Object.fromEntries(fields.map(field => [field.name, currentOf(field)]));

const currentOf = (field: Field): string =>
	field.kind === 'text' ? field.line.text.trim() : (field.options[field.index]?.value ?? '');

/** Fields made anew, with the carets of those that they take the place of. */
export const keepCarets = (before: readonly Field[], fields: readonly Field[]): Field[] =>
	fields.map(field => {
		const old = before.find(({name}) => name === field.name);
		return field.kind === 'text' && old?.kind === 'text' ? {...field, line: old.line} : field;
	});

/** The form after a key, and what the key asks for; undefined when it means nothing here. */
export const pressInForm = (
	form: Form,
	event: KeyEvent,
): {form: Form; does?: 'submit' | 'back'} | undefined => {
	const key = event.type === 'key' ? event.name : '';
	if (key === 'enter') return {form, does: 'submit'};
	if (key === 'escape') return {form, does: 'back'};
	const step = steps[key];
	const {fields, at} = form;
	if (step !== undefined) return {form: {...form, at: (at + step + fields.length) % fields.length}};
	const field = fields[at];
	const next = field && pressInField(field, event, key);
	return next && {form: {...form, fields: fields.with(at, next)}};
};

const steps: Readonly<Record<string, number>> = {tab: 1, down: 1, 'shift+tab': -1, up: -1};

const pressInField = (field: Field, event: KeyEvent, key: string): Field | undefined => {
	if (field.kind === 'choice') {
		const turn = turns[key];
		const {length} = field.options;
		return turn === undefined
			? undefined
			: {...field, index: (field.index + turn + length) % length};
	}
	const line =
		key === 'right' ? (takeOffer(field) ?? edit(field.line, event)) : edit(field.line, event);
	return line && {...field, line};
};

const turns: Readonly<Record<string, number>> = {space: 1, right: 1, left: -1};

/** What is being typed: the whole text, or what follows the last comma. */
const pieceOf = ({line: {text}, many}: TextField): {before: string; piece: string} => {
	const typed = many ? text.slice(text.lastIndexOf(',') + 1).trimStart() : text;
	return {before: text.slice(0, text.length - typed.length), piece: typed};
};

/** What is on offer for what is being typed; all of it when that is one of them already. */
export const offersFor = (field: TextField): string[] => {
	const {before, piece} = pieceOf(field);
	const taken = before.split(',').map(part => part.trim());
	const open = field.many
		? field.offers.filter(offer => !taken.includes(offer))
		: [...field.offers];
	if (open.includes(piece)) return open;
	return open.filter(offer => offer.toLowerCase().startsWith(piece.toLowerCase()));
};

/** The rest of the offer that → would take, while one types. */
export const completionOf = (field: TextField): string => {
	const {piece} = pieceOf(field);
	const [offer = ''] = offersFor(field);
	return piece === '' || isInside(field) || offersFor(field).includes(piece)
		? ''
		: offer.slice(piece.length);
};

const isInside = ({line}: TextField): boolean => line.caret < line.text.length;

/** → at the end of the text: the rest of what is typed, or the next of what is on offer. */
const takeOffer = (field: TextField): Line | undefined => {
	if (isInside(field)) return undefined;
	const {before, piece} = pieceOf(field);
	const offers = offersFor(field);
	const offer = offers[(offers.indexOf(piece) + 1) % Math.max(1, offers.length)];
	return offer === undefined ? undefined : lineOf(before + offer);
};
