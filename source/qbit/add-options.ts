import {notAbsolute} from './absolute-path.ts';
import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';

export type ContentLayout = 'Original' | 'Subfolder' | 'NoSubfolder';

/** How to add. What is absent is as the server's own settings say. */
export type AddOptions = {
	/** The server makes one that it does not have. */
	category?: string;
	tags?: readonly string[];
	/** From the root, as the server sees it. */
	savepath?: string;
	stopped?: boolean;
	sequential?: boolean;
	firstLast?: boolean;
	contentLayout?: ContentLayout;
	autoTMM?: boolean;
	/** All of its data are at `savepath` already, and nothing is to be checked or moved. */
	isWhole?: boolean;
	/** For a single source. */
	rename?: string;
};

/** Of another name the server says nothing, and adds without a category: its `isValidCategoryName`. */
export const categoryForm = /^[^\\/]+(\/[^\\/]+)*$/;
export const badCategory = 'A category’s name has no \\, and a / only between two names.';

/** Why these options can't be sent, or undefined. */
export const problemOf = (options: AddOptions, sources: number): string | undefined => {
	const {category = '', savepath, tags = [], rename} = options;
	if (category !== '' && !categoryForm.test(category)) return badCategory;
	if (tags.some(tag => tag.includes(',') || tag.trim() === '')) {
		return 'A tag needs a name without a comma.';
	}
	if (rename !== undefined && sources > 1) return 'Only one torrent can be given a name.';
	return savepath === undefined ? undefined : notAbsolute(savepath);
};

/**
 * The fields of `torrents/add`, with the names of all versions: a server ignores those that it does
 * not know. `autoTMM` is always told: 4.5 ignores the path if it is not, and its setting is on.
 */
export const fieldsOf = async (
	client: Client,
	options: AddOptions,
): Promise<Record<string, string | boolean>> => {
	const {category, tags = [], savepath, stopped, sequential, firstLast, contentLayout} = options;
	const fields = {
		category,
		tags: tags.length > 0 ? tags.join(',') : undefined,
		savepath,
		// 4.x reads paused, 5.0 and later stopped.
		paused: stopped,
		stopped,
		sequentialDownload: sequential,
		firstLastPiecePrio: firstLast,
		contentLayout,
		autoTMM: options.autoTMM ?? (savepath === undefined && (await isManaged(client))),
		rename: options.rename,
		...(options.isWhole ? whole : {}),
	};
	const given: Record<string, string | boolean> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) given[name] = value;
	}
	return given;
};

/** Nothing of the server's settings for new downloads is for it. */
const whole = {
	// Up to 5.2, and since 5.3.
	...{skip_checking: true, seedMode: true},
	...{useDownloadPath: false, stopCondition: 'None'},
	contentLayout: 'Original',
};

const isManaged = async (client: Client): Promise<boolean> =>
	(await client.ask(endpoints.preferences)).auto_tmm_enabled === true;
