import {expect, test} from 'vitest';
import {createKeyParser, type KeyEvent} from '../../source/terminal/keys.ts';
import {pasteLimit} from '../../source/terminal/paste.ts';

function show(event: KeyEvent): string {
	if (event.type === 'key') {
		return event.name;
	}

	if (event.type === 'paste') {
		return `paste ${JSON.stringify(event.text)}`;
	}

	if (event.type === 'answer') {
		return 'answer';
	}

	return event.type === 'focus'
		? `focus ${event.focused}`
		: `${event.action} ${event.button} ${event.column},${event.row}`;
}

function read(...chunks: Array<string | Uint8Array>): string[] {
	const parser = createKeyParser();
	return [...chunks.flatMap(chunk => parser.feed(chunk)), ...parser.flush()].map(show);
}

const inOneRead: ReadonlyArray<readonly [sent: string, keys: string]> = [
	['j\x1b[0nk', 'j answer k'],
	['jjjjj', 'j j j j j'],
	['J/é漢', 'J / é 漢'],
	['e\u0301👨‍👩‍👧', 'é 👨‍👩‍👧'],
	[' \t\r', 'space tab enter'],
	['\n', 'enter'],
	['\r\n', 'enter'],
	['\x7f\b', 'backspace backspace'],
	[
		'\0\x01\x0c\x1a\x1c\x1d\x1e\x1f',
		'ctrl+space ctrl+a ctrl+l ctrl+z ctrl+\\ ctrl+] ctrl+^ ctrl+_',
	],
	['\x1b', 'escape'],
	['\x1b\x1b', 'escape escape'],
	['\x1b[A\x1b[B\x1b[C\x1b[D', 'up down right left'],
	['\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF', 'up down right left home end'],
	['\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~', 'home end home end home end'],
	['\x1b[2~\x1b[3~\x1b[5~\x1b[6~', 'insert delete pageup pagedown'],
	['\x1bOP\x1bOQ\x1bOR\x1bOS', 'f1 f2 f3 f4'],
	['\x1b[11~\x1b[12~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~', 'f1 f2 f5 f6 f10 f11 f12'],
	['\x1b[[A\x1b[[B\x1b[[E', 'f1 f2 f5'],
	['\x1b[1;2A\x1b[1;3B\x1b[1;5C\x1b[1;8D', 'shift+up alt+down ctrl+right ctrl+alt+shift+left'],
	['\x1b[1;5P\x1b[3;5~\x1b[6;2~\x1b[Z', 'ctrl+f1 ctrl+delete shift+pagedown shift+tab'],
	['\x1b[a\x1b[d\x1bOa\x1bOc', 'shift+up shift+left ctrl+up ctrl+right'],
	['\x1b[3^\x1b[3@\x1b[3$', 'ctrl+delete ctrl+shift+delete shift+delete'],
	['\x1b\x1b[A\x1b\x1bOB', 'alt+up alt+down'],
	['\x1bx\x1bX\x1b1\x1bé\x1b ', 'alt+x alt+X alt+1 alt+é alt+space'],
	['\x1b\r\x1b\x7f\x1b\x0c', 'alt+enter alt+backspace ctrl+alt+l'],
	['\x1bOM\x1bOk\x1bOp\x1bOy', 'enter + 0 9'],
	['\x1b[97u\x1b[97;5u\x1b[106;2u\x1b[27u\x1b[13;2u', 'a ctrl+a J escape shift+enter'],
	['\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[57441u', 'a a'],
	['\x1b[27;5;13~\x1b[27;2;74~', 'ctrl+enter J'],
	['\x9bA', 'up'],
];

test.for(inOneRead)('%j is %s', ([sent, keys]) => {
	expect(read(sent)).toEqual(keys.split(' '));
	expect(read(Buffer.from(sent)), 'as bytes').toEqual(keys.split(' '));
});

test.for(inOneRead.filter(([sent]) => /^\x1b[[O]/.test(sent)))(
	'%j in single bytes',
	([sent, keys]) => {
		const bytes = [...Buffer.from(sent)].map(byte => Uint8Array.of(byte));
		expect(read(...bytes)).toEqual(keys.split(' '));
	},
);

test.for([
	['a primary device answer', '\x1b[?62;1;6c'],
	['a secondary one', '\x1b[>41;354;0c'],
	['a cursor report', '\x1b[24;80R'],
	['a mode report', '\x1b[?2026;2$y'],
	['a colour, with BEL', '\x1b]11;rgb:ffff/ffff/ffff\x07'],
	['a colour, with ST', '\x1b]10;rgb:0000/0000/0000\x1b\\'],
	['a version', '\x1bP>|XTerm(388)\x1b\\'],
	['a kitty answer', '\x1b[?1u'],
	['an unknown sequence', '\x1b[999;999z'],
	['motion of the mouse', '\x1b[<35;10;5M'],
	['an old mouse report', '\x1b[M !!'],
	['8-bit OSC', '\x9d11;rgb:0/0/0\x9c'],
	['C1 and broken UTF-8', '\x85\ufffd'],
])('%s is no key', ([, sent = '']) => {
	expect(read(`${sent}`, 'q')).toEqual(['q']);
	expect(read(`${sent}q`)).toEqual(['q']);
});

test('the mouse', () => {
	expect(read('\x1b[<0;10;5M\x1b[<0;10;5m')).toEqual(['press left 9,4', 'release left 9,4']);
	expect(read('\x1b[<64;1;1M\x1b[<65;200;50M')).toEqual([
		'wheelup none 0,0',
		'wheeldown none 199,49',
	]);
	expect(read('\x1b[<1;1;1M\x1b[<2;1;1M')).toEqual(['press middle 0,0', 'press right 0,0']);
});

test('focus', () => {
	expect(read('\x1b[Ij\x1b[O')).toEqual(['focus true', 'j', 'focus false']);
});

test('a glyph may be split over reads', () => {
	const [first, second, third] = Buffer.from('漢');
	expect(read(...[first, second, third].map(byte => Uint8Array.of(byte ?? 0)))).toEqual(['漢']);
});

test('what is held back is given up after a while', () => {
	const parser = createKeyParser();
	expect(parser.patience()).toBe(0);
	expect(parser.feed('\x1b')).toEqual([]);
	expect(parser.patience()).toBeGreaterThanOrEqual(25);
	expect(parser.patience()).toBeLessThanOrEqual(50);
	expect(parser.feed('[')).toEqual([]);
	expect(parser.feed('1;5')).toEqual([]);
	expect(parser.patience()).toBeGreaterThan(50);
	expect(parser.flush()).toEqual([]);
	expect(parser.patience()).toBe(0);
	expect(parser.feed('j').map(show)).toEqual(['j']);
});

test('a sequence without end holds no more than some', () => {
	const parser = createKeyParser();
	parser.feed(`\x1b]${'x'.repeat(100_000)}`);
	expect(parser.patience()).toBe(0);
});

test('a paste is one text', () => {
	expect(read('a\x1b[200~x\x1b[31my\r\nz\rw\t\x07\x1b\x1b[201~b')).toEqual([
		'a',
		'paste "x[31my\\nz\\nw\\t"',
		'b',
	]);
});

test('a paste of megabytes in small reads', () => {
	const text = 'magnet:?xt=urn:btih:0123456789abcdef\n'.repeat(60_000);
	const sent = `\x1b[200~${text}\x1b[201~j`;
	const parser = createKeyParser();
	const events: KeyEvent[] = [];
	for (let at = 0; at < sent.length; at += 1021) {
		events.push(...parser.feed(Buffer.from(sent.slice(at, at + 1021))));
	}

	expect(events).toHaveLength(2);
	expect(events[0]?.type === 'paste' && events[0].text === text).toBe(true);
});

test('a paste without end is bounded, and ends when nothing more comes', () => {
	const parser = createKeyParser();
	parser.feed('\x1b[200~');
	for (let read = 0; read < 20; read++) {
		expect(parser.feed('x'.repeat(1024 * 1024))).toEqual([]);
	}

	expect(parser.patience()).toBeGreaterThan(0);
	const [paste] = parser.flush();
	expect(paste?.type === 'paste' && paste.text.length).toBeLessThanOrEqual(pasteLimit + 5);
	expect(parser.feed('j').map(show)).toEqual(['j']);
});

test('any bytes in any pieces: the same keys, none of them a control character', () => {
	const alphabet = [
		'\x1b',
		'[',
		'O',
		'1',
		';',
		'5',
		'A',
		'~',
		'<',
		'M',
		']',
		'\x07',
		'j',
		'\x1b[A',
		'é',
	];
	let seed = 7;
	const next = (limit: number) => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed % limit;
	};
	for (let round = 0; round < 3000; round++) {
		const sent = Array.from({length: 1 + next(12)}, () => alphabet[next(alphabet.length)]).join('');
		const at = next(sent.length + 1);
		const whole = read(sent);
		expect(read(sent.slice(0, at), sent.slice(at)), JSON.stringify([sent, at])).toEqual(whole);
		expect(whole.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
	}
});
