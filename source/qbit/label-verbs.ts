import {endpoints} from './endpoints.ts';
import {setAutoManagement} from './place-verbs.ts';
import {putBack, step, tagsOf} from './step.ts';
import type {Torrent} from './types.ts';
import type {Verb} from './verb.ts';

export const setCategory: Verb<string> = {
	name: 'set category',
	endpoints: [endpoints.setCategory],
	params: category => ({category}),
	again: true,
	explain: (error, category) =>
		error.code === 'Conflict'
			? `The server has no category “${category}”: create it first.`
			: undefined,
	// With another category the server may have switched automatic management off.
	undo: before => [
		...putBack(setCategory, before, torrent => torrent.category),
		...step(
			setAutoManagement,
			before.filter(torrent => torrent.auto_tmm),
			true,
		),
	],
};

const noTags = (tags: readonly string[]): string | undefined => {
	if (tags.length === 0 || tags.some(tag => tag.trim() === '')) return 'No tag is named.';
	return tags.some(tag => tag.includes(',')) ? 'A tag can’t hold a comma.' : undefined;
};

export const addTags: Verb<readonly string[]> = {
	name: 'add tags',
	endpoints: [endpoints.addTags],
	params: tags => ({tags: tags.join(',')}),
	again: true,
	wrong: noTags,
	undo: (before, tags) => {
		const added = (torrent: Torrent) =>
			tags.filter(tag => !tagsOf(torrent).includes(tag.trim())).join(',');
		return [...Map.groupBy(before, added)].flatMap(([names, some]) =>
			names === '' ? [] : step(removeTags, some, names.split(',')),
		);
	},
};

export const removeTags: Verb<readonly string[]> = {
	name: 'remove tags',
	endpoints: [endpoints.removeTags],
	params: tags => ({tags: tags.join(',')}),
	again: true,
	wrong: noTags,
	undo: (before, tags) => {
		const had = (torrent: Torrent) =>
			tags.filter(tag => tagsOf(torrent).includes(tag.trim())).join(',');
		return [...Map.groupBy(before, had)].flatMap(([names, some]) =>
			names === '' ? [] : step(addTags, some, names.split(',')),
		);
	},
};

export const rename: Verb<string> = {
	name: 'rename',
	endpoints: [endpoints.rename],
	send: 'one',
	params: name => ({name}),
	again: true,
	lags: true,
	wrong: name => (name.trim() === '' ? 'A name is missing.' : undefined),
	undo: before => putBack(rename, before, torrent => torrent.name),
};

export const setComment: Verb<string> = {
	name: 'set comment',
	endpoints: [endpoints.setComment],
	params: comment => ({comment}),
	again: true,
	lags: true,
	undo: before => putBack(setComment, before, torrent => torrent.comment ?? ''),
};
