import type {KeyEvent} from '../terminal/keys.ts';
import {edit, type Line, lineOf} from './line-editor.ts';

/** TABLE: what the login form asks for. */
export const loginFields = [
	{name: 'url', label: 'Address', secret: false, example: 'such as http://nas:8080'},
	{name: 'username', label: 'User name', secret: false, example: 'such as admin'},
	{name: 'password', label: 'Password', secret: true, example: ''},
	{name: 'apiKey', label: 'or API key', secret: true, example: 'qBittorrent 5.2 and later'},
] as const;

export type LoginField = (typeof loginFields)[number]['name'];

/** The form of the first run. Pure. */
export type LoginForm = {
	lines: Record<LoginField, Line>;
	/** Which of the fields has the caret. */
	at: number;
	/** One has just come to the field: what is typed goes in place of what stands there. */
	fresh: boolean;
	/** The login is being tried. */
	busy: boolean;
	/** Why it did not work. */
	problem: string | undefined;
	advice: readonly string[];
};

export const startForm = (known: Partial<Record<LoginField, string>>): LoginForm => ({
	lines: {
		url: lineOf(known.url ?? 'http://localhost:8080'),
		username: lineOf(known.username ?? ''),
		password: lineOf(''),
		apiKey: lineOf(''),
	},
	at: 0,
	fresh: true,
	busy: false,
	problem: undefined,
	advice: [],
});

/** The form after a key; `submit` when all is filled in and the login is to be tried. */
export const pressInForm = (
	form: LoginForm,
	event: KeyEvent,
): {form: LoginForm; submit: boolean} => {
	const key = event.type === 'key' ? event.name : '';
	const last = loginFields.length - 1;
	if (form.busy) return {form, submit: false};
	if (key === 'enter' && readyFrom(form))
		return {form: {...form, busy: true, problem: undefined}, submit: true};
	if (key === 'tab' || key === 'down' || key === 'enter')
		return {form: goTo(form, form.at + 1), submit: false};
	if (key === 'shift+tab' || key === 'up') return {form: goTo(form, form.at + last), submit: false};
	const field = loginFields[form.at]?.name ?? 'url';
	const line = (form.fresh && anew(event)) || edit(form.lines[field], event);
	const typed = line && {...form, fresh: false, lines: {...form.lines, [field]: line}};
	return {form: typed ?? form, submit: false};
};

/** What is typed or pasted, alone; undefined for a key that moves or deletes. */
const anew = (event: KeyEvent): Line | undefined => {
	const line = edit(lineOf(''), event);
	return line && line.text !== '' ? line : undefined;
};

const goTo = (form: LoginForm, at: number): LoginForm => ({
	...form,
	at: at % loginFields.length,
	fresh: true,
});

/** Enter tries the login from the password on, or when there is nothing more to ask. */
const readyFrom = ({lines, at}: LoginForm): boolean =>
	lines.url.text.trim() !== '' && (at >= 2 || lines.apiKey.text !== '');

export const refuse = (form: LoginForm, problem: string, advice: readonly string[]): LoginForm => ({
	...form,
	busy: false,
	// A password that was wrong is typed anew.
	fresh: true,
	problem,
	advice,
});
