import {describe, expect, test} from 'vitest';
import {keyBytes, mouseBytes} from './keys.ts';
import {tmuxKey} from './tmux-keys.ts';

describe('keyBytes', () => {
	test.each([
		['j', 'j'],
		['G', 'G'],
		['+', '+'],
		['日', '日'],
		['enter', '\r'],
		['shift+tab', '\x1b[Z'],
		['ctrl+l', '\x0c'],
		['ctrl+space', '\0'],
		['ctrl+[', '\x1b'],
		['alt+x', '\x1bx'],
		['alt+enter', '\x1b\r'],
		['shift+up', '\x1b[1;2A'],
		['ctrl+right', '\x1b[1;5C'],
		['ctrl+alt+home', '\x1b[1;7H'],
		['shift+f1', '\x1b[1;2P'],
		['shift+pageup', '\x1b[5;2~'],
	])('%s', (key, bytes) => {
		expect(keyBytes(key)).toBe(bytes);
	});

	test.each(['', 'entr', 'hyper+x', 'ctrl+日'])('refuses %j', key => {
		expect(() => keyBytes(key)).toThrow(/No key is called/);
	});
});

test('the mouse counts from one', () => {
	expect(mouseBytes(64, 0, 9, 'M')).toBe('\x1b[<64;1;10M');
});

test.each([
	['j', ['-l', '--', 'j']],
	['pagedown', ['NPage']],
	['ctrl+l', ['C-l']],
	['alt+enter', ['M-Enter']],
	['f5', ['F5']],
])('tmux calls %s %j', (key, args) => {
	expect(tmuxKey(key)).toEqual(args);
});
