import {expect, it} from 'vitest';
import {QbitError} from '../../source/qbit/errors.ts';
import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Link, Mirrored} from '../../source/qbit/mirror.ts';
import {idle} from '../../source/space/orchestrator-shape.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {compileFilter} from '../../source/views/filter/filter.ts';
import type {HeaderData} from '../../source/views/header/data.ts';
import {drawHeader} from '../../source/views/header/header.ts';
import {createArrangement} from '../../source/views/torrents/arrangement.ts';
import {jobOf} from './work.ts';

const live: Link = {state: 'live', latencyMs: 4};

const mirroredAs = (link: Link): Mirrored => ({
	maindata: {
		...emptyMaindata(),
		server: {dl_info_speed: 20_000_000, up_info_speed: 0, connection_status: 'firewalled'},
	},
	change: {full: true, changed: new Map(), removed: []},
	link,
	revision: 1,
	answeredAt: 0,
});

const arrangement = () => createArrangement([], compileFilter('', {volumes: [], now: () => 0}));

const draw = (width: number, height: number, more: Partial<HeaderData> = {}): string[] => {
	return drawHeader({
		width,
		height,
		address: 'nas:8080',
		version: 'v5.3.0',
		mirrored: mirroredAs(live),
		latency: '5ms',
		volumes: [
			{tag: 'ssd', path: '/ssd', free: 10 * 1024 ** 3, size: 500 * 1024 ** 3},
			{tag: 'hdd', path: '/hdd', free: 5 * 1024 ** 4, size: 8 * 1024 ** 4},
		],
		history: {down: [1, 2, 4], up: [0, 0, 0]},
		counts: {...arrangement().counts(), all: 1842, errored: 3},
		readOnly: false,
		outbox: 0,
		orchestrated: idle,
		view: 'torrents',
		theme: createTheme({env: {}, isTTY: true, depth: 0}),
		glyphs: glyphSet({ascii: false}),
		...more,
	}).map(line => line.trimEnd());
};

it('one line on the smallest screen tells all, too: who, how it is, how fast, the disks, the jobs', () => {
	const lines = draw(40, 10);
	expect(lines).toEqual(['nas ● ↓19.1M  ↑0      ssd 10G! hdd 5.0T']);
	const busy = {...idle, jobs: [jobOf(1, 'MOVING'), jobOf(2, 'READY')]};
	expect(draw(40, 10, {orchestrated: busy})).toEqual(['nas ● ↓19.1M ↑0     mv j2 s10G! h5.0T']);
	expect(draw(46, 10, {orchestrated: busy})[0]).toMatch(/ mv j2 ssd 10G! hdd 5\.0T$/);
	const held = {...idle, jobs: [jobOf(1, 'MOVING'), jobOf(2, 'HELD')]};
	expect(draw(40, 10, {orchestrated: held, address: 'demo.localhost:8080'})[0]).toMatch(
		/^demo.*… ● ↓19\.1M ! 1 held j2 s10G! h5\.0T$/,
	);
	// Letters that do not tell two disks apart are none.
	const volumes = ['fast', 'full'].map(tag => ({
		tag,
		path: `/${tag}`,
		free: 2 ** 30,
		size: 2 ** 31,
	}));
	expect(draw(40, 10, {volumes, orchestrated: busy})[0]).toMatch(/fast 1\.0G full 1\.0G$/);
});

it('two lines at 80 columns, the disks in the first', () => {
	const [first, counts, ...rest] = draw(80, 24);
	expect(rest).toEqual([]);
	expect(first).toMatch(/ssd 10G! {2}hdd 5\.0T$/);
	expect(counts).toMatch(/^All 1,842 {2}Active 0 .*Error 3\b/);
});

it('with work under way at 80 columns it is the sparklines that give way, and not the disks', () => {
	const history = {down: Array(6).fill(5e6), up: Array(6).fill(5e6)};
	expect(draw(80, 24, {history})[0]).toMatch(/↓19\.1M {2}▇|↓19\.1M {2}█/);
	const jobs = [jobOf(1, 'MOVING'), jobOf(2, 'HELD')];
	const busy = {history, orchestrated: {...idle, jobs}};
	expect(draw(80, 24, busy)[0]).toMatch(
		/↓19\.1M .*! 1 held {2}mv {2}jobs 2 {2}ssd 10G! {2}hdd 5\.0T$/,
	);
	const [first] = draw(80, 24, {...busy, address: 'demo.localhost:8080'});
	expect(first).toMatch(/^demo\.localhost:8080 ● ↓19\.1M .*! 1 held mv jobs 2 ssd 10G! hdd 5\.0T$/);
});

it('counts the jobs of a queue that runs, a zero, too', () => {
	const running = {...idle, state: 'running'} as const;
	expect(draw(120, 40, {orchestrated: running})[1]).toMatch(/jobs 0$/);
	const history = {down: Array(6).fill(5e6), up: []};
	expect(draw(80, 24, {orchestrated: running, history})[0]).toMatch(/█ .*ssd 10G! {2}hdd 5\.0T$/);
	expect(draw(120, 40)[1]).not.toContain('jobs');
});

it('three lines at 120 columns, with gauges and what is unusual', () => {
	const [first, disks, counts] = draw(120, 40);
	expect(first).toContain('firewalled');
	expect(disks).toMatch(/^ssd █+\S* 10G! free {3}hdd █+\S*░+ 5\.0T free$/);
	expect(counts).toMatch(/^All 1,842/);
});

it('names the view that is on where there is room, and the counts go first', () => {
	const all = /Error 3 {2,}\[1 Torrents\] 2 Queue 3 Space 4 Tags .*8 Log$/;
	expect(draw(200, 40)[2]).toMatch(all);
	expect(draw(200, 40, {view: 'log'})[2]).toMatch(/ 1 Torrents .*\[8 Log\]$/);
	expect(draw(120, 40)[2]).toMatch(all);
	expect(draw(120, 40)[2]).toMatch(/^All 1,842 .*Stop 0 /);
	// With less room the others by their digits, and only the counts that matter most.
	expect(draw(80, 24)[1]).toMatch(/^All 1,842 .*Error 3 {2,}\[1 Torrents\] 2 3 4 5 6 7 8$/);
	expect(draw(60, 15)[1]).toMatch(/^All 1,842 .*Error 3 {2,}\[1 Torrents\] 2 3 4 5 6 7 8$/);
	expect(draw(40, 15)[1]).toMatch(/^All 1,842 .*Error 3 {2,}\[1 Torrents\]$/);
	// Elsewhere it matters more what there is.
	expect(draw(80, 24, {view: 'log'})[1]).toMatch(/^All 1,842 {2,}1 Torrents 2 Queue .*\[8 Log\]$/);
});

it('whose the queue is, in every view, as long as there are words', () => {
	const service = {where: '127.0.0.1:8081', isAway: false};
	const attached = {orchestrated: {...idle, service}};
	expect(draw(120, 40, attached)[1]).toMatch(/attached to 127\.0\.0\.1:8081$/);
	for (const view of ['torrents', 'queue', 'log'] as const) {
		expect(draw(80, 24, {...attached, view})[0]).toContain('via serve');
	}
	expect(draw(40, 10, attached)[0]).toMatch(/hdd 5\.0T$|h5\.0T$/);
});

it('a count that grows moves no view', () => {
	const tabsAt = (active: number): number => {
		const {counts} = arrangement();
		return draw(120, 40, {counts: {...counts(), active}})[2]?.indexOf('[1 Torrents]') ?? -1;
	};
	expect(tabsAt(9)).toBeGreaterThan(0);
	expect(tabsAt(10)).toBe(tabsAt(9));
});

it('says how it stands with the server, in words', () => {
	const error = new QbitError('Unreachable', 'Nothing listens.');
	const away = mirroredAs({state: 'away', error, nextTry: 0, since: 0});
	expect(draw(80, 24, {mirrored: away})[0]).toContain('away');
	const connecting = mirroredAs({state: 'connecting', torrents: 0});
	expect(draw(80, 24, {mirrored: connecting})[0]).toContain('connecting');
	expect(draw(80, 24, {readOnly: true})[0]).toContain('read-only');
});

it('is never wider than the screen, and the health is the last to go', () => {
	for (let width = 40; width <= 220; width++) {
		for (const height of [10, 24, 50]) {
			const lines = draw(width, height, {address: 'a.very.long.name.of.a.server:8080'});
			for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
			expect(lines[0]).toContain('●');
			if (lines.length < 3) expect(lines[0]).toMatch(/h(dd )?5\.0T/);
		}
	}
});

it('takes no orders from the server', () => {
	const mirrored = mirroredAs(live);
	Object.assign(mirrored.maindata.server, {connection_status: 'odd\u001b[2J'});
	expect(draw(200, 50, {mirrored}).join('')).toContain('odd·[2J');
});
