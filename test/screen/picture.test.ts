import {expect, test} from 'vitest';
import {createEmulator} from './emulator.ts';
import {drawScreen} from './picture.ts';
import {paletteColour} from './picture-colours.ts';

const draw = async (text: string): Promise<string> => {
	const emulator = createEmulator(20, 3);
	await emulator.write(`\x1b[?25l${text}`);
	return drawScreen(emulator);
};

test('a run of one look is one text, stretched over its cells', async () => {
	const svg = await draw('ab\x1b[31mcd');
	expect(svg).toContain('textLength="16.8" fill="#d4d7dd">ab</text>');
	expect(svg).toContain('<text x="16.8"');
	expect(svg).toContain('fill="#e06c75">cd</text>');
});

test('a wide character takes two cells, and what follows keeps its place', async () => {
	const svg = await draw('日x');
	expect(svg).toMatch(/<text x="0"[^>]* textLength="16.8"[^>]*>日</);
	expect(svg).toMatch(/<text x="16.8"[^>]*>x</);
});

test('attributes', async () => {
	const svg = await draw('\x1b[1;4ma b\x1b[0;7mc\x1b[0;38;2;1;2;3;48;5;196md');
	expect(svg).toContain(' font-weight="bold" text-decoration="underline">a b</text>');
	expect(svg).toContain('fill="#16181d">c</text>');
	expect(svg).toContain('fill="#ff0000"/>');
	expect(svg).toContain('fill="#010203">d</text>');
});

test('markup in a name stays text', async () => {
	expect(await draw('<a&"b>')).toContain('>&lt;a&amp;&quot;b&gt;</text>');
});

test('lines, blocks and braille are shapes that fill their cells', async () => {
	expect(await draw('█')).toContain('d="M0 0h8.4v17h-8.4z"');
	expect(await draw('▄')).toContain('d="M0 8.5h8.4v8.5h-8.4z"');
	expect((await draw('⣿')).match(/h2v2h-2z/g)).toHaveLength(8);
});

test.each([
	[1, '#e06c75'],
	[16, '#000000'],
	[196, '#ff0000'],
	[231, '#ffffff'],
	[255, '#eeeeee'],
])('colour %i of the palette', (index, colour) => {
	expect(paletteColour(index)).toBe(colour);
});
