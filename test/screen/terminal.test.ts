import {afterEach, expect, test} from 'vitest';
import {openTerminal} from './terminal.ts';
import type {Terminal, TerminalOptions} from './types.ts';

let terminal: Terminal | undefined;

const open = (options: Partial<TerminalOptions> = {}): Terminal => {
	terminal = openTerminal({command: 'sh', columns: 60, rows: 10, ...options});
	return terminal;
};

const run = (script: string, options: Partial<TerminalOptions> = {}): Terminal =>
	open({args: ['-c', script], ...options});

afterEach(async () => {
	await terminal?.close();
	terminal = undefined;
});

test('shows what the program prints, wide characters on their cells', async () => {
	const {until, line, cell} = run("printf '日本 ok\\n'; read _");
	await until('ok');
	expect(line(0)).toBe('日本 ok');
	expect(cell(0, 0)).toMatchObject({text: '日', width: 2});
	expect(cell(1, 0)).toMatchObject({text: '', width: 0});
	expect(cell(5, 0)).toMatchObject({text: 'o', width: 1});
});

test('tells colours and attributes of every kind apart', async () => {
	const {until, cell} = run(
		"printf '\\033[1;31ma\\033[0;48;5;200mb\\033[0;38;2;1;2;255mc\\033[0;7;4md\\033[0m end'; read _",
	);
	await until('end');
	expect(cell(0, 0)).toMatchObject({foreground: 1, background: 'default', bold: true});
	expect(cell(1, 0)).toMatchObject({foreground: 'default', background: 200, bold: false});
	expect(cell(2, 0).foreground).toBe('#0102ff');
	expect(cell(3, 0)).toMatchObject({inverse: true, underline: true});
});

test('keys reach the program as a terminal sends them', async () => {
	const {until, press, paste} = run('stty raw -echo; printf ready; exec cat -v');
	await until('ready');
	await press('j', 'up', 'ctrl+l', 'esc');
	await until('j^[[A^L^[');
	await paste('two words');
	await until('^[[200~two words^[[201~');
});

test('times and counts the answer to a key', async () => {
	const {until, press, mark, bytes, raw} = run('stty raw -echo; printf ready; exec cat');
	await until('ready');
	mark();
	const timing = await press('x');
	expect(timing.bytes).toBe(1);
	expect(timing.settledMs).toBeGreaterThanOrEqual(timing.firstByteMs ?? Number.NaN);
	expect([bytes(), raw()]).toEqual([1, 'x']);
});

test('a key without an answer has no times', async () => {
	const {until, press} = run('stty raw -echo; printf ready; exec sleep 60');
	await until('ready');
	expect(await press('x')).toEqual({firstByteMs: undefined, settledMs: undefined, bytes: 0});
});

test('knows what the program has switched on, and that it was switched off', async () => {
	const {until, modes, press, cursor} = run(
		"printf '\\033[?1049h\\033[?25l\\033[?1002;1006h\\033[?2004h on'; read _; " +
			"printf '\\033[?1002;1006l\\033[?2004l\\033[?25h\\033[?1049l off'; read _",
	);
	await until('on');
	expect(modes()).toMatchObject({alternate: true, mouse: 'drag', bracketedPaste: true});
	expect(cursor().visible).toBe(false);
	await press('enter');
	await until('off');
	expect(modes()).toMatchObject({
		alternate: false,
		mouse: 'none',
		bracketedPaste: false,
		cursorVisible: true,
	});
});

test('waits for the end of a synchronized frame', async () => {
	const {until, press, screen} = run(
		"printf '\\033[?2026h half'; read _; printf ' whole\\033[?2026l'; read _",
	);
	const seen = until('half').then(() => screen().join());
	await press('enter');
	expect(await seen).toContain('whole');
});

test('reads the line discipline while the shell lives', async () => {
	const {until, lineModes, type, press} = open();
	await type("stty -icanon -echo; printf 'ra'; echo w");
	await press('enter');
	await until(/^raw/m);
	expect(await lineModes()).toEqual({canonical: false, echo: false});
	await type('stty sane; echo  done');
	await press('enter');
	await until('done');
	expect(await lineModes()).toEqual({canonical: true, echo: true});
});

test('title, clipboard and bell', async () => {
	const {until, title, clipboard, bells} = run(
		"printf '\\033]0;qbtui\\007\\033]52;c;bWFnbmV0\\007\\007 end'; read _",
	);
	await until('end');
	expect([title(), clipboard(), bells()]).toEqual(['qbtui', 'magnet', 1]);
});

test('the program learns of a new size', async () => {
	const {until, resize, columns} = run(
		'trap "stty size" WINCH; printf ready; while :; do sleep 0.02; done',
	);
	await until('ready');
	resize(44, 12);
	await until('12 44');
	expect(columns()).toBe(44);
});

test('a program that asks where its cursor is gets an answer', async () => {
	const {until} = run("stty raw -echo; printf '\\033[3;7H\\033[6n'; exec cat -v");
	await until('^[[3;7R');
});

test('tells how the program ended', async () => {
	expect(await run('exit 3').exited).toEqual({code: 3, signal: undefined});
	const {until, signal, exited} = run('printf ready; exec sleep 60');
	await until('ready');
	signal('SIGTERM');
	expect(await exited).toEqual({code: 0, signal: 'SIGTERM'});
});

test('when it waits in vain, the message shows the screen', async () => {
	const {until} = run('echo something else; read _');
	await until('else');
	await expect(until('never', {timeout: 20})).rejects.toThrow(/never.*│something else/s);
});

test('does not wait for a program that is gone', async () => {
	await expect(run('echo bye; exit 4').until('never')).rejects.toThrow(/ended \(4\).*bye/s);
});
