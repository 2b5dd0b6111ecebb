import {startCheck} from './checks.ts';
import {diskOf, resolve} from './disks.ts';
import {
	type Answer,
	type Call,
	chosen,
	done,
	each,
	flag,
	one,
	param,
	type Route,
	refuse,
} from './http.ts';
import type {Item} from './item.ts';
import {startMove} from './moves.ts';
import {settingOf} from './preferences.ts';
import {prioVerbs, queueOf, renumber} from './queue.ts';
import {erase, start, stop} from './verbs.ts';

const hashes = ['hashes'] as const;

/** `location` is made first, whether or not there is a torrent to go there. */
const setLocation = (call: Call): Answer => {
	const location = param(call, 'location').trim();
	if (location === '') return refuse(400, 'Save path cannot be empty');
	const path = resolve(location);
	if (!diskOf(path)) return refuse(409, 'Cannot make save path');
	for (const item of chosen(call)) {
		item.autoTmm = false;
		startMove(call.world, item, path);
		call.world.stale.add(item);
	}
	return done;
};

/** `setSavePath`: `id` instead of `hashes`, and who is under automatic management stays. */
const setSavePath = (call: Call): Answer => {
	const path = param(call, 'path').trim();
	if (path === '') return refuse(400, 'Save path cannot be empty');
	if (!diskOf(resolve(path))) return refuse(403, 'Cannot write to directory');
	for (const item of chosen(call, 'id'))
		if (!item.autoTmm) startMove(call.world, item, resolve(path));
	return done;
};

const prioritise =
	(sort: (chosen: Item[], order: Item[]) => Item[]) =>
	(call: Call): Answer => {
		if (settingOf(call.world, 'queueing_enabled') !== true)
			return refuse(409, 'Torrent queueing must be enabled');
		const order = queueOf(call.world);
		const picked = order.filter(item => chosen(call).includes(item));
		renumber(call.world, sort(picked, order));
		return done;
	};

const rename = (item: Item, call: Call): Answer => {
	const name = param(call, 'name').trim();
	if (name === '') return refuse(409, 'Incorrect torrent name');
	item.name = name;
	call.world.stale.add(item);
	return done;
};

/** TABLE: what can be done to many torrents at once. */
export const torrentVerbs: readonly Route[] = [
	{path: 'torrents/stop', method: 'POST', needs: hashes, run: each(stop)},
	{
		path: 'torrents/start',
		method: 'POST',
		needs: hashes,
		run: each((world, item) => start(world, item)),
	},
	{
		path: 'torrents/setForceStart',
		method: 'POST',
		needs: ['hashes', 'value'],
		run: each((world, item, call) => start(world, item, flag(call, 'value'))),
	},
	{
		path: 'torrents/delete',
		method: 'POST',
		needs: ['hashes', 'deleteFiles'],
		run: each((world, item, call) => erase(world, item, flag(call, 'deleteFiles'))),
	},
	{path: 'torrents/recheck', method: 'POST', needs: hashes, run: each(startCheck)},
	{path: 'torrents/reannounce', method: 'POST', needs: hashes, run: each(() => {})},
	{path: 'torrents/rename', method: 'POST', needs: ['hash', 'name'], run: one(rename)},
	{
		path: 'torrents/setComment',
		method: 'POST',
		needs: ['hashes', 'comment'],
		run: each(
			(_, item, call) => {
				item.comment = param(call, 'comment');
			},
			{...done, status: 204},
		),
	},
	{path: 'torrents/setLocation', method: 'POST', needs: ['hashes', 'location'], run: setLocation},
	{path: 'torrents/setSavePath', method: 'POST', needs: ['id', 'path'], run: setSavePath},
	...Object.entries(prioVerbs).map(
		([name, sort]): Route => ({
			path: `torrents/${name}`,
			method: 'POST',
			needs: hashes,
			run: prioritise(sort),
		}),
	),
];
