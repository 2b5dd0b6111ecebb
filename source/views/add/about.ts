import type {About, Values} from '../../hooks/form.ts';
import {notAbsolute} from '../../qbit/absolute-path.ts';
import type {Batch} from '../../qbit/add-batch.ts';
import {nameOf} from '../../qbit/add-batch.ts';
import {type AddDefaults, placeFor} from '../../qbit/add-defaults.ts';
import {badCategory, categoryForm} from '../../qbit/add-options.ts';
import type {Category} from '../../qbit/types.ts';
import {bytes, plural} from '../format.ts';
import {tagsIn} from './fields.ts';

/** What is known while the form is open. */
export type AddScene = {
	/** undefined while files and folders are being read. */
	batch: Batch | undefined;
	defaults: AddDefaults | undefined;
	categories: ReadonlyMap<string, Category>;
	tags: ReadonlySet<string>;
	places: readonly string[];
	/** Bytes; undefined where that is not known. */
	free: (path: string) => number | undefined;
};

/** What the form says: of what is to be added, of each field, and of what is on offer. Pure. */
export const aboutAdding = (scene: AddScene, values: Values): About => {
	const {batch, places, free} = scene;
	const {place, why} = placeOf(scene, values);
	return {
		lines: batch
			? [...warnings(scene, batch, place), ...contents(batch)]
			: [{text: 'Reading what was given …', look: 'muted', keep: 1}],
		notes: {
			...noteOf('category', categoryNote(scene, values.category ?? '')),
			...noteOf('tags', tagsNote(scene, values.tags ?? '')),
			place: placeNote(scene, values.place ?? '', place, why),
			...(batch?.fresh[0] ? {rename: {text: nameOf(batch.fresh[0]), look: 'muted'}} : {}),
			ends: {text: 'first and last pieces of each file first', look: 'muted'},
			sequential: {text: 'pieces in their order', look: 'muted'},
		},
		offers: Object.fromEntries(
			places.map(path => [path, freeText(free(path))] as const).filter(([, text]) => text !== ''),
		),
	};
};

/** Where it will go, as far as that is known, and why there. */
export const placeOf = (
	{defaults, categories}: Pick<AddScene, 'defaults' | 'categories'>,
	{place = '', category = ''}: Values,
): {place: string | undefined; why: string} => {
	if (place !== '') return {place: notAbsolute(place) ? undefined : place, why: ''};
	if (!defaults) return {place: undefined, why: ''};
	const byCategory = category !== '' && (defaults.managed || defaults.categoryPaths);
	return {
		place: placeFor(category, defaults, categories),
		why: byCategory ? 'by its category' : 'as the server is set',
	};
};

type Line = About['lines'][number];
type Note = About['notes'][string];

const noteOf = (name: string, note: Note | undefined) => (note ? {[name]: note} : {});

const mostNames = 5;

const named = (names: readonly string[]): string =>
	names.slice(0, mostNames).join(', ') +
	(names.length > mostNames ? ` and ${names.length - mostNames} more` : '');

const contents = ({fresh, there, bad, bytes: size, unsized}: Batch): Line[] => [
	fresh.length === 0
		? {text: 'Nothing here is new.', look: 'warning', keep: 2}
		: {
				text: `${plural(fresh.length, 'torrent')}${sizeText(fresh.length, size, unsized)}: ${named(fresh.map(nameOf))}`,
				look: 'text',
				keep: 2,
			},
	...(there.length > 0
		? [
				{
					text: `There already, not sent (${there.length}): ${named(there.map(({name}) => name))}`,
					...({look: 'warning', keep: 3} as const),
				},
			]
		: []),
	...(bad.length > 0
		? [
				{
					text: `Can’t be added (${bad.length}): ${bad[0]?.given}: ${bad[0]?.why}`,
					...({look: 'bad', keep: 4} as const),
				},
			]
		: []),
];

const sizeText = (count: number, size: number, unsized: number): string => {
	if (unsized === count) return ', size not known';
	return unsized === 0 ? `, ${bytes(size)}` : `, ${bytes(size)} and ${unsized} of unknown size`;
};

/** Said, not forbidden: room may be made while it downloads. */
const warnings = (scene: AddScene, {bytes: size}: Batch, place: string | undefined): Line[] => {
	const {tempPath} = scene.defaults ?? {};
	const paths = [...new Set([tempPath, place])].filter(path => path !== undefined);
	return paths.flatMap((path): Line[] => {
		const free = scene.free(path);
		if (free === undefined || size <= free) return [];
		return [
			{
				text: `! Not enough space: ${bytes(size)} are to come, ${bytes(free)} are free at ${path}`,
				...({look: 'bad', keep: 1} as const),
			},
		];
	});
};

const categoryNote = ({categories}: AddScene, category: string): Note | undefined => {
	if (category === '') return {text: 'none', look: 'muted'};
	if (!categoryForm.test(category)) return {text: badCategory, look: 'bad'};
	return categories.has(category) ? undefined : {text: 'new', look: 'good'};
};

const tagsNote = ({tags}: AddScene, text: string): Note | undefined => {
	const given = tagsIn(text);
	if (given.length === 0) return {text: 'none; several with commas', look: 'muted'};
	const fresh = given.filter(tag => !tags.has(tag));
	return fresh.length > 0 ? {text: `new: ${named(fresh)}`, look: 'good'} : undefined;
};

const placeNote = (
	{free}: AddScene,
	typed: string,
	place: string | undefined,
	why: string,
): Note => {
	if (typed !== '' && place === undefined) {
		return {text: 'must be a path from the root, as the server sees it', look: 'bad'};
	}
	if (place === undefined) return {text: 'as the server is set', look: 'muted'};
	const space = freeText(free(place));
	if (typed !== '') return {text: space || 'free space not known', look: 'muted'};
	const text =
		space === '' ? `${place}, ${why}; free space not known` : `${space} in ${place}, ${why}`;
	return {text, look: 'muted'};
};

const freeText = (free: number | undefined): string =>
	free === undefined ? '' : `${bytes(free)} free`;
