import {isAbsolute} from './absolute-path.ts';
import type {ContentLayout} from './add-options.ts';
import {asText} from './shape.ts';
import type {Category} from './types.ts';

/** What becomes of a torrent that is added without being told how, by the server's own settings. */
export type AddDefaults = {
	savePath: string;
	/** Automatic management: the category says the place. */
	managed: boolean;
	/** The category says the place without automatic management, too. */
	categoryPaths: boolean;
	/** Whether a/b is below a; undefined where the settings don't say (4.5, and 5.2 and later). */
	subcategories: boolean | undefined;
	/** Where the data is until it is whole, when that is another place. */
	tempPath: string | undefined;
	stopped: boolean;
	layout: ContentLayout | undefined;
};

const layouts: readonly ContentLayout[] = ['Original', 'Subfolder', 'NoSubfolder'];

/** @param preferences of `app/preferences`; 5.0 renamed `start_paused_enabled` */
export const readAddDefaults = (preferences: Readonly<Record<string, unknown>>): AddDefaults => ({
	savePath: asText(preferences.save_path),
	managed: preferences.auto_tmm_enabled === true,
	categoryPaths: preferences.use_category_paths_in_manual_mode === true,
	subcategories:
		typeof preferences.use_subcategories === 'boolean' ? preferences.use_subcategories : undefined,
	tempPath: preferences.temp_path_enabled === true ? asText(preferences.temp_path) : undefined,
	stopped: preferences.add_stopped_enabled === true || preferences.start_paused_enabled === true,
	layout: layouts.find(layout => layout === preferences.torrent_content_layout),
});

/**
 * Where the server puts a torrent of this category when no place is given: as its
 * `categorySavePath` does. A category without a path of its own has a folder of its name.
 *
 * @returns undefined where that can't be told
 */
export const placeFor = (
	category: string,
	defaults: AddDefaults,
	categories: ReadonlyMap<string, Category>,
): string | undefined => {
	const {savePath, managed, categoryPaths, subcategories} = defaults;
	if (category === '' || !(managed || categoryPaths)) return known(savePath);
	const own = categories.get(category)?.savePath ?? '';
	if (own !== '') return below(savePath, own);
	// 4.5 and 5.1 put a space in the place of these, 5.3 does not.
	if (/[:?"*<>|]/.test(category)) return undefined;
	const at = category.lastIndexOf('/');
	const whole = below(savePath, category);
	if (at === -1 || subcategories === false) return whole;
	const parent = placeFor(category.slice(0, at), defaults, categories);
	const nested = parent && below(parent, category.slice(at + 1));
	// Without a path among its parents it comes to the same.
	return subcategories === true || nested === whole ? nested : undefined;
};

const known = (path: string): string | undefined => (path === '' ? undefined : path);

const below = (base: string, path: string): string | undefined => {
	if (isAbsolute(path)) return path;
	return base === '' ? undefined : `${base.replace(/[\\/]$/, '')}${separatorOf(base)}${path}`;
};

const separatorOf = (path: string): string => (path.includes('\\') ? '\\' : '/');
