import {expect, it} from 'vitest';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {drawTypedLine} from '../../source/views/form/typed-line.ts';
import {chooseLines, wrapWords} from '../../source/views/lines.ts';
import {createRandom} from '../terminal/random.ts';

const plain = createTheme({env: {}, isTTY: true, depth: 0});

it.each([
	['', 0, ' '],
	['abc', 3, 'abc '],
	['abc', 1, 'abc'],
	['0123456789ab', 12, '3456789ab '],
	['0123456789ab', 0, '0123456789'],
	['0123456789ab', 11, '23456789ab'],
	['頁頁頁頁頁頁', 6, '頁頁頁頁 '],
	['頁頁頁頁頁頁', 5, '頁頁頁頁頁'],
	['a\x1b[31m\nb', 8, 'a·[31m b '],
])('%j with the caret at %i shows %j in ten cells', (text, caret, shown) => {
	expect(drawTypedLine({text, caret}, 10, plain)).toBe(shown);
});

it('is never wider than its room, whatever is typed', () => {
	const {below, pick} = createRandom(3);
	const glyphs = ['a', '頁', '👍', 'e\u0301', '\u0301', '\u200d', '\x1b', ' ', '\u202e'];
	for (let i = 0; i < 2000; i++) {
		const parts = Array.from({length: below(40)}, () => pick(glyphs));
		const caret = parts.slice(0, below(parts.length + 1)).join('').length;
		const room = 2 + below(30);
		const drawn = drawTypedLine({text: parts.join(''), caret}, room, plain);
		expect(widthOf(drawn)).toBeLessThanOrEqual(room);
	}
});

it('a text is broken between words, and a word that is too long is cut', () => {
	expect(wrapWords('one two three', 8)).toEqual(['one two', 'three']);
	expect(wrapWords('a verylongword b', 6)).toEqual(['a', 'veryl…', 'b']);
	expect(wrapWords('', 6)).toEqual(['']);
});

it('where there is little room, the most important lines stay in their order', () => {
	const lines = [{keep: 3}, {keep: 1}, {keep: 9}, {keep: 2}];
	expect(chooseLines(lines, 2)).toEqual([{keep: 1}, {keep: 2}]);
	expect(chooseLines(lines, 9)).toEqual(lines);
	expect(chooseLines(lines, 0)).toEqual([]);
});
