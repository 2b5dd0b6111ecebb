import {incoming, resolve} from './disks.ts';
import {
	type Answer,
	type Call,
	done,
	each,
	flag,
	json,
	list,
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

/** TABLE: categories, and who goes where they say. */
export const categoryRoutes: readonly Route[] = [
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
];
