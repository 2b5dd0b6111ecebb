import {describe, expect, it} from 'vitest';
import {ConfigError, resolveConfig} from '../../source/settings/config.ts';
import {viewsAsSetting} from '../../source/settings/setting-shapes.ts';
import {compileFilter} from '../../source/views/filter/filter.ts';
import {
	allViews,
	findView,
	pickedView,
	renamedIn,
	type SavedView,
} from '../../source/views/filter/saved-views.ts';
import {createViews} from '../../source/views/live-views.ts';
import {torrentOf} from './torrent.ts';

const view = (name: string, filter: string): SavedView => ({name, filter, sort: undefined});
const volumes = [
	{tag: 'ssd', path: '/ssd'},
	{tag: 'hdd', path: '/hdd'},
];

const compile = (text: string, ...views: SavedView[]) =>
	compileFilter(text, {volumes, now: () => 0, views: () => views});

describe('view: in a filter', () => {
	it('stands for the filter of the view, as one word of many', () => {
		const views = [view('big ones', 'size>10 | cat:x'), view('both', '!view:"big ones" cat:y')];
		const {test} = compile('view:"BIG ones" tag:k', ...views);
		expect(test(torrentOf(1, {size: 11, tags: 'k'}))).toBe(true);
		expect(test(torrentOf(1, {size: 11}))).toBe(false);
		expect(test(torrentOf(1, {size: 1, category: 'x', tags: 'k'}))).toBe(true);
		expect(compile('view:both', ...views).test(torrentOf(1, {size: 1, category: 'y'}))).toBe(true);
	});

	it.each([
		['view:b', 'There is no view “b”.'],
		['view:self', 'The view “self” names itself: self → self.'],
		['view:one', 'The view “one” names itself: one → two → one.'],
		['view:bad', 'size>x: a size is written as 700M or 1.5G'],
	])('%s is told', (text, problem) => {
		const views = [view('self', '!view:SELF'), view('one', 'view:two'), view('two', 'a view:one')];
		expect(compile(text, ...views, view('bad', 'size>x')).problem).toBe(problem);
	});

	it('ages of the view are ages of the filter; half typed it hides nothing', () => {
		expect(compile('view:new', view('new', 'added<1d')).ages).toBe(true);
		expect(compile('view:').test(torrentOf(1))).toBe(true);
	});

	it('every usual view can be read, and a saved one goes before it', () => {
		const views = allViews([view('Stuck', 'cat:x')], volumes);
		for (const {name} of views) {
			expect(compile(`view:"${name}"`, ...views).problem).toBeUndefined();
		}
		expect(findView(views, 'stuck')?.filter).toBe('cat:x');
		expect(views.filter(({name}) => name.toLowerCase() === 'stuck')).toHaveLength(1);
	});
});

it('a name is changed wherever it stands', () => {
	expect(renamedIn('view:a !view:"A" tag:a "view:a" view:ab', 'a', 'b c')).toBe(
		'view:"b c" !view:"b c" tag:a "view:a" view:ab',
	);
});

it('the order of a view holds when the filter is that view alone', () => {
	const views = [view('a b', 'x')];
	expect(pickedView(' view:"a b" ', views)).toBe(views[0]);
	expect(pickedView('view:"a b" x', views)).toBeUndefined();
	expect(pickedView('!view:"a b"', views)).toBeUndefined();
});

it('a view that can’t be kept changes nothing; one that would name itself is found out', async () => {
	const views = createViews([view('a', 'x')], volumes, () => Promise.reject(new Error('full')));
	await expect(views.change(saved => [...saved, view('b', 'y')])).rejects.toThrow('full');
	expect(views.saved()).toEqual([view('a', 'x')]);
	expect(
		views.problemOf([view('a', 'view:b'), view('b', 'view:a')], view('a', 'view:b')),
	).toContain('names itself');
});

describe('in the config file', () => {
	const resolve = (views: unknown) =>
		resolveConfig({flags: {}, env: {}, dotenv: {}, file: {path: '/c.json', content: {views}}})
			.views;

	it('is what was saved', () => {
		const saved = [{name: 'a "b"', filter: 'size>1G', sort: '-size,name'}, view('c.d', '')];
		expect(resolve(viewsAsSetting(saved))).toEqual(saved);
		expect(resolve({a: 'cat:x'})).toEqual([view('a', 'cat:x')]);
	});

	it.each<[unknown, RegExp]>([
		[{a: {filter: 'x', srot: 'y'}}, /views in \/c.json must not have "srot" in the view "a"/],
		[{a: {sort: 'y'}}, /must have a text as "filter" for the view "a"/],
		[{a: {filter: 'x', sort: 1}}, /must have a text as "sort" for the view "a"/],
		[{a: 5}, /must have a filter.* for the view "a"/],
		[{a: 'x', A: 'y'}, /must not have both "a" and "A"/],
		[[], /must be pairs/],
	])('%j is an error that names what is wrong', (views, message) => {
		expect(() => resolve(views)).toThrow(ConfigError);
		expect(() => resolve(views)).toThrow(message);
	});
});
