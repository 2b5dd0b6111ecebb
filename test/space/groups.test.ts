import {describe, expect, it} from 'vitest';
import type {TorrentFile} from '../../source/qbit/details.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {needsFiles} from '../../source/space/plan/group-paths.ts';
import {groupTorrents, type Inode} from '../../source/space/plan/groups.ts';
import {planSpace} from '../../source/space/plan/plan.ts';
import type {PlanLimits} from '../../source/space/plan/shape.ts';
import {survey} from '../../source/space/plan/survey.ts';
import {verdictOf} from '../../source/space/plan/verdict.ts';
import {usualRule} from '../../source/space/rules/shape.ts';
import {downloading, GIB, limits, torrent, worldOf} from './planned.ts';

const files = (...names: string[]): TorrentFile[] =>
	names.map((name, index) => ({
		...{index, name, size: GIB, progress: 1, priority: 1, availability: -1},
	}));

type Lists = ReadonlyArray<readonly [Torrent, TorrentFile[]]>;

const listsOf = (lists: Lists) => new Map(lists.map(([{hash}, list]) => [hash, list]));

/** Names of the torrents that belong together. */
const groupsOf = (
	torrents: readonly Torrent[],
	lists: Lists = [],
	inodes = new Map<string, Inode>(),
) =>
	groupTorrents({torrents, files: listsOf(lists), inodes})
		.map(group =>
			group.members
				.map(({torrent: {name}}) => name)
				.sort()
				.join('+'),
		)
		.sort();

const at = (name: string, content_path: string, save_path: string, more: Partial<Torrent> = {}) =>
	torrent(name, {content_path, save_path, ...more});

describe('torrents belong together', () => {
	const show = at('pack', '/ssd/tv/Show', '/ssd/tv');
	const episode = at('episode', '/ssd/tv/Show/E01.mkv', '/ssd/tv/Show');
	const other = at('other', '/ssd/tv/Show/extra', '/ssd/tv/Show');
	const loose = at('loose', '/ssd/tv', '/ssd/tv');

	it.each<[string, Torrent[], Lists, string[]]>([
		[
			'not when their places differ',
			[show, at('b', '/ssd/tv/Show2', '/ssd/tv')],
			[],
			['b', 'pack'],
		],
		['in the same place', [show, at('twin', '/ssd/tv/Show', '/ssd/tv')], [], ['pack+twin']],
		[
			'one in another, where no lists are known',
			[show, episode, other],
			[],
			['episode+other+pack'],
		],
		[
			'one in another that has its file',
			[show, episode],
			[[show, files('Show/E01.mkv', 'Show/E02.mkv')]],
			['episode+pack'],
		],
		[
			'not one in another that has other files',
			[show, other],
			[[show, files('Show/E01.mkv')]],
			['other', 'pack'],
		],
		[
			'by their lists: packs that overlap',
			[show, at('twin', '/ssd/tv/Show', '/ssd/tv')],
			[
				[show, files('Show/E01.mkv', 'Show/E02.mkv')],
				[at('twin', '/ssd/tv/Show', '/ssd/tv'), files('Show/E02.mkv', 'Show/E03.mkv')],
			],
			['pack+twin'],
		],
		[
			'not by their lists: packs in one folder without a common file',
			[show, at('twin', '/ssd/tv/Show', '/ssd/tv')],
			[
				[show, files('Show/E01.mkv', 'Show/a.nfo')],
				[at('twin', '/ssd/tv/Show', '/ssd/tv'), files('Show/E02.mkv', 'Show/b.nfo')],
			],
			['pack', 'twin'],
		],
		[
			'without a folder, by their lists',
			[loose, show, episode],
			[
				[loose, files('x.bin', 'Show/E01.mkv')],
				[show, files('Show/E02.mkv', 'Show/E03.mkv')],
			],
			['episode+loose', 'pack'],
		],
		[
			'without a folder and without a list: all that lies there',
			[loose, show, at('far', '/ssd/x', '/ssd')],
			[],
			['far', 'loose+pack'],
		],
		[
			'over a third',
			[at('a', '/ssd/a', '/ssd'), at('both', '/ssd', '/ssd'), at('c', '/ssd/c', '/ssd')],
			[[at('both', '/ssd', '/ssd'), files('a/1', 'c/1')]],
			['a+both+c'],
		],
	])('%s', (_, torrents, lists, expected) => {
		expect(groupsOf(torrents, lists)).toEqual(expected);
		expect(groupsOf([...torrents].reverse(), lists)).toEqual(expected);
	});

	it('lists are asked for only where folders do not tell', () => {
		const rows = [show, episode, loose, at('far', '/hdd/x', '/hdd'), at('twin', '/hdd/x', '/hdd')];
		expect(needsFiles(rows)).toEqual([show.hash, loose.hash]);
	});

	it('by names of one file, in whatever folders', () => {
		const [one, two] = [at('one', '/ssd/a/F', '/ssd/a'), at('two', '/ssd/b/G', '/ssd/b')];
		const lists: Lists = [
			[one, files('F/x')],
			[two, files('G/y')],
		];
		const inode = {id: '1:7', links: 2, bytes: 4096};
		const seen = new Map([
			['/ssd/a/F/x', inode],
			['/ssd/b/G/y', inode],
		]);
		expect(groupsOf([one, two], lists, seen)).toEqual(['one+two']);
		const [group] = groupTorrents({torrents: [one, two], files: listsOf(lists), inodes: seen});
		expect(group).toMatchObject({
			...{exclusive: 4096, needed: 2 * GIB, estimated: false, hardlinkedOutside: false},
		});
		const alone = groupTorrents({torrents: [one], files: listsOf(lists), inodes: seen});
		expect(alone).toMatchObject([{exclusive: 0, hardlinkedOutside: true}]);
	});

	it('what they free is counted once, what they need rather too high', () => {
		const twin = at('twin', '/ssd/tv/Show', '/ssd/tv', {size: 3 * GIB});
		const [group] = groupTorrents({torrents: [show, twin], files: new Map(), inodes: new Map()});
		expect(group).toMatchObject({exclusive: 3 * GIB, needed: 4 * GIB, estimated: true});
		const lists = listsOf([
			[show, files('Show/a', 'Show/b')],
			[twin, files('Show/b', 'Show/c')],
		]);
		const [exact] = groupTorrents({torrents: [show, twin], files: lists, inodes: new Map()});
		expect(exact).toMatchObject({exclusive: 3 * GIB, needed: 3 * GIB});
	});
});

describe('a group moves together or not at all', () => {
	const planOf = (
		torrents: Torrent[],
		lists: Lists = [],
		by: Partial<PlanLimits> = {},
		inodes = new Map<string, Inode>(),
	) => planSpace(worldOf(torrents, {files: listsOf(lists), inodes}), limits(by));
	const film = at('film', '/ssd/a/Film', '/ssd/a', {added_on: 1000});
	const twin = at('twin', '/ssd/a/Film', '/ssd/a', {category: 'cross'});

	it('to where the oldest goes, so that they still share their files', () => {
		expect(planOf([twin, film]).moves).toMatchObject([
			{
				hashes: [film.hash, twin.hash],
				places: [
					{from: '/ssd/a', to: '/hdd/films'},
					{from: '/ssd/a', to: '/hdd/films'},
				],
				...{gain: GIB, bytes: GIB},
			},
		]);
	});

	it('keeps what lies deeper as deep', () => {
		const show = at('show', '/ssd/tv/Show', '/ssd/tv', {category: 'tv'});
		const one = at('one', '/ssd/tv/Show/E01', '/ssd/tv/Show', {added_on: 1});
		expect(planOf([one, show]).moves[0]?.places).toEqual([
			{from: '/ssd/tv', to: '/hdd/tv'},
			{from: '/ssd/tv/Show', to: '/hdd/tv/Show'},
		]);
	});

	it('by the folder that they are saved in, where one file has a folder around it', () => {
		const one = at('one', '/ssd/a/Film/x.mkv', '/ssd/a', {added_on: 1});
		const two = at('two', '/ssd/a/Film/x.mkv', '/ssd/a/Film');
		expect(planOf([one, two]).moves[0]?.places.map(({to}) => to)).toEqual([
			'/hdd/films',
			'/hdd/films/Film',
		]);
	});

	it.each<[string, Torrent, string]>([
		[
			'is still downloading',
			downloading('third', GIB, {content_path: '/ssd/a/Film', save_path: '/ssd/a'}),
			'NOT_COMPLETE',
		],
		['is protected by a rule', at('third', '/ssd/a/Film', '/ssd/a', {tags: 'keep'}), 'NEVER'],
		['has no category', at('third', '/ssd/a/Film', '/ssd/a', {category: ''}), 'UNCATEGORIZED'],
		['is broken', at('third', '/ssd/a/Film', '/ssd/a', {state: 'error'}), 'TORRENT_ERROR'],
	])('one that %s keeps the others, who say so', (_, third, code) => {
		const keep = {...usualRule('hdd', 'keep'), match: {tagsAny: ['keep']}, move: 'never' as const};
		const plan = planOf([film, twin, third], [], {rules: [keep, usualRule('hdd')]});
		expect(plan.moves).toEqual([]);
		expect(plan.reasons).toEqual({GROUP_VETO: 2, [code]: 1});
		expect(plan.kept.find(({hash}) => hash === film.hash)?.text).toMatch(
			/^It shares files with “third”, which stays: /,
		);
	});

	it('one in a job keeps the others waiting', () => {
		const jobs = [{hashes: [twin.hash], state: 'MOVING' as const, bytes: GIB, volume: 'hdd'}];
		const plan = planSpace(worldOf([film, twin], {jobs}), limits());
		expect(plan.reasons).toEqual({GROUP_BUSY: 1, IN_JOB: 1});
	});

	it('names from outside keep it, unless the rule counts them as nothing', () => {
		const lists: Lists = [[film, files('Film/x', 'Film/y')]];
		const inodes = new Map([
			['/ssd/a/Film/x', {id: '1', links: 2, bytes: GIB}],
			['/ssd/a/Film/y', {id: '2', links: 1, bytes: 500}],
		]);
		expect(planOf([film], lists, {}, inodes).reasons).toEqual({HARDLINKED_OUTSIDE: 1});
		const rules = [{...usualRule('hdd'), hardlinkedOutside: 'count_zero' as const}];
		expect(planOf([film], lists, {rules}, inodes).moves).toMatchObject([{gain: 500, bytes: GIB}]);
	});

	it('each hash is in one group', () => {
		const groups = groupTorrents({torrents: [film, twin], files: new Map(), inodes: new Map()});
		const hashes = groups.flatMap(({members}) => members.map(({torrent}) => torrent.hash));
		expect(hashes.sort()).toEqual([film.hash, twin.hash].sort());
	});
});

describe('what a job is told of a torrent', () => {
	const say = (
		row: Torrent,
		wish: 'completion' | 'space' | 'manual' = 'completion',
		by: Partial<PlanLimits> = {},
	) => verdictOf(survey(worldOf([row], {ssdFree: 500 * GIB}), limits(by)), row.hash, wish);

	it('a complete one moves, however much room there is', () => {
		expect(say(torrent('a'))).toEqual({
			...{say: 'move', hashes: [torrent('a').hash], name: 'a', volume: 'hdd', bytes: GIB},
			...{places: [{from: '/ssd', to: '/hdd/films'}], takeManual: false},
		});
	});

	it('one that goes for space only stays when it is complete', () => {
		const rules = [{...usualRule('hdd'), move: 'on_pressure' as const}];
		expect(say(torrent('a'), 'completion', {rules})).toMatchObject({say: 'skip'});
		expect(say(torrent('a'), 'space', {rules})).toMatchObject({say: 'move'});
	});

	it.each<[Partial<Torrent>, string, string]>([
		[{category: ''}, 'skip', 'UNCATEGORIZED'],
		[{category: '..'}, 'hold', 'POLICY_PATH'],
		[{state: 'checkingUP'}, 'wait', 'CHECKING'],
		[{save_path: '/hdd'}, 'skip', 'ALREADY_THERE'],
		[{save_path: '/x'}, 'skip', 'ELSEWHERE'],
	])('%j: %s, %s', (fields, expected, code) => {
		expect(say(torrent('a', fields))).toMatchObject({say: expected, reason: {code}});
	});

	it('one that is not there is not spoken of', () => {
		expect(verdictOf(survey(worldOf([]), limits()), 'x', 'manual')).toBeUndefined();
	});
});
