import {
	type Answer,
	type Call,
	chosen,
	done,
	each,
	json,
	list,
	nothing,
	param,
	type Route,
} from './http.ts';
import type {Item} from './item.ts';

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

/** TABLE: tags. */
export const tagRoutes: readonly Route[] = [
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
