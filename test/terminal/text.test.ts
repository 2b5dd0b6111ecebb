import {expect, test} from 'vitest';
import {harmless} from '../../source/terminal/harmless.ts';
import {cut, fit as fitted, pad, width} from '../../source/terminal/text.ts';
import {createRandom} from './random.ts';

test.for([
	['a plain name', 'Ubuntu.26.04 (x64) [iso]', 'Ubuntu.26.04 (x64) [iso]'],
	['CSI: clear', 'a\x1b[2Jb', 'a·[2Jb'],
	['reset', 'a\x1bcb', 'a·cb'],
	['DCS', '\x1bP1;2|x\x1b\\', '·P1;2|x·\\'],
	['APC', '\x1b_x\x1b\\', '·_x·\\'],
	['leaving the alternate screen', '\x1b[?1049l', '·[?1049l'],
	['a scroll region', '\x1b[3;5r', '·[3;5r'],
	['tmux passthrough', '\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\', '·Ptmux;··]52;c;eA==··\\'],
	['OSC 52', '\x1b]52;c;eA==\x07', '·]52;c;eA==·'],
	['OSC 0', '\x1b]0;title\x07', '·]0;title·'],
	['OSC 8', '\x1b]8;;http://x\x07y\x1b]8;;\x07', '·]8;;http://x·y·]8;;·'],
	['C1 OSC', '\x9d52;c;eA==\x9c', '·52;c;eA==·'],
	['SGR', '\x1b[31;5mred', '·[31;5mred'],
	['CR, BS, BEL, NUL, DEL, VT, FF', '\rx\bx\x07x\0x\x7fx\vx\f', '·x·x·x·x·x·x·'],
	['tabs and newlines', 'a\tb\nc\r\nd', 'a b c d'],
	['bidi overrides', '\u202Eabc\u2066x\u2069\u200F\u200E\u061C', '·abc·x····'],
	['a lone surrogate', 'a\ud800b\udc00', 'a·b·'],
	['line separators', 'a\u2028b\u2029c', 'a·b·c'],
	['tags', `a${String.fromCodePoint(0xe_00_41, 0xe_00_42)}b`, 'a·b'],
	['a ZWJ family', '👨‍👩‍👧', '👨👩👧'],
	['VS16', '✈️', '✈'],
	['a keycap', '1️⃣', '1'],
	['a skin tone', '👍🏽', '👍'],
	['ZWSP and soft hyphen', 'a\u200bb\u00adc', 'abc'],
	['too many marks', `a${'\u0316'.repeat(9)}b`, 'a\u0316\u0316b'],
	['a mark without base', '\u0316a', '·\u0316a'],
	['decomposed letters', 'e\u0301\u1112\u1161\u11ab', 'é한'],
	['Hebrew and Arabic', 'שלום مرحبا', 'שלום مرحبا'],
	['a noncharacter', 'a\ufffeb', 'a·b'],
])('harmless: %s', ([, raw = '', shown]) => {
	expect(harmless(raw)).toBe(shown);
	expect(harmless(harmless(raw))).toBe(shown);
});

function anyText(seed: number): string {
	const random = createRandom(seed);
	const ranges = [
		0x80, 0x3_00, 0x6_00, 0x20_00, 0x30_00, 0x1_10_00, 0x1_f0_00, 0xe_01_00, 0x11_00_00,
	];
	return Array.from({length: random.below(12)}, () =>
		String.fromCodePoint(random.below(random.pick(ranges))),
	).join('');
}

test('harmless: any text', () => {
	for (let seed = 0; seed < 20_000; seed++) {
		const shown = harmless(anyText(seed));
		expect(shown).not.toMatch(
			/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
		);
		expect(harmless(shown), JSON.stringify(shown)).toBe(shown);
	}
});

test.for([
	['abc', 3],
	['漢字', 4],
	['한국어', 6],
	['e\u0301', 1],
	['\u1112\u1161\u11ab', 2],
	['😀', 2],
	['\x1b[1;38;5;9mab\x1b[m漢', 4],
	['ไทย', 3],
	['…▸✓█░', 5],
	['', 0],
] as const)('width of %j is %i', ([text, cells]) => {
	expect(width(text)).toBe(cells);
});

test.for([
	['abcdef', 6, 'abcdef'],
	['abcdef', 5, 'abcd…'],
	['abcdef', 1, '…'],
	['abcdef', 0, ''],
	['漢字漢字', 8, '漢字漢字'],
	['漢字漢字', 7, '漢字漢…'],
	['漢字漢字', 6, '漢字…'],
	['aaaae\u0301', 5, 'aaaae\u0301'],
	['aaaae\u0301b', 5, 'aaaa…'],
	['', 5, ''],
] as const)('%j cut to %i is %j', ([text, cells, shown]) => {
	expect(cut(text, cells)).toBe(shown);
});

test('pad, fit and other ellipses', () => {
	expect(pad('漢', 5)).toBe('漢   ');
	expect(pad('漢', 5, 'right')).toBe('   漢');
	expect(pad('漢', 5, 'center')).toBe(' 漢  ');
	expect(pad('abc', 2)).toBe('abc');
	expect(fitted('漢字', 4, 'right')).toBe('漢字');
	expect(cut('abcdef', 4, {ellipsis: '~'})).toBe('abc~');
	expect(cut('abcdef', 2, {ellipsis: '...'})).toBe('..');
});

test('fit is always exact', () => {
	for (let seed = 0; seed < 5000; seed++) {
		const text = harmless(anyText(seed)) + (seed % 3 ? 'abc' : '');
		const cells = seed % 14;
		expect(width(fitted(text, cells, seed % 2 ? 'left' : 'right')), JSON.stringify(text)).toBe(
			cells,
		);
	}
});
