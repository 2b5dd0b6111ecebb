import {describe, expect, it} from 'vitest';
import {json, jsonParts, prose, table} from '../../source/commands/print.ts';
import {width} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import type {Column} from '../../source/views/torrents/columns.ts';

const hostile = [
	...['\u001b[2J\u001b]0;title\u0007', '\u009b31m', '\u0085', '\u007f', '\u0000', '\r\n'],
	...['\u202egnp.exe', '\u2066x\u2069', '\u200e\u200f\u061c', '\u2028\u2029', '\ufeff', '\ud800'],
	...['🌞 e\u0301 東京', 'plain "quoted" \\ text'],
];

it.each(hostile)('JSON is the same to a program, and harmless on a terminal: %j', text => {
	const printed = json({[text]: text, list: [text]});
	expect(JSON.parse(printed)).toEqual({[text]: text, list: [text]});
	expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
	expect(printed).not.toMatch(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
});

it('what is harmless stays readable', () => {
	expect(json({name: '🌞 東京 é'})).toBe('{\n  "name": "🌞 東京 é"\n}\n');
});

describe('lines of text', () => {
	it('are broken between words at a terminal, and a long path is kept whole', () => {
		const path = `/downloads/${'x'.repeat(40)}/end`;
		const lines = prose([`It goes to ${path} now`, 'short', '日本語 日本語'], 20).split('\n');
		expect(lines.slice(0, -1).every(line => width(line) <= 20)).toBe(true);
		expect(lines.join('').replaceAll(' ', '')).toContain(path);
		expect(lines.slice(-3)).toEqual(['short', '日本語 日本語', '']);
	});

	it('are whole where they go into a file, and harmless', () => {
		expect(prose([`a\u001b[2J ${'long '.repeat(50)}`, 'b'], undefined).split('\n')).toHaveLength(3);
		expect(prose(['a\u001b[2J'], 80)).not.toContain('\u001b');
	});
});

it('a name that is far longer than all others is whole, and makes no other line long', () => {
	const column: Column<string> = {
		...{name: 'name', letter: 'n', header: 'Name', help: '', width: 'rest', keep: 1},
		value: row => row,
	};
	const size = {...column, name: 'size', header: 'Size', value: () => 1};
	const theme = createTheme({env: {}, isTTY: false});
	const rows = ['short', 'x'.repeat(4000)];
	const lines = table(rows, [column, size], undefined, theme).split('\n');
	expect(lines).toEqual([
		`${'Name'.padEnd(120)} Size`,
		`${'short'.padEnd(120)} 1`,
		`${'x'.repeat(4000)} 1`,
		'',
	]);
});

it.each([0, 1, 2])('a document in parts, with %i rows, is the same text as in one', count => {
	const rows = Array.from({length: count}, (_, i) => ({
		name: `a\u2028b\u202e "q" \\ ${i}`,
		tags: i === 0 ? [] : ['x', 'y'],
		more: {none: {}, deep: [1, [2]]},
	}));
	const head = {server: {address: 'nas', torrents: []}, at: 1};
	expect([...jsonParts(head, 'torrents', rows)].join('')).toBe(json({...head, torrents: rows}));
});
