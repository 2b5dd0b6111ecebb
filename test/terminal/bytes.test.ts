import {beforeEach, describe, expect, test} from 'vitest';
import {createPainter, type Painter} from '../../source/terminal/painter.ts';
import {fit as fitted} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {createEmulator} from './emulator.ts';

const size = {columns: 120, rows: 40};
const {paint} = createTheme({env: {}, isTTY: true, depth: 8});

type Scene = {cursor: number; offset: number; done: number; speed: string};

function row(index: number, {cursor, offset, done}: Scene): string {
	const isCursor = index === cursor - offset;
	const name = fitted(`Ubuntu.26.04.desktop.${(index + offset) * 7919}.iso`, 60);
	return [
		isCursor ? '▸ ' : '  ',
		isCursor ? paint('cursor', name) : name,
		paint('downloading', fitted('down', 8)),
		fitted(`${((index + offset) * 37) % 100}.8G`, 8, 'right'),
		fitted(`${index === 5 ? done : 12}%`, 6, 'right'),
		paint('muted', fitted('linux', 10)),
	].join(' ');
}

function frame(scene: Scene): string[] {
	const header = [`nas 5.3.0 ● ${scene.speed} ▁▂▅▇`, 'ssd ████░░░░ 41G', '   State  Name'];
	return [
		...header,
		...Array.from({length: 30}, (_, index) => row(index, scene)),
		'',
		'keys ? help',
	];
}

const start: Scene = {cursor: 3, offset: 0, done: 41, speed: '11.2M/s'};

describe('at 120x40', () => {
	let painter: Painter;
	const bytesFor = (scene: Partial<Scene>) => painter.paint(frame({...start, ...scene}), size);

	beforeEach(() => {
		painter = createPainter();
		painter.paint(frame(start), size);
	});

	test('nothing new, no bytes', () => {
		expect(bytesFor({})).toBe('');
	});

	test('a cursor key costs two names and two markers', () => {
		expect(Buffer.byteLength(bytesFor({cursor: 4}))).toBeLessThan(200);
	});

	test('five cells', () => {
		const bytes = bytesFor({done: 42, speed: '19.87/s'});
		expect(Buffer.byteLength(bytes)).toBeLessThan(40);
	});

	test('the list scrolled by one', () => {
		expect(Buffer.byteLength(bytesFor({cursor: 4, offset: 1}))).toBeLessThan(350);
		expect(Buffer.byteLength(bytesFor({}))).toBeLessThan(350);
	});

	test('the list scrolled by a third of itself', () => {
		expect(Buffer.byteLength(bytesFor({cursor: 13, offset: 10}))).toBeLessThan(1500);
	});

	test('a row that goes away is erased, not overwritten', () => {
		const rows = frame(start);
		rows[10] = '';
		expect(painter.paint(rows, size).length).toBeLessThan(16);
	});

	test('another size, or doubt, draws everything', () => {
		expect(painter.paint(frame(start), {columns: 100, rows: 30})).toContain('\x1b[2J');
		painter.forget();
		expect(painter.paint(frame(start), {columns: 100, rows: 30})).toContain('\x1b[2J');
	});
});

test('what lies between two changes is written again where that is shorter than a jump', () => {
	const painter = createPainter();
	painter.paint(['abcdefghijklmnopqrstuvwxyz'], {columns: 30, rows: 1});
	expect(painter.paint(['abXdXfghijklmnopqrstuXwxyz'], {columns: 30, rows: 1})).toBe(
		'\x1b[3GXdX\x1b[16CX',
	);
});

test('a pen that is already right is not asked for again', () => {
	const painter = createPainter();
	painter.paint(['\x1b[31mab', '\x1b[31mcd'], {columns: 10, rows: 2});
	expect(painter.paint(['\x1b[31mxb', '\x1b[31mcd'], {columns: 10, rows: 2})).not.toContain('m');
});

test.for([
	['OSC 52', '\x1b]52;c;eA==\x07'],
	['OSC 8', '\x1b]8;;http://x\x1b\\'],
	['a mode', '\x1b[?1049l'],
	['a move', '\x1b[10;10H'],
	['a reset', '\x1bc'],
	['DCS', '\x1bPx\x1b\\'],
	['an endless OSC', '\x1b]0;'],
	['blinking and hiding', '\x1b[5;8m'],
	['C0', '\0\x07\b\t\v\f\r\x7f'],
	['C1', '\x9b2J\x9d0;x\x9c'],
	['bidi', '\u202e\u2066\u200f'],
	['a lone surrogate', '\ud800'],
])('%s in a frame does not reach the terminal', ([, hostile = '']) => {
	const bytes = createPainter().paint([`a${hostile}b`, 'c'], {columns: 80, rows: 2});
	const rest = bytes.replaceAll(/\x1b\[[\d;]*[HJKmCGB]|\r\n/g, '');
	expect(rest).toMatch(/^[\x20-\x7e]*$/);
	expect(rest.startsWith('a')).toBe(true);
});

test.for(['👨‍👩‍👧', '✈️', '1️⃣', '👍🏽', 'नमस्ते', '😀', 'a\u200bb'])(
	'%s moves nothing on terminals with older tables',
	async glyphs => {
		const emulator = createEmulator(30, 1);
		emulator.terminal.unicode.activeVersion = '6';
		const painter = createPainter();
		await emulator.write('\x1b[?1049h\x1b[?7l');
		for (const name of [`x ${glyphs} y`, `z ${glyphs}${glyphs}`, glyphs]) {
			await emulator.write(painter.paint([`${fitted(name, 20)}| done`], {columns: 30, rows: 1}));
			expect(emulator.columns(20)).toBe('| done    ');
		}
	},
);

test('beside an emoji of unknown width, a change draws its neighbours again', async () => {
	const size = {columns: 30, rows: 1};
	const [changed, fresh] = [createEmulator(30, 1), createEmulator(30, 1)];
	const painter = createPainter();
	for (const {terminal} of [changed, fresh]) {
		terminal.unicode.activeVersion = '6';
	}

	await changed.write(`\x1b[?7l${painter.paint(['ab 😀漢字 cd'], size)}`);
	await changed.write(painter.paint(['ab 😀漢語 cd'], size));
	await fresh.write(`\x1b[?7l${createPainter().paint(['ab 😀漢語 cd'], size)}`);
	expect(changed.text()).toEqual(fresh.text());
});
