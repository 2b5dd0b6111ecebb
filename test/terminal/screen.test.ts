import {afterEach, describe, expect, test, vi} from 'vitest';
import {copyLimit} from '../../source/terminal/clipboard.ts';
import type {KeyEvent} from '../../source/terminal/keys.ts';
import {createFakeTty} from './fake-tty.ts';

const entering = '\x1b[22;0t\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h';
const left = '\x1b[?2026l\x1b[r\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l\x1b[23;0t';

afterEach(() => {
	vi.useRealTimers();
});

describe('taking the terminal and giving it back', () => {
	test('in reverse, once', () => {
		const {open, happened, taken} = createFakeTty();
		const screen = open();
		expect(taken().startsWith(entering)).toBe(true);
		expect(happened).toEqual(['raw false', 'raw true', 'resume']);
		screen.close();
		expect(taken()).toBe(left);
		expect(happened.slice(3)).toEqual(['pause', 'raw false']);
		screen.close();
		screen.draw('late');
		screen.title('late');
		expect(taken()).toBe('');
	});

	test('mouse and focus only when asked for', () => {
		const {open, taken} = createFakeTty();
		const screen = open({mouse: true, focus: true});
		expect(taken()).toContain('\x1b[?2004h\x1b[?1004h\x1b[?1000h\x1b[?1006h');
		screen.close();
		expect(taken()).toContain('\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l');
	});

	test('no listener stays on the process', () => {
		const {open, events} = createFakeTty();
		open().close();
		expect(events.host.eventNames()).toEqual([]);
		expect(events.stdout.eventNames()).toEqual(['error']);
	});
});

describe('endings', () => {
	test.for([
		['SIGTERM', {code: 143, signal: 'SIGTERM', lost: false}],
		['SIGINT', {code: 130, signal: 'SIGINT', lost: false}],
		['SIGHUP', {code: 129, signal: 'SIGHUP', lost: true}],
	] as const)('%s', ([signal, leaving]) => {
		const {open, events, leavings, taken} = createFakeTty();
		open();
		taken();
		events.host.emit(signal);
		expect(taken()).toBe(left);
		expect(leavings).toEqual([leaving]);
		expect(events.host.listenerCount(signal), 'a second one kills').toBe(0);
	});

	test.for(['uncaughtException', 'unhandledRejection'])(
		'%s is printed on the main screen',
		event => {
			const {open, events, leavings, happened, taken} = createFakeTty();
			open();
			events.host.emit(event, new Error('boom'));
			expect(taken().endsWith(left)).toBe(true);
			expect(happened.at(-1)).toBe('stderr Error: boom');
			expect(leavings).toMatchObject([{code: 1}]);
		},
	);

	test('fail is the same for an error that was caught', () => {
		const {open, leavings, happened} = createFakeTty();
		open().fail(new Error('boom'));
		expect(happened.at(-1)).toBe('stderr Error: boom');
		expect(leavings).toMatchObject([{code: 1}]);
	});

	test.for([
		['stdin', 'end'],
		['stdin', 'error'],
		['stdout', 'error'],
	] as const)('%s %s: the terminal is gone', ([stream, event]) => {
		const {open, events, leavings, output} = createFakeTty();
		open();
		output.isGone = true;
		events[stream].emit(event, new Error('EIO'));
		expect(leavings).toEqual([{code: 129, lost: true}]);
		expect(() => events.stdout.emit('error', new Error('EIO'))).not.toThrow();
	});

	test('process exit', () => {
		const {open, events, leavings, taken} = createFakeTty();
		open();
		taken();
		events.host.emit('exit');
		expect(taken()).toBe(left);
		expect(leavings).toEqual([]);
	});
});

describe('suspending', () => {
	test('to the shell and back', () => {
		vi.useFakeTimers();
		const {open, events, happened, taken} = createFakeTty();
		const screen = open();
		screen.title('qbtui');
		screen.draw('hello');
		taken();
		screen.suspend();
		expect(taken()).toBe(left);
		expect(happened.at(-1)).toBe('kill 0 SIGTSTP');
		expect(events.host.listenerCount('SIGTSTP'), 'lets the system stop us').toBe(0);
		expect(vi.getTimerCount(), 'something holds the process').toBe(1);
		events.host.emit('SIGCONT');
		const back = taken();
		expect(back.startsWith(`${entering}\x1b]2;qbtui\x07`)).toBe(true);
		expect(back).toContain('\x1b[2Jhello');
		expect(vi.getTimerCount()).toBe(0);
	});

	test('without a shell the show goes on', () => {
		vi.useFakeTimers();
		const {open, taken} = createFakeTty();
		open().suspend();
		taken();
		vi.runAllTimers();
		expect(taken().startsWith(entering)).toBe(true);
	});

	test('SIGCONT out of nowhere takes the terminal again', () => {
		const {open, events, happened, taken} = createFakeTty();
		open().draw('hello');
		taken();
		events.host.emit('SIGCONT');
		expect(taken()).toContain('hello');
		expect(happened.slice(-3)).toEqual(['raw false', 'raw true', 'resume']);
	});
});

describe('drawing', () => {
	test('a frame is one write, and none when nothing changed', () => {
		const {open, output, taken} = createFakeTty();
		const screen = open();
		output.writes = 0;
		screen.draw(['a'.repeat(60), 'b'.repeat(60)]);
		expect(output.writes).toBe(1);
		expect(taken()).toMatch(/^.*\x1b\[\?2026h[\s\S]*\x1b\[\?2026l$/);
		screen.draw(`${'a'.repeat(60)}\n${'b'.repeat(60)}`);
		expect(output.writes).toBe(1);
	});

	test('a slow terminal gets the newest frame only', () => {
		const {open, output, events, taken} = createFakeTty();
		const screen = open();
		taken();
		output.needsDrain = true;
		screen.draw('one');
		screen.draw('two');
		expect(taken()).toBe('');
		output.needsDrain = false;
		events.stdout.emit('drain');
		expect(taken()).toBe('two');
	});

	test('where there is ASCII only, marks of our own texts are ASCII, and names keep their letters', () => {
		const {open, taken} = createFakeTty();
		const screen = open({ascii: true});
		taken();
		screen.draw('it can’t – “file…” 漢');
		expect(taken()).toBe('it can\'t - "file~" 漢');
	});

	test('another size: listeners know it, the picture is drawn whole', () => {
		const {open, output, events, taken} = createFakeTty();
		const screen = open();
		const before = screen.size;
		screen.draw('a long line');
		screen.onResize(() => screen.draw(`${screen.size.columns}x${screen.size.rows}`));
		taken();
		Object.assign(output, {columns: 20, rows: 5});
		events.stdout.emit('resize');
		expect(screen.size).not.toBe(before);
		expect(taken()).toBe('\x1b[m\x1b[H\x1b[2J20x5');
	});

	test('a terminal without a size', () => {
		const {open} = createFakeTty({columns: 0, rows: 0});
		expect(open().size).toEqual({columns: 80, rows: 24});
	});

	test('title, bell and clipboard', () => {
		const {open, taken} = createFakeTty();
		const screen = open();
		taken();
		screen.title('a\x07b\x1b]0;c');
		expect(taken()).toBe('\x1b]2;a·b·]0;c\x07');
		screen.bell();
		expect(taken()).toBe('\x07');
		expect(screen.copy('magnet:?é')).toBe(true);
		expect(taken()).toBe(`\x1b]52;c;${Buffer.from('magnet:?é').toString('base64')}\x07`);
		expect(screen.copy('x'.repeat(copyLimit + 1))).toBe(false);
		expect(taken()).toBe('');
	});

	test('the clipboard through tmux', () => {
		const {open, taken} = createFakeTty();
		open({env: {TERM: 'tmux-256color', TMUX: '/tmp/tmux'}}).copy('x');
		expect(taken()).toContain('\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\');
	});
});

describe('keys', () => {
	test('reach their listeners until these leave', () => {
		const {open, events} = createFakeTty();
		const keys: KeyEvent[] = [];
		const leave = open().onKey(event => keys.push(event));
		events.stdin.emit('data', Buffer.from('jé'));
		leave();
		events.stdin.emit('data', Buffer.from('k'));
		expect(keys).toEqual([
			{type: 'key', name: 'j'},
			{type: 'key', name: 'é'},
		]);
	});

	test('a lone Escape comes after a moment', () => {
		vi.useFakeTimers();
		const {open, events} = createFakeTty();
		const keys: KeyEvent[] = [];
		open().onKey(event => keys.push(event));
		events.stdin.emit('data', Buffer.from('\x1b'));
		expect(keys).toEqual([]);
		vi.advanceTimersByTime(50);
		expect(keys).toEqual([{type: 'key', name: 'escape'}]);
	});
});
