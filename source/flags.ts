import {type Setting, settings} from './settings/settings.ts';

/** TABLE: the flags that are no settings. */
const ownFlags = {
	demo: {type: 'boolean', help: 'Try qbtui with an embedded server: no network, nothing to set up'},
	json: {type: 'boolean', help: 'Print one JSON document and nothing else'},
	profile: {type: 'string', help: 'Which server of the config file to use'},
	config: {type: 'string', help: 'Use another config file'},
	'save-state': {
		type: 'string',
		help: 'Save a snapshot of all torrents, print its path and exit; when no file is named, into the state folder',
	},
	'with-torrents': {type: 'boolean', help: 'With --save-state: the .torrent files, too'},
	help: {type: 'boolean', short: 'h', help: 'Show this text'},
	version: {type: 'boolean', short: 'V', help: 'Show the version'},
} as const;

export type FlagRow = {
	type: 'boolean' | 'string';
	help: string;
	/** May be given more than once: its value is a list. */
	many?: true;
	/** A single letter for it. */
	short?: string;
};

/** As it is written: "-o, --output …". */
export const flagText = (name: string, {type, short}: FlagRow): string =>
	`${short === undefined ? '' : `-${short}, `}--${name}${type === 'string' ? ' …' : ''}`;

/** All flags by name: the rows above, and every setting that has one. */
export const flagRows: ReadonlyMap<string, FlagRow> = new Map([
	...Object.values(settings).flatMap(
		(row: Setting<unknown>): Array<[string, FlagRow]> =>
			row.flag === undefined
				? []
				: [
						[
							row.flag,
							{type: typeof row.default === 'boolean' ? 'boolean' : 'string', help: row.help},
						],
					],
	),
	...Object.entries(ownFlags),
]);
