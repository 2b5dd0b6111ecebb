import {expect, it} from 'vitest';
import {
	type LoginForm,
	loginFields,
	pressInForm,
	refuse,
	startForm,
} from '../../source/hooks/login-form.ts';

/** Types into the form: names of keys, or whole texts as a paste. */
const press = (form: LoginForm, ...keys: string[]) => {
	let result = {form, submit: false};
	for (const key of keys) {
		const named = /^(enter|tab|shift\+tab|up|down|ctrl\+u)$/.test(key);
		result = pressInForm(
			result.form,
			named ? {type: 'key', name: key} : {type: 'paste', text: key},
		);
	}
	return result;
};

const fieldOf = ({at}: LoginForm) => loginFields[at]?.name;

it('goes from field to field, and round', () => {
	const form = startForm({});
	expect(fieldOf(form)).toBe('url');
	expect(fieldOf(press(form, 'tab').form)).toBe('username');
	expect(fieldOf(press(form, 'down', 'down', 'up').form)).toBe('username');
	expect(fieldOf(press(form, 'shift+tab').form)).toBe('apiKey');
	expect(fieldOf(press(form, 'up', 'tab').form)).toBe('url');
});

it('Enter goes on until the password, then tries', () => {
	const name = press(startForm({}), 'ctrl+u', 'http://nas', 'enter', 'me', 'enter', 'secret');
	expect(name.submit).toBe(false);
	const {form, submit} = press(name.form, 'enter');
	expect(submit).toBe(true);
	expect(form.busy).toBe(true);
	expect(form.lines).toMatchObject({url: {text: 'http://nas'}, password: {text: 'secret'}});
});

it('with an API key there is nothing more to ask, wherever one is', () => {
	const keyed = press(startForm({}), 'shift+tab', 'qbt_key', 'tab');
	expect(press(keyed.form, 'enter').submit).toBe(true);
});

it('is not tried without an address', () => {
	expect(press(startForm({}), 'ctrl+u', 'tab', 'tab', 'enter').submit).toBe(false);
});

it('waits while it is being tried, and tells why it did not work', () => {
	const {form} = press(startForm({}), 'tab', 'tab', 'enter');
	expect(press(form, 'x', 'enter')).toEqual({form, submit: false});
	const refused = refuse(form, 'No.', ['Try another.']);
	expect(refused).toMatchObject({busy: false, problem: 'No.', advice: ['Try another.']});
	expect(press(refused, 'enter').form.problem).toBeUndefined();
});
