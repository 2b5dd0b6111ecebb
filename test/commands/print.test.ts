import {expect, it} from 'vitest';
import {json} from '../../source/commands/print.ts';

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
