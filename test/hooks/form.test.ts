import {expect, it} from 'vitest';
import {
	choiceField,
	completionOf,
	type Form,
	keepCarets,
	offersFor,
	pressInForm,
	textField,
	valuesOf,
} from '../../source/hooks/form.ts';

const options = ['', 'yes', 'no'].map(value => ({value, label: value}));

const start = (): Form => ({
	...{kind: 'form', id: Symbol('test'), title: 'Test', done: 'do', at: 0},
	fields: [
		textField('category', 'Category', '', ['films', 'films-4k', 'linux']),
		{...textField('tags', 'Tags', '', ['keep', 'old', 'seed']), many: true},
		choiceField('start', 'Start', options),
	],
	about: () => ({lines: [], notes: {}, offers: {}}),
	submit: () => undefined,
	back: () => {},
});

const named = /^(enter|escape|tab|shift\+tab|up|down|left|right|space|home|backspace|ctrl\+u)$/;

/** Names of keys, or texts as if typed. */
const press = (form: Form, ...keys: string[]): Form =>
	keys.reduce((now, key) => {
		const names = named.test(key)
			? [key]
			: [...key].map(letter => (letter === ' ' ? 'space' : letter));
		return names.reduce((each, name) => pressInForm(each, {type: 'key', name})?.form ?? each, now);
	}, form);

const field = (form: Form) => {
	const now = form.fields[form.at];
	if (now?.kind !== 'text') throw new Error('it is at a choice');
	return now;
};

it('goes from field to field, and round', () => {
	expect(press(start(), 'tab', 'down').at).toBe(2);
	expect(press(start(), 'up').at).toBe(2);
	expect(press(start(), 'tab', 'tab', 'tab').at).toBe(0);
	expect(press(start(), 'tab', 'shift+tab', 'shift+tab').at).toBe(2);
});

it('Space and the arrows change a choice, round', () => {
	const at = press(start(), 'up');
	expect(valuesOf(press(at, 'space')).start).toBe('yes');
	expect(valuesOf(press(at, 'right', 'right', 'right')).start).toBe('');
	expect(valuesOf(press(at, 'left')).start).toBe('no');
	// Letters mean nothing there.
	expect(pressInForm(at, {type: 'key', name: 'x'})).toBeUndefined();
	expect(pressInForm(at, {type: 'paste', text: 'x'})).toBeUndefined();
});

it('text is typed with the keys of a line, and its ends are trimmed', () => {
	const typed = press(start(), ' a b c ', 'home', 'x');
	expect(valuesOf(typed).category).toBe('x a b c');
	expect(valuesOf(press(typed, 'ctrl+u')).category).toBe('a b c');
});

it('→ takes what is on offer, and then the next', () => {
	const typed = press(start(), 'FI');
	expect(completionOf(field(typed))).toBe('lms');
	const taken = press(typed, 'right');
	expect(valuesOf(taken).category).toBe('films');
	expect(completionOf(field(taken))).toBe('');
	expect(valuesOf(press(taken, 'right')).category).toBe('films-4k');
	expect(valuesOf(press(taken, 'right', 'right', 'right')).category).toBe('films');
	expect(valuesOf(press(start(), 'right')).category).toBe('films');
	expect(valuesOf(press(start(), 'zzz', 'right')).category).toBe('zzz');
});

it('→ inside the text goes on in it', () => {
	const inside = press(start(), 'fi', 'left', 'right', 'x');
	expect(valuesOf(inside).category).toBe('fix');
	expect(completionOf(field(press(start(), 'fi', 'left')))).toBe('');
});

it('of several, what is given already is not offered again', () => {
	const typed = press(start(), 'tab', 'keep, ');
	expect(offersFor(field(typed))).toEqual(['old', 'seed']);
	expect(valuesOf(press(typed, 's', 'right')).tags).toBe('keep, seed');
	expect(valuesOf(press(typed, 'right', 'right')).tags).toBe('keep, seed');
});

it('Enter and Esc ask for it; nothing else of the form changes', () => {
	const form = press(start(), 'films');
	expect(pressInForm(form, {type: 'key', name: 'enter'})).toEqual({form, does: 'submit'});
	expect(pressInForm(form, {type: 'key', name: 'escape'})).toEqual({form, does: 'back'});
});

it('fields that are made anew keep what is being typed', () => {
	const typed = press(start(), 'fi', 'left');
	const fresh = [...start().fields, textField('rename', 'Name', 'x')];
	const kept = keepCarets(typed.fields, fresh);
	expect(kept[0]).toMatchObject({line: {text: 'fi', caret: 1}});
	expect(kept).toHaveLength(4);
});
