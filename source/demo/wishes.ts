import type {Recipe} from './create.ts';
import {incoming, join, resolve} from './disks.ts';
import {type Call, flag, integer, list, param} from './http.ts';
import type {Item} from './item.ts';
import {category, nowOf} from './world.ts';

/** TABLE: `contentLayout`, as changes to the files of a torrent. */
export const contentLayouts: Record<string, (recipe: Recipe) => Pick<Recipe, 'files' | 'root'>> = {
	Subfolder: recipe => {
		if (recipe.root !== '') return recipe;
		const root = recipe.name.replace(/\.[^.]{1,4}$/, '');
		return {root, files: recipe.files.map(file => ({...file, name: `${root}/${file.name}`}))};
	},
	NoSubfolder: recipe => ({
		root: '',
		files: recipe.files.map(file => ({
			...file,
			name: recipe.root === '' ? file.name : file.name.slice(recipe.root.length + 1),
		})),
	}),
};

const savePathOf = (call: Call): string => {
	const path = param(call, 'savepath');
	const name = param(call, 'category');
	const ofCategory = call.world.categories.get(name)?.savePath ?? '';
	if (flag(call, 'autoTMM')) return resolve(ofCategory || name, incoming);
	return resolve(path || ofCategory || join(incoming, name), incoming);
};

/** A category that does not exist is made. */
const categoryOf = (call: Call): string => {
	const name = param(call, 'category');
	if (name !== '' && !call.world.categories.has(name))
		call.world.categories.set(name, category(name, ''));
	return name;
};

const limit = (call: Call, name: string, otherwise: number): number =>
	integer(call, name) ?? otherwise;

/** What the request asks for the torrent, whatever that is. */
export const wishes = (call: Call): Partial<Item> => ({
	addedAt: nowOf(call.world),
	category: categoryOf(call),
	savePath: savePathOf(call),
	autoTmm: flag(call, 'autoTMM'),
	downloadPath: flag(call, 'useDownloadPath') ? param(call, 'downloadPath') : '',
	tags: new Set(list(call, 'tags', ',')),
	stopped: flag(call, 'stopped') || param(call, 'stopCondition') === 'FilesChecked',
	stopOnMetadata: param(call, 'stopCondition') === 'MetadataReceived',
	forced: flag(call, 'forced'),
	sequential: flag(call, 'sequentialDownload'),
	firstLast: flag(call, 'firstLastPiecePrio'),
	dlLimit: Math.max(0, limit(call, 'dlLimit', 0)),
	upLimit: Math.max(0, limit(call, 'upLimit', 0)),
	ratioLimit: call.params.has('ratioLimit') ? Number(param(call, 'ratioLimit')) : -2,
	seedingTimeLimit: limit(call, 'seedingTimeLimit', -2),
	inactiveLimit: limit(call, 'inactiveSeedingTimeLimit', -2),
	shareAction: param(call, 'shareLimitAction') || 'Default',
	shareMode: param(call, 'shareLimitsMode') || 'Default',
});
