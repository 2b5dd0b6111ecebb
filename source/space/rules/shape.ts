/**
 * Rules say which torrents move, when, and where to. They are data and nothing in them is run; the
 * first that matches decides. Sizes in bytes, times in seconds.
 */
export type Rule = {
	name: string;
	match: Match;
	dest: {
		/** Tag of the volume; '' as it stands in the file, where none is named: the large disk. */
		volume: string;
		/** Below the volume’s folder; `{category}` stands for the category’s folders. */
		path: string;
	};
	move: 'on_complete' | 'on_pressure' | 'never';
	/** In place of what the settings say for all. */
	protect?: Protection;
	/** Of a torrent under automatic management: moving switches that off. */
	autoTmm: 'skip' | 'take_manual';
	/** Of files that others link to: moving frees nothing, and makes a second copy. */
	hardlinkedOutside: 'skip' | 'count_zero';
	/** Higher goes first; -10 to 10. */
	priority: number;
};

/** All that is given must hold; nothing given matches every torrent. */
export type Match = {
	/** Globs: `*` within one folder, `**` over any; '' is no category. */
	category?: readonly string[];
	tagsAny?: readonly string[];
	tagsAll?: readonly string[];
	tagsNone?: readonly string[];
	/** Globs of the host: `*` stands for any text. */
	tracker?: readonly string[];
	private?: boolean;
	size?: readonly SizeTest[];
	/** Tag of a volume, or a folder. */
	savePathUnder?: readonly string[];
};

export type SizeTest = {is: '>=' | '<=' | '>' | '<'; bytes: number};

/** Until when a torrent stays where it is. */
export type Protection = {
	/** Seconds that it has been seeding. */
	seedingTime: number;
	ratio: number;
	/** Of those two, both or one. */
	mode: 'all' | 'any';
	/** Seconds since it was complete; always holds beside the others. */
	minAge: number;
};

export const noProtection: Protection = {seedingTime: 0, ratio: 0, mode: 'all', minAge: 0};

/** In place of a path: the category’s own save path on the server. */
export const categorySavePath = 'category_save_path';

/** What holds when no rules are set: what is complete goes to the folder of its category. */
export const usualRule = (volume: string, name = 'usual'): Rule => ({
	name,
	match: {},
	dest: {volume, path: '{category}'},
	move: 'on_complete',
	autoTmm: 'skip',
	hardlinkedOutside: 'skip',
	priority: 0,
});
