import {expect, test} from 'vitest';
import {parseCells} from '../../source/terminal/cells.ts';
import {colorDepth} from '../../source/terminal/color-depth.ts';
import {bar, glyphSet, graph, sparkline, wantsAscii} from '../../source/terminal/glyphs.ts';
import {createTheme, meanings} from '../../source/terminal/theme.ts';

const unicode = glyphSet({ascii: false});
const ascii = glyphSet({ascii: true});

test.for([
	[0, '░░░░', '....'],
	[0.001, '▏░░░', '#...'],
	[0.5, '██░░', '##..'],
	[0.6, '██▍░', '##..'],
	[0.999, '███▉', '###.'],
	[1, '████', '####'],
	[7, '████', '####'],
	[-1, '░░░░', '....'],
	[Number.NaN, '░░░░', '....'],
] as const)('a bar of %d', ([fraction, smooth, plain]) => {
	expect(bar(fraction, 4, unicode)).toBe(smooth);
	expect(bar(fraction, 4, ascii)).toBe(plain);
});

test('a bar has its width for every fraction', () => {
	for (let step = 0; step <= 1000; step++) {
		expect(bar(step / 1000, 7, unicode)).toHaveLength(7);
	}

	expect(bar(0.5, 0, unicode)).toBe('');
});

test('sparklines', () => {
	expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8, 7, unicode)).toBe('▁▂▃▄▅▆▇█');
	expect(sparkline([9, 9, 0, 7], 2, 7, unicode)).toBe('▁█');
	expect(sparkline([1], 3, 0, unicode)).toBe('  ▁');
	expect(sparkline([0, 0.001, 5], 4, 5, ascii)).toBe(' _.#');
	expect(sparkline([], 2, 1, unicode)).toBe('  ');
});

test('graphs in dots and in steps', () => {
	expect(graph([4, 8], {width: 1, height: 2, max: 8}, unicode)).toEqual(['⢸', '⣿']);
	expect(graph([0, 3, 6, 12], {width: 5, height: 2, max: 12}, ascii)).toEqual(['    #', '  -##']);
	expect(graph([1], {width: 3, height: 1, max: 0}, unicode)).toEqual(['   ']);
});

test('ASCII glyphs are ASCII', () => {
	expect(JSON.stringify(ascii)).toMatch(/^[\x20-\x7e]*$/);
});

test.for([
	[{LANG: 'en_US.UTF-8'}, false],
	[{LANG: 'C.utf8'}, false],
	[{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, true],
	[{TERM: 'linux', LANG: 'en_US.UTF-8'}, true],
	[{}, false],
] as const)('%j wants ASCII: %s', ([env, wanted]) => {
	expect(wantsAscii(env)).toBe(wanted);
});

test.for([
	[{TERM: 'xterm'}, 4],
	[{TERM: 'xterm-256color'}, 8],
	[{TERM: 'tmux-256color'}, 8],
	[{TERM: 'tmux'}, 8],
	[{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 24],
	[{TERM: 'xterm-kitty'}, 24],
	[{TERM: 'dumb', COLORTERM: 'truecolor'}, 0],
	[{TERM: 'xterm-256color', NO_COLOR: '1'}, 0],
	[{TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '3'}, 0],
	[{TERM: 'xterm-256color', NO_COLOR: ''}, 8],
	[{TERM: 'xterm', FORCE_COLOR: '0'}, 0],
	[{TERM: 'dumb', FORCE_COLOR: '1'}, 4],
	[{TERM: 'xterm', FORCE_COLOR: '2'}, 8],
	[{TERM: 'xterm', FORCE_COLOR: '3'}, 24],
] as const)('colours of %j: %i bits', ([env, depth]) => {
	expect(colorDepth(env, true)).toBe(depth);
});

test('what is no terminal gets colours by force only', () => {
	expect(colorDepth({TERM: 'xterm-256color'}, false)).toBe(0);
	expect(colorDepth({TERM: 'xterm-256color', FORCE_COLOR: '1'}, false)).toBe(8);
});

test.for([4, 8, 24] as const)('with %i bits every look ends where it began', depth => {
	const {paint} = createTheme({env: {}, isTTY: true, depth});
	for (const outer of meanings) {
		for (const inner of meanings) {
			const {line, pen} = parseCells(paint(outer, `x${paint(inner, 'y')}z`));
			expect(line.pens[2], `${inner} in ${outer}`).toBe(line.pens[0]);
			expect(pen).toBe(0);
		}
	}
});

test('no colours, no bytes', () => {
	const {paint} = createTheme({env: {NO_COLOR: '1'}, isTTY: true});
	expect(meanings.map(meaning => paint(meaning, 'x'))).toEqual(meanings.map(() => 'x'));
});

test('sixteen colours are those that any background bears', () => {
	const {paint} = createTheme({env: {}, isTTY: true, depth: 4});
	for (const meaning of meanings) {
		expect(paint(meaning, 'x')).not.toMatch(/[[;](30|37|9\d)[;m]/);
	}
});

test('looks close with as little as they opened', () => {
	const {paint} = createTheme({env: {}, isTTY: true, depth: 4});
	expect(paint('good', 'x')).toBe('\x1b[32mx\x1b[39m');
	expect(paint('title', 'x')).toBe('\x1b[1mx\x1b[22m');
	expect(paint('good', '')).toBe('');
});
