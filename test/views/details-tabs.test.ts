import {describe, expect, it} from 'vitest';
import {enterDetails, showTab, startPanes} from '../../source/hooks/panes.ts';
import {startState} from '../../source/hooks/screen-state.ts';
import type {ListTab, TabsChoice} from '../../source/hooks/tabs-choice.ts';
import {startTabs} from '../../source/hooks/tabs-choice.ts';
import type {TorrentFile, Tracker} from '../../source/qbit/details.ts';
import {emptyMaindata} from '../../source/qbit/maindata.ts';
import {idle} from '../../source/space/orchestrator-shape.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {areasOf} from '../../source/views/areas.ts';
import type {Seen} from '../../source/views/details/seen.ts';
import {insideOf} from '../../source/views/details/seen.ts';
import {tabOf} from '../../source/views/details/tabs.ts';
import {torrentOf} from './torrent.ts';

const theme = createTheme({env: {}, isTTY: true, depth: 0});
const unicode = glyphSet({ascii: false});
const torrent = torrentOf(7, {name: 'Season'});

const file = (index: number, name: string, more: Partial<TorrentFile> = {}): TorrentFile => ({
	...{index, name, size: 2 ** 30, progress: 0.5, priority: 1, availability: 3.25, ...more},
});

const files = [
	file(0, 'Season/one.mkv', {progress: 1, priority: 7}),
	file(1, 'Season/two.mkv'),
	file(2, 'Season/extras/note.txt', {size: 300, priority: 0, progress: 0, availability: -1}),
];

const tracker = (url: string, more: Partial<Tracker>): Tracker => ({
	...{url, tier: 0, status: 2, msg: '', num_peers: 7, num_seeds: 3},
	...{num_leeches: 4, num_downloaded: -1, ...more},
});

type Size = readonly [columns: number, rows: number];

const draw = (
	tab: ListTab,
	[columns, rows]: Size,
	details: Partial<Seen['details']>,
	choice: Partial<TabsChoice> = {},
	glyphs = unicode,
): string[] => {
	const panes = showTab(enterDetails(startPanes), tab);
	const state = {
		...startState([{name: 'name', descending: false}], []),
		panes,
		tabs: {...startTabs, of: torrent.hash, ...choice},
	};
	const seen: Seen = {
		...{torrent, state, spaces: [], orchestrated: idle, log: [], now: 0},
		details: {hash: torrent.hash, problems: {}, answeredAt: {}, ...details},
		mirrored: {
			maindata: emptyMaindata(),
			change: {full: true, changed: new Map(), removed: []},
			link: {state: 'live', latencyMs: 4},
			revision: 1,
			answeredAt: 0,
		},
	};
	return tabOf(tab).draw(seen, insideOf(areasOf({columns, rows}, state, 0)), theme, glyphs);
};

const trimmed = (lines: readonly string[]): string[] =>
	lines.map(line => line.trimEnd()).filter(line => line !== '');

describe('the tab of files', () => {
	it('at 80x24: a tree with its sums, and the path of what is under the cursor', () => {
		expect(trimmed(draw('files', [80, 24], {files}))).toEqual([
			'   Name                                                   Size Done Prio   Avail',
			'▸  ▾ Season/                                              2.0G  75% mixed   3.25',
			'     ▸ extras/                                            300B   0% skip       -',
			'       one.mkv                                            1.0G  100 max        -',
			'       two.mkv                                            1.0G  50% normal  3.25',
			'   Season/   3 files',
		]);
	});

	it('what is selected is counted and marked, whole and in part', () => {
		const choice = {...startTabs.files, selected: new Set([0])};
		const lines = draw('files', [120, 40], {files}, {files: choice});
		expect(lines[0]).toMatch(/^ {3}✓1 1\.0G /);
		expect(lines[1]).toMatch(/^▸−/);
		expect(lines[3]).toMatch(/^ ✓ +one/);
	});

	it('filtered: the files that have it in their path, with their paths', () => {
		const choice = {...startTabs.files, filter: 'EXTRAS'};
		const lines = trimmed(draw('files', [80, 24], {files}, {files: choice}));
		expect(lines[0]).toMatch(/^ {3}\/ EXTRAS/);
		expect(lines[1]).toMatch(/^▸ {2}Season\/extras\/note\.txt /);
		expect(lines).toHaveLength(3);
		const none = {...startTabs.files, filter: 'nothing'};
		expect(trimmed(draw('files', [80, 24], {files}, {files: none}))[1]).toBe(
			'   No file has that in its path.',
		);
	});

	it('in ASCII no glyph is left that is none', () => {
		const lines = draw('files', [80, 24], {files}, {}, glyphSet({ascii: true}));
		expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
		expect(lines[1]).toMatch(/^> {2}- Season\//);
		expect(lines[2]).toMatch(/\+ extras\//);
	});
});

describe('the tab of trackers', () => {
	it('says how they are in words, and what they said', () => {
		const trackers = [
			tracker('** [DHT] **', {tier: -1, status: 0}),
			tracker('udp://a.example:1/announce', {}),
			tracker('https://b.example/announce', {
				tier: 1,
				status: 4,
				msg: 'unregistered \x1b[2Jtorrent',
			}),
		];
		expect(trimmed(draw('trackers', [120, 40], {trackers}))).toEqual([
			expect.stringMatching(/^ {3}Status +Tracker +Tier Seeds Leech Peers Message/),
			expect.stringMatching(/^▸ {2}✓ works +udp:\/\/a\.example:1\/announce +0 +3 +4 +7$/),
			expect.stringMatching(/^ {3}✗ fails +https:.* 1 +3 +4 +7 unregistered ·\[2Jtorrent$/),
			expect.stringMatching(/^ {3}− off +DHT +3 +4 +7$/),
			'   works',
		]);
	});
});

describe('the tab of peers', () => {
	it('the fastest first; of the one under the cursor the flags are explained', () => {
		const peers = new Map([
			['192.0.2.1:6881', {client: 'slow', dl_speed: 1024, progress: 0.5, flags: 'd X'}],
			[
				'[2001:db8::1]:6881',
				{
					client: 'fast',
					dl_speed: 2 ** 20,
					flags: 'D',
					flags_desc: 'D = downloading\nX = from PEX',
				},
			],
		]);
		const lines = trimmed(draw('peers', [80, 24], {peers}));
		expect(lines[1]).toMatch(/^▸ {2}\[2001:db8::1\]:6881 +fast +D +0% +1\.0M +-$/);
		expect(lines[2]).toMatch(/^ {3}192\.0\.2\.1:6881 +slow +d X +50% +1\.0K +-$/);
		expect(lines.at(-1)).toBe('   [2001:db8::1]:6881   D = downloading; X = from PEX');
		const byClient = {peerSort: {name: 'client', descending: true}};
		expect(trimmed(draw('peers', [80, 24], {peers}, byClient))[1]).toMatch(/192\.0\.2\.1/);
	});
});

describe('whatever is in them', () => {
	const hostile = [
		'\x1b[2J\x07\r\n\u202e',
		'',
		'..',
		'狂った一頁'.repeat(30),
		'e\u0301'.repeat(300),
		'👩‍👩‍👧 family',
		`${'d/'.repeat(40)}x`,
	];
	const details = {
		files: hostile.flatMap((name, i) => [file(2 * i, name), file(2 * i + 1, `T/${name}/${name}`)]),
		trackers: hostile.map((url, i) => tracker(url, {msg: url, tier: i, status: i})),
		peers: new Map(
			hostile.map((text, i) => [`${text}${i}`, {client: text, flags: text, flags_desc: text}]),
		),
	};
	const open = new Set([
		'T/',
		'T//',
		'T/../',
		...Array.from({length: 41}, (_, i) => 'd/'.repeat(i)),
	]);

	it.each([
		...(['files', 'trackers', 'peers'] as const).flatMap(tab =>
			(
				[
					[40, 10],
					[80, 24],
					[120, 40],
					[200, 50],
				] as const
			).map(size => [tab, size] as const),
		),
	])('%s at %j is as wide and high as there is room for', (tab, size) => {
		const choice = {files: {...startTabs.files, open}};
		const panes = showTab(enterDetails(startPanes), tab);
		const state = {...startState([], []), panes};
		const inside = insideOf(areasOf({columns: size[0], rows: size[1]}, state, 0));
		const lines = draw(tab, size, details, choice);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.length).toBeLessThanOrEqual(inside.height);
		for (const line of lines) {
			expect(widthOf(line)).toBeLessThanOrEqual(inside.width);
			expect(line).not.toMatch(/[\x00-\x1f\u202e\u200d]/);
		}
	});
});
