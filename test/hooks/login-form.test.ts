import {expect, it} from 'vitest';
import {type LoginForm, pressInForm, refuse, startForm} from '../../source/hooks/login-form.ts';
import type {KeyEvent} from '../../source/terminal/keys.ts';

const key = (name: string): KeyEvent => ({type: 'key', name});
const type = (form: LoginForm, text: string): LoginForm =>
	[...text].reduce((now, letter) => pressInForm(now, key(letter)).form, form);
const press = (form: LoginForm, ...names: string[]): LoginForm =>
	names.reduce((now, name) => pressInForm(now, key(name)).form, form);

it('an address that is typed goes in place of the one that is proposed', () => {
	const form = startForm({});
	expect(form.lines.url.text).toBe('http://localhost:8080');
	expect(type(form, 'nas:8080').lines.url.text).toBe('nas:8080');
	expect(pressInForm(form, {type: 'paste', text: 'http://nas'}).form.lines.url.text).toBe(
		'http://nas',
	);
});

it('who moves in it first mends it', () => {
	expect(type(press(startForm({}), 'end'), '/qbt').lines.url.text).toBe(
		'http://localhost:8080/qbt',
	);
	const shorter = press(startForm({}), 'backspace');
	expect(type(shorter, '1').lines.url.text).toBe('http://localhost:8081');
});

it('a password that was wrong is typed anew; one that is left alone stays', () => {
	const filled = type(press(type(press(startForm({}), 'tab'), 'admin'), 'tab'), 'wrong');
	const refused = refuse(filled, 'The user name or the password is wrong.', []);
	expect(type(refused, 'right').lines.password.text).toBe('right');
	expect(press(refused, 'tab', 'tab').lines).toMatchObject({
		username: {text: 'admin'},
		password: {text: 'wrong'},
	});
});
