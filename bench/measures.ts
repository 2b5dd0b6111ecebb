import {bareGet} from './bare.ts';
import {paint} from './paint.ts';
import {cpuOf, peakMemoryOf} from './process.ts';
import {openRelay} from './relay.ts';
import {median, quantile, sleep} from './sample.ts';
import {openFloor, openSubject, quit, type Target} from './subject.ts';

export type Result = {what: string; goal: string; measured: string; beside: string};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** A server with 100,000 torrents is silent for half a minute before it sends them. ms */
const patience = {timeout: 300_000};

const listIsHere = (torrents: number) => new RegExp(`1/${torrents.toLocaleString('en')}`);

/** Start to the whole list on the screen, beside one bare GET of it, in turn. */
export const measureStart = async (target: Target, torrents: number): Promise<Result[]> => {
	const relay = await openRelay(target.url);
	const totals: number[] = [];
	const own: number[] = [];
	const gets: number[] = [];
	const parses: number[] = [];
	const memory: number[] = [];
	for (let round = 0; round < 5; round++) {
		const bare = await bareGet(target);
		gets.push(bare.getMs);
		parses.push(bare.parseMs);
		const start = performance.now();
		const straight = openSubject(target);
		await straight.until(listIsHere(torrents), patience);
		totals.push(performance.now() - start);
		await sleep(1000);
		memory.push(peakMemoryOf(straight.pid));
		await quit(straight);
		const relayed = openSubject({...target, url: relay.url});
		await relayed.until(listIsHere(torrents), patience);
		own.push(performance.now() - relay.lastByteAt());
		await quit(relayed);
	}
	relay.close();
	return [
		{
			what: 'start to list on screen ÷ one bare GET of the same maindata',
			goal: '≤ 1.2',
			measured: (median(totals) / median(gets)).toFixed(2),
			beside: `${ms(median(totals))} ÷ ${ms(median(gets))}, with Node's start and the login`,
		},
		{
			what: 'last byte to list on screen ÷ `JSON.parse` alone',
			goal: '≤ 1.5',
			measured: (median(own) / median(parses)).toFixed(2),
			beside: `${ms(median(own))} ÷ ${ms(median(parses))}`,
		},
		{
			what: 'memory, peak',
			goal: '≤ 150 MiB',
			measured: `${median(memory).toFixed(0)} MiB`,
			beside: 'with the whole list',
		},
	];
};

/** The first frame comes before the first answer: no time of the server is in it. */
export const measureFirstPaint = async (target: Target): Promise<Result[]> => {
	const times: number[] = [];
	for (let round = 0; round < 11; round++) {
		const start = performance.now();
		const terminal = openSubject(target);
		await terminal.until(screen => screen.some(line => line !== ''));
		times.push(performance.now() - start);
		await quit(terminal);
	}
	return [
		{
			what: "start to first paint, without the server's time",
			goal: '≤ 200 ms',
			measured: ms(median(times)),
			beside: `best of 11: ${ms(Math.min(...times))}`,
		},
	];
};

/** Cursor keys one by one while the list is polled, a held key, and rest. */
export const measureKeys = async (target: Target, torrents: number): Promise<Result[]> => {
	const terminal = openSubject(target);
	await terminal.until(listIsHere(torrents), patience);
	// After the list, V8 tidies up once more.
	await sleep(20_000);
	const idle = await measureIdle(terminal);
	const {keys, bytes} = await pressKeys(terminal);
	const held: number[] = [];
	for (let round = 0; round < 3; round++) held.push(await holdKey(terminal));
	await terminal.press('home', 'v');
	await terminal.send('j'.repeat(499));
	await terminal.press('v');
	await terminal.until(/500 .*[GT]/);
	const selected = await pressKeys(terminal);
	await terminal.press('esc', 'enter');
	await terminal.until(/why +\S/);
	await sleep(5000);
	const withDetails = await measureIdle(terminal, ', with the details of a torrent open');
	await quit(terminal);
	const floor = await measureFloor();
	return [
		{
			what: 'key to changed screen, while polling',
			goal: 'p50 ≤ 4 ms, p99 ≤ 9 ms',
			measured: `${ms(median(keys))}, ${ms(quantile(keys, 0.99))}`,
			beside: `\`cat\`: ${ms(median(floor))}, ${ms(quantile(floor, 0.99))}`,
		},
		{
			what: 'the same with 500 torrents selected',
			goal: 'p50 ≤ 4 ms, p99 ≤ 9 ms',
			measured: `${ms(median(selected.keys))}, ${ms(quantile(selected.keys, 0.99))}`,
			beside: 'their count and bytes are in sight',
		},
		{
			what: 'a key held at 30/s: last key to last paint',
			goal: '≤ 8 ms',
			measured: ms(median(held)),
			beside: '150 keys, 3 times',
		},
		{
			what: 'bytes to the terminal per cursor key',
			goal: '≤ 300',
			measured: (bytes.reduce((sum, value) => sum + value, 0) / bytes.length).toFixed(0),
			beside: `most: ${Math.max(...bytes)}, where the list scrolls`,
		},
		...idle,
		...withDetails,
	];
};

type Terminal = ReturnType<typeof openSubject>;

const pressKeys = async (terminal: Terminal): Promise<{keys: number[]; bytes: number[]}> => {
	const [keys, bytes]: [number[], number[]] = [[], []];
	for (let i = 0; i < 200; i++) {
		const timing = await terminal.press('j');
		keys.push(timing.firstByteMs ?? Number.NaN);
		bytes.push(timing.bytes);
	}
	return {keys, bytes};
};

const measureIdle = async (terminal: Terminal, how = ''): Promise<Result[]> => {
	const seconds = 30;
	terminal.mark();
	const before = cpuOf(terminal.pid);
	const start = performance.now();
	await sleep(seconds * 1000);
	const share = (cpuOf(terminal.pid) - before) / (performance.now() - start);
	return [
		{
			what: `idle: CPU of a core${how}`,
			goal: '≤ 0.3 %',
			measured: `${(share * 100).toFixed(2)} %`,
			beside: 'polling every 1.5 s',
		},
		{
			what: `idle, nothing changes: bytes in 30 s${how}`,
			goal: '0 to 60',
			measured: String(terminal.bytes()),
			beside: '',
		},
	];
};

/** 150 keys at 30 a second; ms from the last key to the last byte of its answer. */
const holdKey = async (terminal: Terminal): Promise<number> => {
	for (let i = 0; i < 149; i++) {
		void terminal.send('j');
		await sleep(1000 / 30);
	}
	const {settledMs} = await terminal.send('j');
	return settledMs ?? Number.NaN;
};

const measureFloor = async (): Promise<number[]> => {
	const terminal = openFloor();
	const times: number[] = [];
	for (let i = 0; i < 200; i++) times.push((await terminal.press('j')).firstByteMs ?? Number.NaN);
	await terminal.close();
	return times;
};

/** What a tick of the server costs inside the program, and that it does not grow with the list. */
export const measureTicks = async (): Promise<Result[]> => {
	const small = await paint(2000);
	const usual = await paint(20_000);
	const large = await paint(50_000);
	const busy = await paint(20_000, {sort: '-down'});
	// Facets are there from 160 columns on; the list beside them is 24 columns narrower.
	const wide = {size: [159, 50]};
	const without = await paint(20_000, wide);
	const facets = await paint(20_000, {...wide, keys: 'f'});
	const few = await paint(2000, {...wide, keys: 'f'});
	return [
		{
			what: 'a delta of 100 changed torrents: apply + sort + filter + paint',
			goal: '≤ 8 ms',
			measured: ms(usual.tick.p50),
			beside: `applying alone: ${ms(usual.data.p50)}; sorted by speed, the whole screen changing: ${ms(busy.tick.p50)}`,
		},
		{
			what: 'growth from 2,000 to 50,000 torrents, per tick',
			goal: 'with what changed, not with the list',
			measured: `${ms(small.tick.p50)} → ${ms(large.tick.p50)}`,
			beside: `20,000: ${ms(usual.tick.p50)}`,
		},
		{
			what: 'facets with counts, 300 categories and 1,000 trackers: a tick with them − without',
			goal: 'nothing beyond what changed',
			measured: ms(Math.max(0, facets.tick.p50 - without.tick.p50)),
			beside: `${ms(facets.tick.p50)} − ${ms(without.tick.p50)}; with 2,000 torrents ${ms(few.tick.p50)}`,
		},
		{
			what: 'bytes to the terminal ÷ least possible for the changed cells',
			goal: '≤ 1.5',
			measured: `${busy.tick.economy.toFixed(2)} when the whole screen changes, ${usual.tick.economy.toFixed(2)} for a few cells`,
			beside: `a key: ${usual.move.economy.toFixed(2)}. Least: the changed characters, a colour where it changes, 3 bytes a jump`,
		},
	];
};
