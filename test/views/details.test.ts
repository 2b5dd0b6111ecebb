import {describe, expect, it} from 'vitest';
import type {DetailsTab} from '../../source/hooks/panes.ts';
import {enterDetails, showTab, startPanes} from '../../source/hooks/panes.ts';
import {startState} from '../../source/hooks/screen-state.ts';
import type {Properties} from '../../source/qbit/details.ts';
import {QbitError} from '../../source/qbit/errors.ts';
import type {Noted} from '../../source/qbit/journal.ts';
import {emptyMaindata} from '../../source/qbit/maindata.ts';
import {idle} from '../../source/space/orchestrator-shape.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {areasOf} from '../../source/views/areas.ts';
import {drawDetails} from '../../source/views/details/frame.ts';
import {namesTorrent} from '../../source/views/details/log-of.ts';
import type {Seen} from '../../source/views/details/seen.ts';
import {tabs} from '../../source/views/details/tabs.ts';
import {torrentOf} from './torrent.ts';
import {busy, movingJob} from './work.ts';

const theme = createTheme({env: {}, isTTY: true, depth: 0});
const unicode = glyphSet({ascii: false});
const sizes = [
	[40, 10],
	[80, 24],
	[120, 40],
	[200, 50],
] as const;

const GIB = 1024 ** 3;

const properties: Properties = {
	...{save_path: '/ssd/in', creation_date: 1_600_000_000, piece_size: 2 ** 22, pieces_num: 8},
	...{pieces_have: 4, comment: 'from a friend', created_by: 'mktorrent 1.1', total_wasted: 2 ** 20},
	...{total_uploaded: 0, total_downloaded: 0, up_limit: -1, dl_limit: -1, time_elapsed: 60},
	...{seeding_time: 0, nb_connections: 6, nb_connections_limit: 100, share_ratio: 0.3},
	...{addition_date: 1_600_000_000, completion_date: -1, reannounce: 660, seeds: 4},
	...{seeds_total: 203, peers: 2, peers_total: 31},
};

const torrent = torrentOf(7, {
	...{name: 'debian-13.1.0-amd64-DVD-1.iso', state: 'downloading', dlspeed: 11.2 * 2 ** 20},
	...{size: 6 * GIB, total_size: 8 * GIB, amount_left: 3 * GIB, progress: 0.5, eta: 180},
	...{num_seeds: 4, num_complete: 203, num_leechs: 2, num_incomplete: 31, availability: 41.2},
	...{save_path: '/ssd/in', content_path: '/ssd/in/debian', category: 'linux', tags: 'iso, keep'},
	...{ratio_limit: -2, max_ratio: 2, added_on: 1_600_000_000, ratio: 0.3, dl_limit: 20 * 2 ** 20},
});

const line = (text: string, at = 1): Noted => ({at: at * 1000, level: 4, text, ours: false});

const seenOf = (more: Partial<Seen> = {}): Seen => ({
	torrent,
	details: {
		...{hash: torrent.hash, problems: {}, answeredAt: {}, properties},
		files: [{index: 0, name: 'debian', size: GIB, progress: 0.5, priority: 1, availability: 3}],
		trackers: [],
		peers: new Map([
			['a', {dl_speed: 5, ip: '192.0.2.1', port: 1}],
			['b', {flags: 'd X'}],
		]),
		pieces: {states: [2, 2, 2, 2, 1, 0, 0, 0], availability: [3, 3, 3, 3, 3, 2, 0, 1]},
	},
	mirrored: {
		maindata: emptyMaindata(),
		change: {full: true, changed: new Map(), removed: []},
		link: {state: 'live', latencyMs: 4},
		revision: 1,
		answeredAt: 0,
	},
	state: startState([{name: 'name', descending: false}], []),
	spaces: [],
	orchestrated: idle,
	log: [line('Torrent errored. Torrent: "debian"')],
	now: 1_600_000_000_000 + 7_200_000,
	...more,
});

const draw = (
	tab: DetailsTab,
	[columns, rows]: readonly [number, number],
	seen: Seen | undefined = seenOf(),
	glyphs = unicode,
): string[] => {
	const panes = showTab(enterDetails(startPanes), tab);
	const state = {...startState([{name: 'name', descending: false}], []), panes};
	const areas = areasOf({columns, rows}, state, 0);
	return drawDetails(seen, {tab, isFocused: true}, areas, theme, glyphs).map(text =>
		text.trimEnd(),
	);
};

describe('details', () => {
	it('at 80x24: the name, and everything', () => {
		expect(draw('general', [80, 24]).filter(text => text !== '')).toEqual([
			'── [General] Files Trackers Peers Pieces Log ───────────────────────────────────',
			'debian-13.1.0-amd64-DVD-1.iso',
			expect.stringMatching(/^pieces {4}█+↓+✗?░+✗+░+ {2}50% {2}3\.0G of 6\.0G/),
			'why       downloading from 1 of 2 peers; limited by peers, not by disk or cap',
			'speed     ↓ 11.2M  ↑ -  3m to go        seeds     4 of 203',
			'peers     2 of 31                       trackers  none',
			'ratio     0.30  ↓ 0B  ↑ 0B              limits    ↓ 20.0M/s  ↑ ∞',
			'stops at  ratio 2.00 (the server’s)     category  linux',
			'tags      iso, keep                     auto mgmt off',
			'pieces    4 of 8, 4.0M each             connected 6, at most 100',
			expect.stringMatching(/^added {5}20\d\d-\d\d-\d\d \d\d:\d\d \(2h ago\) +active +0s$/),
			expect.stringMatching(/^created .*mktor/),
			'save path /ssd/in',
			'content   /ssd/in/debian',
			'comment   from a friend',
			`hash      ${torrent.hash}`,
		]);
	});

	it('at 120x40: in columns below the list, without the name that stands above', () => {
		const lines = draw('general', [120, 40]);
		expect(lines[1]).toMatch(/^pieces .*50% {2}3\.0G of 6\.0G {2}2\.0G not wanted/);
		expect(lines[2]).toMatch(/^why {7}downloading from 1 of 2 peers;/);
		expect(lines[3]).toMatch(/^speed .*seeds .*peers/);
		expect(lines.join('\n')).not.toContain('debian-13.1.0-amd64-DVD-1.iso');
	});

	it('say below it whether it moves, with hostile paths made harmless', () => {
		const job = {...movingJob, hashes: [torrent.hash], destination: '/hdd/\x1b[2J\u202e'};
		const seen = seenOf({orchestrated: {...idle, ...busy, jobs: [job]}});
		const lines = draw('general', [80, 24], seen);
		const at = lines.findIndex(text => text.startsWith('why'));
		expect(lines[at + 1]).toMatch(/^move {6}moving 41% to \/hdd\/\S+, 118 MiB a second,/);
		expect(lines.join('')).not.toMatch(/[\x1b\u202e]/);
	});

	it('on the smallest screen: how much, and why, whole', () => {
		expect(draw('general', [40, 10])).toEqual([
			'[General] Files Trackers Peers Pieces',
			'debian-13.1.0-amd64-DVD-1.iso',
			expect.stringMatching(/^pieces {4}\S{30}$/),
			'done      50%  3.0G of 6.0G',
			'why       downloading from 1 of 2 peers;',
			'          limited by peers, not by disk',
			'          or cap',
		]);
	});

	it('of every tab fill their area and are nowhere too wide, whatever names hold', () => {
		for (const name of ['a'.repeat(300), '狂った一頁'.repeat(40), '\x1b[2J\u202e\ne\u0301']) {
			const hostile = {
				...torrent,
				name,
				save_path: `/${name}`,
				category: name,
				tags: name,
				comment: name,
			};
			const log = [line(`Torrent: "${name}"`)];
			for (const size of sizes) {
				for (const tab of tabs) {
					for (const glyphs of [unicode, glyphSet({ascii: true})]) {
						const lines = draw(tab.name, size, seenOf({torrent: hostile, log}), glyphs);
						const {details} = areasOf(
							{columns: size[0], rows: size[1]},
							{...seenOf().state, panes: enterDetails(startPanes)},
							0,
						);
						expect(lines).toHaveLength(details?.height ?? 0);
						expect(Math.max(...lines.map(widthOf)), `${tab.name} ${size}`).toBeLessThanOrEqual(
							size[0],
						);
						expect(lines.join('')).not.toMatch(/[\x00-\x1f\u202e]/);
					}
				}
			}
		}
	});

	it('of the pieces: a cell each, what no peer has, and what is only coming', () => {
		const lines = draw('pieces', [80, 24]);
		expect(lines.slice(2, 6)).toEqual([
			'4 of 8 pieces of 4.0M   1 on their way   1 that no peer has   41.20 copies about',
			'████↓░✗░',
			'copies █████▆▁▃ 0 to 3',
			'█ all here  ▓▒ in part  ↓ on its way  ░ missing  ✗ no peer has it',
		]);
		expect(draw('pieces', [80, 24], seenOf(), glyphSet({ascii: true}))[3]).toBe('####v.x.');
	});

	it('of 100,000 pieces are looked through once for each answer, and not for each key', () => {
		const all = Array.from({length: 100_000}, (_, i) => (i % 3 === 0 ? 2 : 0));
		let looks = 0;
		const states = new Proxy(all, {
			get: (array, name, receiver) => {
				looks++;
				return Reflect.get(array, name, receiver);
			},
		});
		const {details} = seenOf();
		const seen = seenOf({details: {...details, pieces: {states, availability: undefined}}});
		const first = draw('pieces', [200, 50], seen);
		expect(first[1]).toMatch(/^33,334 of 100,000 pieces/);
		expect(looks).toBeGreaterThan(100_000);
		looks = 0;
		expect(draw('pieces', [200, 50], seen)).toEqual(first);
		expect(looks).toBeLessThan(20);
	});

	it('of a complete torrent show all pieces, of a stopped one no reproach to absent peers', () => {
		const {details} = seenOf();
		const all = seenOf({details: {...details, pieces: {states: [2, 2], availability: []}}});
		expect(draw('pieces', [80, 24], all)[3]).toBe('██');
		const none = seenOf({details: {...details, pieces: {states: [0, 2], availability: [0, 0]}}});
		expect(draw('pieces', [80, 24], none)[3]).toBe('░█');
	});

	it.each([
		['not asked yet', {}, 'live', 'Asking the server…'],
		[
			'gone',
			{files: new QbitError('NotFound', 'x', {status: 404})},
			'live',
			'The server no longer has this torrent.',
		],
		[
			'refused',
			{files: new QbitError('Forbidden', 'Not for you.')},
			'live',
			'Can’t be read: Not for you.',
		],
		['away', {}, 'away', 'Not known: Nothing listens there.'],
	] as const)('say in place of a tab: %s', (_, problems, link, says) => {
		const seen = seenOf({details: {hash: torrent.hash, problems, answeredAt: {}}});
		const error = new QbitError('Unreachable', 'Nothing listens there.');
		const mirrored = {
			...seen.mirrored,
			...(link === 'away' && {link: {state: link, error, nextTry: undefined, since: undefined}}),
		};
		expect(draw('files', [80, 24], {...seen, mirrored})[2]).toBe(says);
	});

	it('say that there is no torrent, that there is no metadata, that nothing is in the log', () => {
		const {details} = seenOf();
		const bare = seenOf({
			log: [],
			details: {...details, files: [], pieces: {states: [], availability: []}},
		});
		const panes = enterDetails(startPanes);
		const areas = areasOf({columns: 80, rows: 24}, {...bare.state, panes}, 0);
		const none = drawDetails(undefined, {tab: 'files', isFocused: true}, areas, theme, unicode);
		expect(none[2]).toBe('There is no torrent under the cursor.');
		expect(draw('files', [80, 24], bare)[2]).toMatch(/metadata is not here yet/);
		expect(draw('pieces', [80, 24], bare)[2]).toMatch(/metadata is not here yet/);
		expect(draw('log', [80, 24], bare)[2]).toMatch(/^No line of the server’s log names it/);
	});

	it('keep what was known while the server is away, and say so', () => {
		const seen = seenOf();
		const error = new QbitError('Unreachable', 'Nothing listens there.');
		const link = {state: 'away', error, nextTry: undefined, since: undefined} as const;
		const lines = draw('pieces', [80, 24], {...seen, mirrored: {...seen.mirrored, link}});
		expect(lines[0]).toMatch(/\[Pieces\] Log ─+ as it was last seen$/);
		expect(lines[3]).toBe('████↓░✗░');
	});
});

describe('the log of one torrent', () => {
	const names = namesTorrent(torrentOf(0xab, {name: 'Debian 13'}));
	it.each([
		['Added new torrent. Torrent: "Debian 13"', true],
		['Torrent hinzugefügt. Torrent: „Debian 13“', true],
		["'Debian 13' added to download list.", true],
		['Stop: “Debian 13”', true],
		['Added new torrent. Torrent: "Debian 13.1"', false],
		['Added new torrent. Torrent: "My Debian 13"', false],
		['Announce of 00000000000000000000000000000000000000AB failed', true],
		['Announce of 00000000000000000000000000000000000000ac failed', false],
	])('%s: %s', (text, isIn) => {
		expect(names(line(text))).toBe(isIn);
	});

	it('is not the log of everything when a torrent has no name', () => {
		expect(namesTorrent(torrentOf(1, {name: ''}))(line('anything'))).toBe(false);
	});
});
