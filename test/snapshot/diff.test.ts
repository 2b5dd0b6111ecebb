import {describe, expect, it} from 'vitest';
import {diffSnapshots, isSame} from '../../source/snapshot/diff.ts';
import {fieldsOf} from '../../source/snapshot/fields.ts';
import {isEmptyPlan, planRestore} from '../../source/snapshot/plan.ts';
import {renamesOf} from '../../source/snapshot/renames.ts';
import {hash, snapshotOf} from './a-snapshot.ts';

describe('between two snapshots', () => {
	it('says what came, went, moved and changed, and nothing of what runs by itself', () => {
		const before = snapshotOf([
			{name: 'stays', dlspeed: 1, state: 'downloading', progress: 0.1},
			{name: 'goes'},
			{name: 'moves', save_path: '/ssd'},
			{name: 'changes', tags: 'b, a', category: '', progress: 1},
			{name: 'is checked', progress: 1},
		]);
		const after = snapshotOf([
			{hash: hash(1), name: 'stays', dlspeed: 9, state: 'stalledDL', progress: 0.2},
			{hash: hash(3), name: 'moves', save_path: '/hdd'},
			{hash: hash(4), name: 'changes', tags: 'a, b, c', category: 'films', progress: 0.5},
			{hash: hash(5), name: 'is checked', progress: 0.3, state: 'checkingUP'},
			{hash: hash(9), name: 'comes'},
		]);
		const diff = diffSnapshots(before, after);
		expect(diff.came.map(({name}) => name)).toEqual(['comes']);
		expect(diff.went.map(({name}) => name)).toEqual(['goes']);
		expect(diff.moved).toEqual([
			{
				...{hash: hash(3), name: 'moves'},
				changes: [{field: 'save_path', from: '/ssd', to: '/hdd'}],
			},
		]);
		expect(diff.changed).toEqual([
			{
				...{hash: hash(4), name: 'changes'},
				changes: [
					{field: 'category', from: '', to: 'films'},
					{field: 'tags', from: 'a, b', to: 'a, b, c'},
					{field: 'complete', from: true, to: false},
				],
			},
		]);
		expect(isSame(diff)).toBe(false);
		expect(isSame(diffSnapshots(before, before))).toBe(true);
	});

	it('knows a torrent again by its v1 hash, whatever id it has', () => {
		const [v1, v2] = [hash(1), 'cd'.repeat(32)];
		const magnet = snapshotOf([{hash: v1, infohash_v1: v1, infohash_v2: ''}]);
		const hybrid = snapshotOf([{hash: v2.slice(0, 40), infohash_v1: v1, infohash_v2: v2}]);
		expect(diffSnapshots(magnet, hybrid)).toMatchObject({came: [], went: []});
		expect(diffSnapshots(hybrid, magnet)).toMatchObject({came: [], went: []});
	});
});

describe('the plan of a restore', () => {
	const none = new Set<string>();

	it('adds what is missing, first those of the queue, and touches nothing else', () => {
		const saved = snapshotOf([
			{name: 'old', priority: 0, added_on: 1},
			{name: 'second', priority: 2, added_on: 2},
			{name: 'first', priority: 1, added_on: 3},
			{name: 'there', category: 'films'},
		]);
		const now = snapshotOf([{hash: hash(4), name: 'there', category: 'other'}]);
		const {categories: _, ...others} = now;
		const plan = planRestore(
			saved,
			{...others, categories: {films: {name: 'films', savePath: '/else'}}, tags: []},
			none,
		);
		expect(plan.add.map(({name}) => name)).toEqual(['first', 'second', 'old']);
		expect(plan).toMatchObject({
			...{there: 1, finish: [], tags: ['keep'], otherCategories: ['films']},
			categories: [{name: '7', savePath: ''}],
		});
		expect(isEmptyPlan(planRestore(saved, saved, none))).toBe(true);
	});

	it('goes on with what carries the mark of an attempt that was cut off', () => {
		const saved = snapshotOf([{name: 'half'}, {name: 'done'}]);
		const plan = planRestore(saved, saved, new Set([hash(1)]));
		expect(plan.finish.map(({name}) => name)).toEqual(['half']);
		expect(plan.add).toEqual([]);
	});
});

describe('a torrent is added as it was', () => {
	const fieldsFor = (fields: Parameters<typeof snapshotOf>[0][number], files?: string[]) => {
		const [saved] = snapshotOf([fields]).torrents;
		if (!saved) throw new Error('none');
		return fieldsOf({
			...saved,
			...(files && {files: files.map(name => ({name, priority: 1}))}),
		});
	};

	it('stopped, at its place, never by the server’s own rules, with the mark', () => {
		expect(
			fieldsFor({save_path: '/hdd/films', download_path: '', tags: 'a, b', auto_tmm: true}),
		).toMatchObject({
			...{stopped: true, paused: true, savepath: '/hdd/films', autoTMM: false},
			...{tags: 'a,b,qbtui-restoring', useDownloadPath: false},
		});
		expect(fieldsFor({download_path: '/tmp/x'})).toMatchObject({
			...{useDownloadPath: true, downloadPath: '/tmp/x'},
		});
	});

	it.each([
		['NoSubfolder', {save_path: '/a', content_path: '/a/'}, ['x', 'y']],
		['Original', {save_path: '/a', content_path: '/a/root'}, ['root/x', 'root/y']],
		['Original', {save_path: '/a', content_path: '/a/x.mkv'}, ['x.mkv']],
		['Subfolder', {save_path: '/a', content_path: '/a/x/x.mkv'}, ['x/x.mkv']],
	])('laid out as its files lie: %s', (layout, paths, files) => {
		expect(fieldsFor(paths, files).contentLayout).toBe(layout);
	});
});

it('files get their names back: a folder in one call, and then what is left', () => {
	const entries = (names: readonly string[]) => names.map(name => ({name, priority: 1}));
	const saved = entries(['new/a', 'new/sub/other']);
	expect(renamesOf(['root/a', 'root/sub/b'], saved)).toEqual([
		{kind: 'folder', from: 'root', to: 'new'},
		{kind: 'file', from: 'new/sub/b', to: 'new/sub/other'},
	]);
	expect(renamesOf(['new/a', 'new/sub/other'], saved)).toEqual([]);
	expect(renamesOf(['a', 'b'], entries(['a', 'c']))).toEqual([{kind: 'file', from: 'b', to: 'c'}]);
	expect(renamesOf(['root/a', 'root/b'], entries(['a', 'b']))).toEqual([
		{kind: 'file', from: 'root/a', to: 'a'},
		{kind: 'file', from: 'root/b', to: 'b'},
	]);
	expect(renamesOf(['a'], saved)).toEqual([]);
});
