import {expect, it} from 'vitest';
import {atEnd, moveInLog, startLog} from '../../source/hooks/log-position.ts';
import {
	append,
	emptyJournal,
	type Journal,
	type Level,
	type Noted,
} from '../../source/qbit/journal.ts';
import {createStore} from '../../source/qbit/store.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {drawLogLine, logFrame} from '../../source/views/log/lines.ts';
import {createLogList} from '../../source/views/log/list.ts';

const line = (at: number, text: string, level: Level = 1, ours = false): Noted => ({
	...{at, text, level, ours},
});

const startLogs = (limit = 10_000) => {
	const server = createStore<Journal>(emptyJournal);
	const own = createStore<Journal>(emptyJournal);
	const list = createLogList([server, own]);
	return {
		list,
		texts: () => list.store.get().map(({text}) => text),
		serverSays: (...lines: Noted[]) => server.set(append(server.get(), lines, limit)),
		weSay: (...lines: Noted[]) => own.set(append(own.get(), lines, limit)),
	};
};

it('puts both logs in order, whichever comes first', () => {
	const {texts, serverSays, weSay} = startLogs();
	weSay(line(5, 'logged in'), line(9, 'connected'));
	serverSays(line(1, 'started'), line(5, 'login'));
	expect(texts()).toEqual(['started', 'login', 'logged in', 'connected']);
	serverSays(line(7, 'late'), line(12, 'new'));
	weSay(line(13, 'newest'));
	expect(texts()).toEqual(['started', 'login', 'logged in', 'late', 'connected', 'new', 'newest']);
});

it('filters by text in any case and by level, what is there and what comes', () => {
	const {list, texts, serverSays} = startLogs();
	serverSays(line(1, 'Added A'), line(2, 'Banned', 4), line(3, 'added B', 2));
	list.filterBy('ADDED', 1);
	expect(texts()).toEqual(['Added A', 'added B']);
	list.filterBy('added', 2);
	serverSays(line(4, 'added C', 1), line(5, 'not added D', 8), line(6, 'other', 8));
	expect(texts()).toEqual(['added B', 'not added D']);
	list.filterBy('', 1);
	expect(texts()).toHaveLength(6);
});

it('forgets what no log keeps any more, some time later', () => {
	const {list, serverSays} = startLogs(2000);
	for (let at = 0; at < 10_000; at += 100) {
		serverSays(...Array.from({length: 100}, (_, i) => line(at + i, 'x')));
		expect(list.store.get().length).toBeLessThanOrEqual(3100);
	}
	expect(list.store.get().at(-1)?.at).toBe(9999);
});

const theme = createTheme({env: {}, isTTY: true, depth: 0});
const glyphs = glyphSet({ascii: false});
const noon = new Date(2026, 10, 20, 12, 0, 0).getTime();
const draw = (noted: Noted, width: number): string =>
	drawLogLine(noted, {isCursor: false, width, now: noon}, theme, glyphs).trimEnd();

it('shows time, level by a letter, and whose it is', () => {
	expect(draw(line(noon, 'A thing', 4), 80)).toBe('     12:00:00 W A thing');
	expect(draw(line(noon, 'Logged in.', 2, true), 80)).toBe('     12:00:00 I qbtui Logged in.');
	expect(draw(line(noon - 86_400_000, 'Old', 8), 80)).toBe('  11-19 12:00 C Old');
	expect(draw(line(noon - 86_400_000, 'Old', 8), 40)).toBe('     11-19 C Old');
});

it('is harmless and as wide as the screen, whatever the server says', () => {
	for (const text of ['\x1b[2J\u202egnp.exe\r\nfake', '狂った一頁'.repeat(30), 'x'.repeat(1e6)]) {
		for (const width of [40, 80, 200]) {
			const drawn = drawLogLine(
				line(noon, text),
				{isCursor: true, width, now: noon},
				theme,
				glyphs,
			);
			expect(widthOf(drawn)).toBe(width);
			expect(drawn).not.toMatch(/[\x00-\x1f\u202e]/);
		}
	}
});

it('shows the whole text below, in half of the room at most, and loses nothing of a long path', () => {
	const path = `/${'a'.repeat(100)}/end`;
	const rows = [line(noon, 'first'), line(noon, path)];
	const size = {width: 60, height: 20};
	const frame = logFrame({...startLog, whole: true}, rows, size);
	expect(frame.whole.join('')).toBe(`2026-11-20 12:00:00, normal, the server: ${path}`);
	expect(frame.height + frame.whole.length).toBe(20);
	const long = [line(noon, 'y'.repeat(9999))];
	expect(logFrame({...startLog, whole: true}, long, size).whole).toHaveLength(10);
	const up = moveInLog(atEnd, rows, 20, -1);
	expect(logFrame({...startLog, position: up, whole: true}, rows, size).whole).toHaveLength(1);
});

it('20,000 lines cost no more than those in sight', () => {
	const {list, serverSays} = startLogs(20_000);
	serverSays(...Array.from({length: 20_000}, (_, at) => line(at, `Added torrent ${at}`)));
	const spent = [1, 2, 3, 4, 5].map(round => {
		const before = performance.now();
		serverSays(line(20_000 + round, 'new'));
		logFrame(startLog, list.store.get(), {width: 80, height: 40});
		return performance.now() - before;
	});
	// Generous for a slow machine; without windows it is a second.
	expect(Math.min(...spent)).toBeLessThan(100);
});
