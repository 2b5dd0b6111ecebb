import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {isQbitError, QbitError} from './errors.ts';

/**
 * Verbs on what belongs to the server and not to one torrent. They throw a QbitError with a
 * sentence when it is not done.
 */
export type CategoryOptions = {
	/** Absent or '': below the default place, by the category’s name. */
	savePath?: string;
	/** A text = there while incomplete; false = never elsewhere; undefined = as the server is set. */
	downloadPath?: string | false | undefined;
};

const pathsOf = ({savePath = '', downloadPath}: CategoryOptions) => ({
	savePath,
	...(downloadPath === undefined
		? {}
		: {downloadPathEnabled: downloadPath !== false, downloadPath: downloadPath || ''}),
});

/** @throws Conflict when there is one of that name, or it can’t be a name. */
export const createCategory = async (
	client: Client,
	category: string,
	options: CategoryOptions,
): Promise<void> => {
	if (category.trim() === '') throw new QbitError('Conflict', 'A category needs a name.');
	const existing = await client.ask(endpoints.categories);
	if (Object.hasOwn(existing, category)) {
		throw new QbitError('Conflict', `There is a category “${category}” already.`);
	}
	await client.ask(endpoints.createCategory, {category, ...pathsOf(options)});
};

/**
 * Gives a category other places. All of them must be told: up to 5.2 the server forgets what is not.
 * Up to 5.1 it answers 409 to "as it is already" just as to "there is none".
 *
 * @throws Conflict when there is no such category
 */
export const editCategory = async (
	client: Client,
	category: string,
	options: CategoryOptions,
): Promise<void> => {
	try {
		await client.ask(endpoints.editCategory, {category, ...pathsOf(options)});
	} catch (error) {
		if (!isQbitError(error, 'Conflict', 'NotFound')) throw error;
		const existing = await client.ask(endpoints.categories);
		if (Object.hasOwn(existing, category)) return;
		throw new QbitError('Conflict', `There is no category “${category}” any more.`);
	}
};

/** Their torrents lose it, or get the one above (5.2+, `films/old` → `films`). */
export const removeCategories = async (
	client: Client,
	categories: readonly string[],
): Promise<void> => {
	if (categories.length === 0) return;
	await client.ask(endpoints.removeCategories, {categories: categories.join('\n')});
};

export const createTags = (client: Client, tags: readonly string[]): Promise<void> =>
	client.ask(endpoints.createTags, {tags: checked(tags).join(',')});

/** From every torrent, too. */
export const deleteTags = (client: Client, tags: readonly string[]): Promise<void> =>
	client.ask(endpoints.deleteTags, {tags: checked(tags).join(',')});

const checked = (tags: readonly string[]): readonly string[] => {
	if (tags.length > 0 && tags.every(tag => tag.trim() !== '' && !tag.includes(','))) return tags;
	throw new QbitError('Conflict', 'A tag needs a name without a comma.');
};

/** Not by the toggle: told what it shall be, it can be told twice. */
export const setAlternativeLimits = (client: Client, on: boolean): Promise<void> =>
	client.ask(endpoints.setSpeedLimitsMode, {mode: on ? 1 : 0});

/** @param peers `ip:port`, IPv6 in brackets */
export const banPeers = (client: Client, peers: readonly string[]): Promise<void> =>
	client.ask(endpoints.banPeers, {peers: peers.join('|')});
