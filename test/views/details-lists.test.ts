import {describe, expect, it} from 'vitest';
import type {TorrentFile, Tracker} from '../../source/qbit/details.ts';
import {shiftPriority} from '../../source/views/details/file-priorities.ts';
import {pathOnServer} from '../../source/views/details/file-verbs.ts';
import {peerRows} from '../../source/views/details/peer-rows.ts';
import {
	inOneLine,
	readTrackerUrls,
	statusOf,
	trackerRows,
} from '../../source/views/details/tracker-rows.ts';

const tracker = (url: string, more: Partial<Tracker> = {}): Tracker => ({
	...{url, tier: 0, status: 2, msg: '', num_peers: 0, num_seeds: 0},
	...{num_leeches: 0, num_downloaded: 0, ...more},
});

describe('trackers that are typed or pasted', () => {
	const [a, b] = ['http://a.example/announce', 'udp://b.example:1337'];

	it.each([
		[a, [a]],
		[`${a} ${b}`, [a, b]],
		[`${a}\n${b}`, [a, b]],
		[`${a}\n\n${b}\n`, [a, '', b]],
		[`${a}\r\n\r\n\r\n${b}`, [a, '', '', b]],
		[`${a} | ${b}`, [a, '', b]],
		[inOneLine(`\n${a}\n\n${b}\n`), [a, '', b]],
	])('%j', (text, urls) => {
		expect(readTrackerUrls(text)).toEqual({urls});
	});

	it.each(['', ' | ', 'a.example', 'magnet:?xt=urn:btih:x', 'http://', `${a} nonsense`])(
		'%j is refused with a reason',
		text => {
			expect(readTrackerUrls(text)).toEqual({problem: expect.stringMatching(/tracker/)});
		},
	);
});

describe('rows of trackers', () => {
	it('DHT, PeX and LSD come last; endpoints stand below what is open', () => {
		const endpoint = {
			...{name: '192.0.2.1:1', bt_version: 1, updating: false, status: 4, msg: 'x'},
			...{num_peers: 0, num_seeds: 0, num_leeches: 0, num_downloaded: 0},
			...{next_announce: 0, min_announce: 0},
		};
		const rows = [
			tracker('** [DHT] **', {tier: -1}),
			tracker('http://a', {endpoints: [endpoint, {...endpoint, bt_version: 2}]}),
		];
		expect(trackerRows(rows, new Set()).map(({key}) => key)).toEqual(['http://a', '** [DHT] **']);
		const open = trackerRows(rows, new Set(['http://a', '** [DHT] **']));
		expect(open.map(({endpoint: shown}) => shown?.bt_version)).toEqual([
			...[undefined, 1, 2, undefined],
		]);
		expect(new Set(open.map(({key}) => key)).size).toBe(open.length);
	});

	it('says in words what each version means by its numbers', () => {
		const word = (more: Partial<Tracker>) => statusOf(tracker('x', more)).word;
		expect([0, 1, 2, 3, 4, 5, 6].map(status => word({status}))).toEqual([
			...['off', 'not asked', 'works', 'asking', 'fails', 'refuses', 'no answer'],
		]);
		expect(word({status: 4, updating: true})).toBe('asking');
		expect(word({status: 99})).toBe('status 99');
	});
});

describe('rows of peers', () => {
	const peers = new Map([
		['b:1', {dl_speed: 5}],
		['a:1', {up_speed: 5}],
		['c:1', {dl_speed: 9, client: 'x'}],
		['d:1', {}],
	]);
	const keys = (name: string, descending: boolean) =>
		peerRows(peers, {name, descending}).map(({key}) => key.charAt(0));

	it('by speed down and up; equal ones by address, whichever way round', () => {
		expect(keys('speed', true)).toEqual(['c', 'a', 'b', 'd']);
		expect(keys('speed', false)).toEqual(['d', 'a', 'b', 'c']);
	});

	it('by a column; what is not known of a peer is nothing', () => {
		expect(keys('client', true)).toEqual(['c', 'a', 'b', 'd']);
		expect(keys('address', false)).toEqual(['a', 'b', 'c', 'd']);
	});
});

describe('files', () => {
	it('priorities go step by step and stop at the ends', () => {
		const [up, down] = [shiftPriority(true), shiftPriority(false)];
		expect([0, 1, 6, 7].map(up)).toEqual([1, 6, 7, 7]);
		expect([0, 1, 6, 7].map(down)).toEqual([0, 0, 1, 6]);
		// What no version of today sends lies between two steps.
		expect([up(4), down(4)]).toEqual([6, 1]);
	});

	const files = (...names: string[]): TorrentFile[] =>
		names.map((name, index) => ({
			...{index, name, size: 1, progress: 0, priority: 1, availability: 0},
		}));

	it.each([
		// In a folder of its own, which may be at the place for what is incomplete.
		['/tmp/T', '/data', ['T/a', 'T/b/c'], 'T/b/c', '/tmp/T/b/c'],
		// The only file in a folder: it is told where the file is.
		['/data/T/a', '/data', ['T/a'], 'T', '/data/T'],
		['/data/T/a', '/data', ['T/a'], 'T/a', '/data/T/a'],
		['/data/T', '/data', ['T/a', 'T/b'], 'T', '/data/T'],
		// A folder that was given another name on the way.
		['/data/T2', '/data', ['T2/a', 'T2/b'], 'T2/b', '/data/T2/b'],
		// Without a folder, even where the place has the name of one.
		['/data/a', '/data/a', ['a/x', 'b/x'], 'a/x', '/data/a/a/x'],
		['/data', '/data', ['x', 'y'], 'y', '/data/y'],
		['/data/only.iso', '/data', ['only.iso'], 'only.iso', '/data/only.iso'],
		['D:\\data\\T', 'D:\\data', ['T/a', 'T/b/c'], 'T/b/c', 'D:\\data\\T\\b\\c'],
	])('content %s, of %s', (content_path, save_path, names, path, wanted) => {
		expect(pathOnServer({content_path, save_path}, files(...names), path)).toBe(wanted);
	});
});
