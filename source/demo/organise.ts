import {incoming, resolve} from './disks.ts';
import {
	type Answer,
	type Call,
	chosen,
	done,
	each,
	flag,
	json,
	list,
	nothing,
	param,
	type Route,
	refuse,
} from './http.ts';
import type {Item} from './item.ts';
import {startMove} from './moves.ts';
import {category, type DemoCategory, type World} from './world.ts';

const pathOf = (world: World, name: string): string => {
	const path = world.categories.get(name)?.savePath ?? '';
	return resolve(path === '' ? name : path, incoming);
};

/** Who is under automatic management goes where its category is. */
const follow = (world: World, item: Item): void => {
	if (item.autoTmm) startMove(world, item, pathOf(world, item.category));
};

const isValid = (name: string): boolean => !/^\/|\/$|\/\/|\\/.test(name);

const setCategory = (call: Call): Answer => {
	const name = param(call, 'category');
	if (name !== '' && !call.world.categories.has(name))
		return refuse(409, 'Incorrect category name');
	return each((world, item) => {
		item.category = name;
		follow(world, item);
	})(call);
};

const downloadPath = (call: Call, before: DemoCategory['download_path']) => {
	const enabled = param(call, 'downloadPathEnabled');
	if (enabled === '') return before;
	return flag(call, 'downloadPathEnabled') ? param(call, 'downloadPath') : false;
};

const createCategory = (call: Call): Answer => {
	const name = param(call, 'category');
	if (name === '') return refuse(400, 'Category cannot be empty');
	if (!isValid(name)) return refuse(409, 'Incorrect category name');
	if (call.world.categories.has(name)) return refuse(409, 'Unable to create category');
	const created = category(name, param(call, 'savePath'));
	call.world.categories.set(name, {...created, download_path: downloadPath(call, null)});
	return done;
};

const editCategory = (call: Call): Answer => {
	const before = call.world.categories.get(param(call, 'category'));
	if (!before) return refuse(404);
	call.world.categories.set(before.name, {
		...before,
		savePath: param(call, 'savePath'),
		download_path: downloadPath(call, before.download_path),
	});
	for (const item of call.world.items.values())
		if (item.category === before.name) follow(call.world, item);
	return done;
};

const removeCategories = (call: Call): Answer => {
	const {world} = call;
	const names = list(call, 'categories', '\n');
	for (const name of names) world.categories.delete(name);
	for (const item of world.items.values()) {
		if (!names.includes(item.category)) continue;
		item.category = '';
		world.stale.add(item);
	}
	return done;
};

const tagsOf = (call: Call): string[] => list(call, 'tags', ',');

const createTags = (call: Call): void => {
	for (const tag of tagsOf(call)) call.world.tags.add(tag);
};

const drop = (item: Item, tags: readonly string[]): void => {
	for (const tag of tags) item.tags.delete(tag);
};

const deleteTags = (call: Call): Answer => {
	const tags = tagsOf(call);
	for (const tag of tags) call.world.tags.delete(tag);
	for (const item of call.world.items.values()) {
		if (!tags.some(tag => item.tags.has(tag))) continue;
		drop(item, tags);
		call.world.stale.add(item);
	}
	return done;
};

const tagVerb =
	(run: (item: Item, tags: string[]) => void, answer = done) =>
	(call: Call) => {
		createTags(call);
		const tags = tagsOf(call);
		for (const item of chosen(call)) {
			run(item, tags);
			call.world.stale.add(item);
		}
		return answer;
	};

/** TABLE: categories and tags. */
export const organiseRoutes: readonly Route[] = [
	{
		path: 'torrents/categories',
		method: 'GET',
		run: ({world}) => json(Object.fromEntries(world.categories)),
	},
	{path: 'torrents/setCategory', method: 'POST', needs: ['hashes', 'category'], run: setCategory},
	{path: 'torrents/createCategory', method: 'POST', needs: ['category'], run: createCategory},
	{
		path: 'torrents/editCategory',
		method: 'POST',
		needs: ['category', 'savePath'],
		run: editCategory,
	},
	{
		path: 'torrents/removeCategories',
		method: 'POST',
		needs: ['categories'],
		run: removeCategories,
	},
	{
		path: 'torrents/setAutoManagement',
		method: 'POST',
		needs: ['hashes', 'enable'],
		run: each((world, item, call) => {
			item.autoTmm = flag(call, 'enable');
			follow(world, item);
		}),
	},
	{path: 'torrents/tags', method: 'GET', run: ({world}) => json([...world.tags])},
	{
		path: 'torrents/addTags',
		method: 'POST',
		needs: ['hashes', 'tags'],
		run: tagVerb((item, tags) => {
			for (const tag of tags) item.tags.add(tag);
		}),
	},
	{
		path: 'torrents/removeTags',
		method: 'POST',
		needs: ['hashes'],
		run: each((_, item, call) =>
			drop(item, param(call, 'tags') === '' ? [...item.tags] : tagsOf(call)),
		),
	},
	{
		path: 'torrents/setTags',
		method: 'POST',
		needs: ['hashes', 'tags'],
		run: tagVerb((item, tags) => {
			item.tags = new Set(tags);
		}, nothing),
	},
	{
		path: 'torrents/createTags',
		method: 'POST',
		needs: ['tags'],
		run: call => {
			createTags(call);
			return done;
		},
	},
	{path: 'torrents/deleteTags', method: 'POST', needs: ['tags'], run: deleteTags},
];
