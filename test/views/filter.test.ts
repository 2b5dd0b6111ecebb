import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {compileFilter} from '../../source/views/filter/filter.ts';
import {torrentOf} from './torrent.ts';

const now = 1_800_000_000;
const day = 86_400;
const context = {
	volumes: [
		{tag: 'ssd', path: '/ssd'},
		{tag: 'hdd', path: '/hdd'},
	],
	now: () => now * 1000,
};

const library: Readonly<Record<string, Partial<Torrent>>> = {
	ubuntu: {
		name: 'Ubuntu 24.04 server.iso',
		size: 2 * 1024 ** 3,
		state: 'uploading',
		progress: 1,
		upspeed: 5000,
		ratio: 2.5,
		category: 'linux/server',
		tags: 'keep, iso',
		content_path: '/hdd/linux/ubuntu',
		added_on: now - 10 * day,
		completion_on: now - 9 * day,
		seeding_time: 9 * day,
		tracker: 'https://torrent.ubuntu.com/announce',
		num_seeds: 3,
	},
	debian: {
		name: 'debian-13 (net install) | amd64!',
		size: 700 * 1024 ** 2,
		state: 'downloading',
		progress: 0.4,
		dlspeed: 2 * 1024 ** 2,
		eta: 600,
		category: 'linux',
		tags: 'iso',
		content_path: '/ssd/debian',
		added_on: now - 3600,
		amount_left: 420 * 1024 ** 2,
	},
	film: {
		name: 'A film: size>5 "director\'s cut"',
		size: 5 * 1024 ** 4,
		state: 'stoppedUP',
		progress: 1,
		ratio: -1,
		category: 'films',
		content_path: '/hdd/films/A',
		added_on: now - 400 * day,
		completion_on: 4_294_967_295,
	},
	broken: {
		name: 'broken',
		size: 0,
		state: 'missingFiles',
		progress: 0.5,
		content_path: '/x',
		added_on: 0,
	},
	stalled: {name: 'Old paused', state: 'pausedDL', progress: 0, size: 1023, content_path: '/ssdx'},
};

const torrents = Object.entries(library).map(([name, fields], i) => ({
	name,
	torrent: torrentOf(i + 1, fields),
}));

const found = (text: string): string => {
	const {test, problem} = compileFilter(text, context);
	expect(problem).toBeUndefined();
	return torrents.flatMap(({name, torrent}) => (test(torrent) ? name : [])).join(' ');
};

const all = 'ubuntu debian film broken stalled';

describe('the filter language', () => {
	it.each([
		['', all],
		['   ', all],
		// Names.
		['UBUNTU server', 'ubuntu'],
		['server ubuntu', 'ubuntu'],
		['"24.04 server"', 'ubuntu'],
		['"server 24.04"', ''],
		['"size>5"', 'film'],
		['"(net install) |"', 'debian'],
		['name:"net install"', 'debian'],
		['amd64!', 'debian'],
		['foo:bar', ''],
		// No fields, though every object has them.
		['constructor:bar', ''],
		['constructor=bar', ''],
		['constructor>5', ''],
		['toString:', ''],
		['0000000000000000000000000000000000000002', 'debian'],
		['hash:00000000', all],
		// States.
		['state:downloading', 'debian'],
		['state:seeding', 'ubuntu'],
		['STATE:Stopped', 'film stalled'],
		['state:paused', 'film stalled'],
		['state:stoppedup', 'film'],
		['state:errored', 'broken'],
		['state:error', 'broken'],
		['state:active', 'ubuntu debian'],
		['state:inactive', 'film broken stalled'],
		['state:complete', 'ubuntu film'],
		['state:incomplete', 'debian broken stalled'],
		['state:running', 'ubuntu debian broken'],
		['state:all', all],
		['state:seedi', ''],
		// Categories, tags, disks, trackers, paths.
		['cat:linux', 'ubuntu debian'],
		['cat:linux/server', 'ubuntu'],
		['category:FILMS', 'film'],
		['cat:', 'broken stalled'],
		['cat:lin', ''],
		['cat:lin*', 'ubuntu debian'],
		['tag:iso', 'ubuntu debian'],
		['tag:keep tag:iso', 'ubuntu'],
		['tag:', 'film broken stalled'],
		['tag:*e*', 'ubuntu'],
		['cat=linux', 'ubuntu debian'],
		['cat=Linux', ''],
		['cat=lin*', ''],
		['tag=keep', 'ubuntu'],
		['tag=KEEP', ''],
		['tag=""', 'film broken stalled'],
		['tracker=torrent.ubuntu.com', 'ubuntu'],
		['tracker=ubuntu.com', ''],
		['disk=ssd', 'debian'],
		['health:missing', 'broken'],
		['health:ok', 'ubuntu debian film stalled'],
		['disk:ssd', 'debian'],
		['disk:', 'broken stalled'],
		['tracker:ubuntu.com', 'ubuntu'],
		['tracker:', 'debian film broken stalled'],
		['path:/hdd', 'ubuntu film'],
		// Measures and units.
		['size>1G', 'ubuntu film'],
		['size>=700M size<=700MiB', 'debian'],
		['size=0', 'broken'],
		['size!=0 size<1k', 'stalled'],
		['size>4.5T', 'film'],
		['left>400m', 'debian'],
		['down>1M', 'debian'],
		['up>0', 'ubuntu'],
		['done>=40% done<50%', 'debian'],
		['done<50', 'debian stalled'],
		['ratio>2', 'ubuntu film'],
		['ratio<1', 'debian broken stalled'],
		['seeds>2', 'ubuntu'],
		['eta<1h', 'debian'],
		['added<1d', 'debian'],
		['added>30d', 'film stalled'],
		['completed<2w', 'ubuntu'],
		['completed>0', 'ubuntu'],
		['seedtime>1w', 'ubuntu'],
		// Not, or, parentheses.
		['!cat:linux', 'film broken stalled'],
		['!!cat:linux', 'ubuntu debian'],
		['cat:films | cat:linux !tag:keep', 'debian film'],
		['(cat:films | cat:linux) !tag:keep', 'debian film'],
		['!(cat:films | cat:linux)', 'broken stalled'],
		['cat:linux (state:active !(tag:keep))', 'debian'],
		// What is half typed hides nothing yet.
		['!', all],
		['cat:linux !', 'ubuntu debian'],
		['cat:films |', 'film'],
		['| cat:films', 'film'],
		['(cat:films', 'film'],
		['"net inst', 'debian'],
		['size>', all],
		['cat:linux (', 'ubuntu debian'],
		['(cat:linux !)', 'ubuntu debian'],
		['cat:linux ! ', 'ubuntu debian'],
		['cat:films !| cat:linux', 'ubuntu debian film'],
	])('%s', (text, names) => {
		expect(found(text)).toBe(names);
	});

	it.each([
		['size>big', 'size>big: a size is written as 700M or 1.5G'],
		['size>5x', 'size>5x: a size is written as 700M or 1.5G'],
		['done>1k', 'done>1k: how much is done is written as 50%'],
		['ratio<1M', 'ratio<1M: a plain number belongs here'],
		['added<5constructor', 'added<5constructor: a time is written as 30m, 12h or 7d'],
		['added<soon', 'added<soon: a time is written as 30m, 12h or 7d'],
		['health:bad', 'health:bad: ok, stalled, tracker, missing or error'],
		[
			'state:nonsense',
			'state:nonsense: downloading, seeding, stopped, completed, active, stalled, queued, checking, moving, errored, running, or the server’s own word',
		],
		['cat:linux)', 'There is one ")" too many.'],
		['('.repeat(50_000), 'Too many "(" or "!" are nested.'],
		['!'.repeat(50_000), 'Too many "(" or "!" are nested.'],
	])('%s is no filter, and says why', (text, problem) => {
		const filter = compileFilter(text, context);
		expect(filter.problem).toBe(problem);
		expect(torrents.every(({torrent}) => filter.test(torrent))).toBe(true);
	});

	it('of a command, which nobody types on, half an amount is none', () => {
		const {problem} = compileFilter('cat:linux size>', {...context, isWhole: true});
		expect(problem).toBe('size>: a size is written as 700M or 1.5G');
	});

	it('and half a state is none', () => {
		const half = compileFilter('state:seedi', {...context, isWhole: true});
		expect(half.problem).toMatch(/^state:seedi: downloading, seeding, /);
		for (const word of ['seeding', 'STOPPEDUP', 'paused', 'idle', 'stalled_uploading']) {
			const {problem} = compileFilter(`state:${word}`, {...context, isWhole: true});
			expect(problem, word).toBeUndefined();
		}
	});
});
