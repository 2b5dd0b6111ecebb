import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import type {LogLine} from '../../source/qbit/details.ts';
import {append, emptyJournal, type Noted, since} from '../../source/qbit/journal.ts';
import {createServerLog} from '../../source/qbit/log.ts';
import {createMirror} from '../../source/qbit/mirror.ts';
import {createFakeClock} from './fake-clock.ts';
import {createFakeServer} from './fake-fetch.ts';

const linesFrom = (start: number, count: number): LogLine[] =>
	Array.from({length: count}, (_, id) => ({
		...{id, timestamp: start + id, type: 1, message: `line ${id} since ${start}`},
	}));

/** A log that is read from a server whose log is only a list. */
const readFrom = async (first: LogLine[] | undefined) => {
	let held = first;
	const server = createFakeServer((path, {url}) => {
		if (path.startsWith('sync')) return {body: {rid: 1, full_update: true}};
		const after = Number(url.searchParams.get('last_known_id'));
		return held ? {body: held.filter(({id}) => id > after)} : {status: 404};
	});
	const url = new URL('http://nas:8080');
	const client = createClient({url, fetch: server.fetch, maxReplyBytes: 10_000_000});
	const mirror = createMirror(client, createFakeClock());
	mirror.start();
	await mirror.answered();
	const clock = createFakeClock();
	const problems: string[] = [];
	const log = createServerLog(client, mirror, clock, problem => problems.push(problem));
	const asked = () => server.asked.filter(path => path.startsWith('log/main'));
	const texts = () => log.store.get().lines.map(({text}) => text);
	const next = async (lines: LogLine[] | undefined) => {
		await clock.asleep();
		held = lines;
		const times = clock.slept.length;
		clock.wake();
		while (clock.slept.length === times) await new Promise(setImmediate);
	};
	return {log, clock, mirror, asked, texts, next, problems};
};

it('is not asked for before somebody looks, nor when nobody does any more', async () => {
	const {log, clock, asked, mirror} = await readFrom(linesFrom(100, 3));
	expect(asked()).toEqual([]);
	const leave = log.watch();
	await clock.asleep();
	expect(log.store.get().lines[2]).toEqual({
		...{at: 102_000, level: 1, text: 'line 2 since 100', ours: false},
	});
	leave();
	await log.stop();
	await mirror.stop();
	expect(asked()).toHaveLength(1);
});

it('asks for what is new only, and takes no line twice', async () => {
	const {log, asked, texts, next, mirror} = await readFrom(linesFrom(100, 3));
	log.watch();
	await next(linesFrom(100, 3));
	await next(linesFrom(100, 5));
	expect(texts()).toEqual(linesFrom(100, 5).map(({message}) => message));
	expect(asked()).toEqual([-1, 1, 1].map(id => `log/main?last_known_id=${id}`));
	await Promise.all([log.stop(), mirror.stop()]);
});

it.each([
	['shorter', 2],
	['as long', 5],
	['longer', 9],
])('reads the log of a server that began anew, when it is %s', async (_, count) => {
	const {log, texts, next, mirror} = await readFrom(linesFrom(100, 5));
	log.watch();
	await next(linesFrom(500, count));
	const all = [...linesFrom(100, 5), ...linesFrom(500, count)];
	expect(texts()).toEqual(all.map(({message}) => message));
	await Promise.all([log.stop(), mirror.stop()]);
});

it('goes on after its own last line when the server has dropped it long since', async () => {
	const {log, texts, next, mirror} = await readFrom(linesFrom(100, 5));
	log.watch();
	await next(linesFrom(100, 30).slice(20));
	expect(texts()).toHaveLength(15);
	expect(texts().at(-1)).toBe('line 29 since 100');
	await Promise.all([log.stop(), mirror.stop()]);
});

it('says once why the log can’t be read, and goes on when it can', async () => {
	const {log, texts, next, mirror, problems} = await readFrom(undefined);
	log.watch();
	await next(undefined);
	await next(undefined);
	expect(problems).toEqual(['The server has no log/main.']);
	await next(linesFrom(100, 2));
	expect(texts()).toHaveLength(2);
	await Promise.all([log.stop(), mirror.stop()]);
});

it('a journal keeps the newest and tells what is new', () => {
	const line = (at: number): Noted => ({at, level: 1, text: '', ours: true});
	const numbers = (lines: readonly Noted[]) => lines.map(({at}) => at);
	const five = append(emptyJournal, [1, 2, 3, 4, 5].map(line), 3);
	expect(numbers(five.lines)).toEqual([3, 4, 5]);
	expect(numbers(since(five, 4))).toEqual([5]);
	expect(numbers(since(five, 0))).toEqual([3, 4, 5]);
	expect(since(five, 5)).toEqual([]);
	expect(append(five, [], 3)).toBe(five);
});
