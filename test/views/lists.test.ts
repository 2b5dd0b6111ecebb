import {describe, expect, it} from 'vitest';
import {type ListViewName, startLists} from '../../source/hooks/lists-choice.ts';
import {ascii, unicode} from '../../source/terminal/glyph-set.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import type {Work} from '../../source/views/lists/list-view.ts';
import {listViews} from '../../source/views/lists/list-views.ts';
import {whyNoReleaseNow} from '../../source/views/queue/job-told.ts';
import {busy, heldJob, jobOf, limits, pens, plannedOf, torrent, workOf} from './work.ts';

const sizes = [
	[40, 7],
	[80, 20],
	[120, 36],
	[200, 45],
] as const;

const hostile = [
	'狂った一頁'.repeat(60),
	'\x1b[2J\u202egpj.exe',
	'e\u0301'.repeat(300),
	'👨‍👩‍👧‍👦 family '.repeat(20),
	'line\nbreak\ttab',
];

const draw = (
	view: ListViewName,
	work: Work,
	[width, height]: readonly [number, number],
	more: Partial<(typeof startLists)['queue']> = {},
	glyphs = unicode,
): string[] => {
	const choice = {...startLists[view], ...more};
	return listViews[view].draw(work, choice, {width, height}, {...pens, glyphs});
};

const wide = [120, 36] as const;

const many = Array.from({length: 300}, (_, i) =>
	jobOf(i + 10, (['READY', 'BLOCKED', 'HELD', 'QUEUED'] as const)[i % 4] ?? 'READY', {
		name: hostile[i % hostile.length] ?? '',
		reason: {code: 'DST_FULL', text: hostile[i % hostile.length] ?? ''},
	}),
);

describe('the queue, the disks and the tags', () => {
	const works: Array<[string, Work]> = [
		['nothing', workOf({state: 'running'})],
		['one job', workOf({state: 'running', jobs: [heldJob]})],
		['300 jobs and hostile names', workOf({...busy, jobs: many})],
		['a plan of hostile names', plannedOf(hostile.map(name => torrent(name)))],
		['no disks', workOf({why: hostile.join(' ')}, {limits: limits({volumes: []})})],
	];

	it.each(works)('fill their area and are nowhere too wide: %s', (_, work) => {
		for (const view of ['queue', 'space', 'tags'] as const) {
			for (const size of sizes) {
				for (const glyphs of [unicode, ascii]) {
					const lines = draw(view, work, size, {whole: size[0] === 80}, glyphs);
					expect(lines.length).toBe(size[1]);
					for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(size[0]);
					expect(lines.join('')).not.toMatch(/[\x1b\n\t\u202e]/);
				}
			}
		}
	});

	it.each(sizes)('say what to set where nothing is set, at %i x %i', (...size) => {
		const work = workOf({why: 'not set'}, {limits: limits({volumes: []})});
		for (const view of ['queue', 'space', 'tags'] as const) {
			const text = draw(view, work, size).join(' ');
			expect(text).toContain('DOWNLOAD_PATH_SSD=/mnt/ssd');
			expect(text).toContain('FINAL_DEST_BASE_HDD=/mnt/hdd');
		}
	});

	it('say what is missing where one disk is set, and still show it', () => {
		const [volumes, why] = [[{tag: 'ssd', path: '/ssd'}], 'final_dest_base_hdd is not set.'];
		const spaces = [{tag: 'ssd', path: '/ssd', free: 1e11, size: 5e11}];
		const work = workOf({why}, {limits: limits({volumes}), spaces});
		expect(draw('queue', work, wide).join('\n')).toContain(why);
		const space = draw('space', work, wide).join('\n');
		expect(space).toMatch(/^ssd +█+.* 93G free/);
		expect(space).toContain(why);
	});

	it('say when the large disk is not mounted', () => {
		const spaces = [{tag: 'hdd', path: '/hdd', free: 1, size: 2, mounted: false}];
		const work = workOf({state: 'running'}, {spaces});
		for (const view of ['queue', 'space'] as const) {
			const text = draw(view, work, wide).join(' ');
			expect(text).toMatch(/! hdd \(\/hdd\) is not there as a disk of its own: is it mounted\?/);
			// To its end, at which it says what to do: on a usual terminal, too.
			expect(text).toContain('in it says so.');
			expect(draw(view, work, [80, 20]).join(' ')).toContain('in it says so.');
		}
	});
});

describe('the tags', () => {
	it('what lies on no disk of the settings is not called tagged', () => {
		const away = (i: number) =>
			torrent(`film ${i}`, {
				save_path: '/elsewhere',
				content_path: `/elsewhere/film ${i}`,
				tags: '',
			});
		const text = (torrents: ReturnType<typeof away>[]) =>
			draw('tags', plannedOf(torrents), wide).join('\n');
		expect(text([away(1), away(2)])).toContain(
			'2 torrents are on none of the disks that are set: their tags are left alone.',
		);
		expect(text([away(1), away(2)])).not.toContain('tagged by its place');
	});
});

describe('the queue', () => {
	it('shows what is under way first, then what needs a person, and what it is about', () => {
		const lines = draw('queue', workOf(busy), wide);
		expect(lines[0]).toBe('Jobs: 1 under way, 1 HELD, 2 waiting; 2 ended');
		expect(lines[2]).toMatch(/^▸→ moving +Moving film .*ssd→hdd +5\.0G +██░+ +41% +118M +9m/);
		expect(lines[3]).toMatch(/^ ! HELD +Held film/);
		const position = {...startLists.queue.position, cursor: heldJob.id, chosen: true};
		const told = draw('queue', workOf(busy), wide, {position}).join('\n');
		for (const path of heldJob.reason?.paths ?? []) expect(told).toContain(path);
		expect(told).toMatch(/L points the torrent back to \/ssd/);
	});

	it('points nothing back while something moves, and says so before it asks', () => {
		expect(whyNoReleaseNow([heldJob, jobOf(7, 'MOVING')])).toMatch(/is moving something/);
		expect(whyNoReleaseNow([heldJob, jobOf(7, 'READY')])).toBeUndefined();
	});
});

describe('the disks', () => {
	it('show free, incoming and watermarks, what moves, and why the others stay', () => {
		const work = plannedOf([torrent('a'), torrent('b', {category: ''})], {restsUntil: 0});
		const lines = draw('space', work, wide);
		expect(lines[0]).toMatch(/^ssd +█+H█+L.* 5\.0G free! low 10G high 20G of 100G/);
		expect(lines.slice(2, 4).join(' ')).toMatch(
			/^Planned: 1 move .* By itself it runs at .*; a runs it now\.$/,
		);
		expect(lines.slice(5, 8)).toEqual([
			expect.stringMatching(/^▸ ▾ Would move: 1 group, 1\.0G, frees 1\.0G/),
			expect.stringMatching(/^ {4}1\. a +1\.0G frees ~1\.0G to hdd$/),
			expect.stringMatching(/^ {2}▸ 1 {2}It has no category/),
		]);
	});

	it('the numbers of a plan stand below each other', () => {
		const many = Array.from({length: 12}, (_, i) => torrent(`film ${i}`));
		const work = plannedOf([...many, torrent('b', {category: ''})]);
		const lines = draw('space', work, wide);
		const at = (what: RegExp): Set<number> =>
			new Set(lines.flatMap(line => what.exec(line)?.indices?.[1]?.[0] ?? []));
		const names = at(/^ +\d+(\.) film/d);
		expect(lines.filter(line => / 10\. film/.test(line))).toHaveLength(1);
		expect(names.size).toBe(1);
		expect(lines).toContainEqual(expect.stringMatching(/^ {2}▸ {2}1 {2}It has no category/));
	});
});
