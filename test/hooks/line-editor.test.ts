import {expect, it} from 'vitest';
import {edit, lineOf} from '../../source/hooks/line-editor.ts';

/** The line with | for the caret, after keys by name. */
const after = (text: string, ...keys: string[]): string => {
	const line = keys.reduce((now, name) => edit(now, {type: 'key', name}) ?? now, lineOf(text));
	return `${line.text.slice(0, line.caret)}|${line.text.slice(line.caret)}`;
};

it.each([
	['ab', ['c'], 'abc|'],
	['ab', ['space', 'é', '日', '👍'], 'ab é日👍|'],
	['ab', ['left', 'x'], 'ax|b'],
	['ab', ['home', 'x', 'end', 'y'], 'xaby|'],
	['ab', ['ctrl+a', 'delete'], '|b'],
	['a👍', ['backspace'], 'a|'],
	['a👍b', ['left', 'left', 'x'], 'ax|👍b'],
	['ab', ['left', 'left', 'left', 'backspace'], '|ab'],
	['ab', ['right', 'delete'], 'ab|'],
	['one two  ', ['ctrl+w'], 'one |'],
	['one two', ['alt+backspace', 'ctrl+w'], '|'],
	['one two', ['left', 'ctrl+u'], '|o'],
	['one two', ['ctrl+a', 'right', 'ctrl+k'], 'o|'],
	['one', ['ctrl+a', 'ctrl+e', 'x'], 'onex|'],
] as const)('%s, then %j: %s', (text, keys, result) => {
	expect(after(text, ...keys)).toBe(result);
});

it('keys without a meaning here are left to others', () => {
	for (const name of ['up', 'f5', 'ctrl+l', 'tab', 'pagedown'])
		expect(edit(lineOf('a'), {type: 'key', name})).toBeUndefined();
	expect(edit(lineOf('a'), {type: 'focus', focused: true})).toBeUndefined();
});

it('a paste stays on one line, and does not grow without end', () => {
	expect(edit({text: 'ad', caret: 1}, {type: 'paste', text: 'b\n\tc'})).toEqual({
		text: 'ab cd',
		caret: 4,
	});
	const long = edit(lineOf('x'), {type: 'paste', text: '👍'.repeat(1_000_000)});
	expect(long?.text.length).toBe(4095);
	expect(long?.text).toMatch(/^x👍+$/u);
});
