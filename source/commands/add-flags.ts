import {notAbsolute} from '../qbit/absolute-path.ts';
import {
	type AddOptions,
	badCategory,
	type ContentLayout,
	categoryForm,
} from '../qbit/add-options.ts';
import {UsageError} from './failure.ts';

type Row = {
	help: string;
} & (
	| {type: 'boolean'; option: (value: boolean) => AddOptions}
	/** @returns the option, or what is wrong with the text: "--flag" comes before it */
	| {type: 'string'; option: (text: string) => AddOptions | string}
);

const layouts: ReadonlyMap<string, ContentLayout> = new Map([
	['original', 'Original'],
	['subfolder', 'Subfolder'],
	['no-subfolder', 'NoSubfolder'],
]);

/** TABLE: the flags that say how to add; what is not given is as the server is set. */
export const optionFlags: Readonly<Record<string, Row>> = {
	category: {
		type: 'string',
		help: 'Category of what is added; created if it does not exist',
		option: category => (categoryForm.test(category) ? {category} : `is wrong. ${badCategory}`),
	},
	tags: {
		type: 'string',
		help: 'Tags, separated by commas',
		option: text => {
			const tags = text.split(',').map(tag => tag.trim());
			return tags.includes('') ? 'holds a tag without a name.' : {tags};
		},
	},
	path: {
		type: 'string',
		help: 'Folder for the data, as the server sees it',
		option: savepath =>
			notAbsolute(savepath) === undefined
				? {savepath}
				: 'must be a path from the root, as the server sees it.',
	},
	stopped: {
		type: 'boolean',
		help: 'Add without starting; --no-stopped starts',
		option: stopped => ({stopped}),
	},
	sequential: {
		type: 'boolean',
		help: 'Download the pieces in their order',
		option: sequential => ({sequential}),
	},
	'first-last': {
		type: 'boolean',
		help: 'Download the first and last pieces of each file first',
		option: firstLast => ({firstLast}),
	},
	layout: {
		type: 'string',
		help: `A folder around the files: ${[...layouts.keys()].join(', ')}`,
		option: name => {
			const contentLayout = layouts.get(name);
			return contentLayout ? {contentLayout} : `is one of ${[...layouts.keys()].join(', ')}.`;
		},
	},
	rename: {
		type: 'string',
		help: 'Name of the torrent, when there is just one',
		option: rename => ({rename}),
	},
};

/** @throws UsageError that names the flag, for one without a value or with a wrong one */
export const readOptions = (given: Readonly<Record<string, unknown>>): AddOptions => {
	const options: AddOptions = {};
	for (const [name, row] of Object.entries(optionFlags)) {
		const value = given[name];
		if (row.type === 'boolean') {
			if (typeof value === 'boolean') Object.assign(options, row.option(value));
			continue;
		}
		if (typeof value !== 'string') continue;
		if (value.trim() === '') throw new UsageError(`--${name} needs a value.`);
		const option = row.option(value.trim());
		if (typeof option === 'string') throw new UsageError(`--${name} ${option}`);
		Object.assign(options, option);
	}
	return options;
};
