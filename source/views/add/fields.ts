import {choiceField, type Field, textField, type Values} from '../../hooks/form.ts';
import type {AddDefaults} from '../../qbit/add-defaults.ts';
import type {AddOptions, ContentLayout} from '../../qbit/add-options.ts';

/** What the fields of the form are made from. */
export type AddWorld = {
	categories: readonly string[];
	tags: readonly string[];
	places: readonly string[];
	/** undefined until the server has told. */
	defaults: AddDefaults | undefined;
	/** The name of the only one that is to be added. */
	only: string | undefined;
};

const layoutNames: Readonly<Record<ContentLayout, string>> = {
	Original: 'original',
	Subfolder: 'a subfolder',
	NoSubfolder: 'no subfolder',
};

/** "as the server is set (starts)" */
const asSet = (value: string | undefined) => ({
	value: '',
	label: value === undefined ? 'as the server is set' : `as the server is set (${value})`,
});

const yesNo = [
	{value: '', label: 'no'},
	{value: 'yes', label: 'yes'},
];

/** TABLE: the fields of the form, and what each says to `torrents/add`. */
const rows: ReadonlyArray<{
	name: string;
	make: (world: AddWorld, kept: Values) => Field | undefined;
	option: (value: string) => AddOptions;
}> = [
	{
		name: 'category',
		make: ({categories}, {category}) => textField('category', 'Category', category, categories),
		option: category => ({category}),
	},
	{
		name: 'tags',
		make: (world, {tags}) => ({...textField('tags', 'Tags', tags, world.tags), many: true}),
		option: text => ({tags: tagsIn(text)}),
	},
	{
		name: 'place',
		make: ({places}, {place}) => textField('place', 'Place', place, places),
		option: savepath => ({savepath}),
	},
	{
		name: 'start',
		make: ({defaults}, {start}) =>
			choiceField(
				'start',
				'Start',
				[
					asSet(defaults && (defaults.stopped ? 'stopped' : 'starts')),
					{value: 'yes', label: 'at once'},
					{value: 'no', label: 'add stopped'},
				],
				start,
			),
		option: start => ({stopped: start === 'no'}),
	},
	{
		name: 'sequential',
		make: (_, {sequential}) => choiceField('sequential', 'Sequential', yesNo, sequential),
		option: () => ({sequential: true}),
	},
	{
		name: 'ends',
		make: (_, {ends}) => choiceField('ends', 'First/last', yesNo, ends),
		option: () => ({firstLast: true}),
	},
	{
		name: 'layout',
		make: ({defaults}, {layout}) =>
			choiceField(
				'layout',
				'Layout',
				[
					asSet(defaults?.layout && layoutNames[defaults.layout]),
					...Object.entries(layoutNames).map(([value, label]) => ({value, label})),
				],
				layout,
			),
		option: value => {
			const contentLayout = layouts.find(layout => layout === value);
			return contentLayout ? {contentLayout} : {};
		},
	},
	{
		name: 'rename',
		make: ({only}, {rename}) =>
			only === undefined ? undefined : textField('rename', 'Name', rename),
		option: rename => ({rename}),
	},
];

const layouts: readonly ContentLayout[] = ['Original', 'Subfolder', 'NoSubfolder'];

/** @param kept what was typed before the form was left or made anew */
export const addFields = (world: AddWorld, kept: Values): Field[] =>
	rows.flatMap(({make}) => make(world, kept) ?? []);

/** What is left empty is as the server is set. */
export const optionsOf = (values: Values): AddOptions => {
	const options: AddOptions = {};
	for (const {name, option} of rows) {
		const value = values[name] ?? '';
		if (value !== '') Object.assign(options, option(value));
	}
	return options;
};

export const tagsIn = (text: string): string[] => [
	...new Set(
		text
			.split(',')
			.map(tag => tag.trim())
			.filter(tag => tag !== ''),
	),
];
