import {choiceField, type Field, textField, type Values} from '../../hooks/form.ts';
import type {AddWish} from '../../qbit/create/add-made.ts';
import type {Wish} from '../../qbit/create/make.ts';
import {
	type Abilities,
	type CreateOptions,
	leastPiece,
	mostPiece,
} from '../../qbit/create/options.ts';
import {readFormat, readTiers, readUrls, tiersText} from '../../qbit/create/read-values.ts';
import {tagsIn} from '../add/fields.ts';
import {bytes} from '../format.ts';

/** What the fields are made from. */
export type FieldsWorld = {
	/** Paths that can be taken for the source. */
	paths: readonly string[];
	categories: readonly string[];
	tags: readonly string[];
	presets: readonly string[];
	abilities: Abilities;
	/** The server makes v1 only: it is built with libtorrent 1.2. */
	onlyV1: boolean;
};

/** What a form says, beside the wish. */
export type Draft = {
	options: CreateOptions;
	add: AddWish | undefined;
	/** The task is deleted when all is done. */
	cleans: boolean;
	/** Folder of this machine for the .torrent; '' = it is not saved here. */
	here: string;
	/** Name of a preset under which all of this is kept; '' = it is not. */
	keepAs: string;
};

const yesNo = [
	{value: '', label: 'no'},
	{value: 'yes', label: 'yes'},
];

const pieceSizes: readonly number[] = Array.from(
	{length: Math.log2(mostPiece / leastPiece) + 1},
	(_, i) => leastPiece * 2 ** i,
);

type Row = {
	name: string;
	make: (world: FieldsWorld, value: string) => Field | undefined;
	/** What is not the server’s own way; never called for ''. */
	option?: (value: string) => Partial<CreateOptions>;
	/** It belongs to this one source, and not to a preset. */
	once?: true;
};

/** TABLE: the fields of the form, and what each says to `torrentcreator/addTask`. */
const rows: readonly Row[] = [
	{
		name: 'preset',
		once: true,
		make: ({presets}, value) =>
			presets.length === 0
				? undefined
				: choiceField(
						'preset',
						'Preset',
						[{value: '', label: 'none'}, ...presets.map(name => ({value: name, label: name}))],
						value,
					),
	},
	{
		name: 'source',
		once: true,
		make: ({paths}, value) => ({
			...textField('source', 'From', value, paths),
			shown: path => path.slice(path.lastIndexOf('/', path.length - 2) + 1),
		}),
	},
	{
		name: 'format',
		make: ({onlyV1}, value) =>
			choiceField(
				'format',
				'Format',
				onlyV1
					? [{value: 'v1', label: 'v1'}]
					: [
							{value: '', label: 'hybrid: v1 and v2'},
							{value: 'v1', label: 'v1'},
							{value: 'v2', label: 'v2'},
						],
				value,
			),
		option: value => {
			const format = readFormat(value);
			return format ? {format} : {};
		},
	},
	{
		name: 'piece_size',
		make: (_, value) =>
			choiceField(
				'piece_size',
				'Pieces',
				[
					{value: '', label: 'as the server chooses'},
					...pieceSizes.map(size => ({value: String(size), label: `of ${bytes(size)}`})),
				],
				value,
			),
		option: value => ({pieceSize: Number(value)}),
	},
	{
		name: 'private',
		make: (_, value) => choiceField('private', 'Private', yesNo, value),
		option: () => ({isPrivate: true}),
	},
	{
		name: 'trackers',
		make: (_, value) => textField('trackers', 'Trackers', value),
		option: text => ({trackers: readTiers(text)}),
	},
	{
		name: 'web_seeds',
		make: (_, value) => textField('web_seeds', 'Web seeds', value),
		option: text => ({webSeeds: readUrls(text)}),
	},
	{
		name: 'comment',
		make: (_, value) => textField('comment', 'Comment', value),
		option: comment => ({comment}),
	},
	{
		name: 'label',
		make: (_, value) => textField('label', 'Source tag', value),
		option: label => ({label}),
	},
	{
		name: 'dotfiles',
		make: ({abilities}, value) =>
			abilities.dotfiles ? choiceField('dotfiles', 'Dotfiles', yesNo, value) : undefined,
		option: () => ({withDotfiles: true}),
	},
	{
		name: 'after',
		make: (_, value) =>
			choiceField(
				'after',
				'Then',
				[
					{value: '', label: 'seed it'},
					{value: 'stopped', label: 'add it stopped'},
					{value: 'nothing', label: 'only make it'},
				],
				value,
			),
	},
	{
		name: 'category',
		make: ({categories}, value) => textField('category', 'Category', value, categories),
	},
	{
		name: 'tags',
		make: ({tags}, value) => ({...textField('tags', 'Tags', value, tags), many: true}),
	},
	{
		name: 'managed',
		make: (_, value) =>
			choiceField(
				'managed',
				'Place',
				[
					{value: '', label: 'where its files are'},
					{value: 'yes', label: 'managed: its category’s'},
				],
				value,
			),
	},
	{name: 'here', make: (_, value) => textField('here', 'Save here', value)},
	{
		name: 'there',
		once: true,
		make: (_, value) => textField('there', 'Save there', value),
		option: file => ({file}),
	},
	{
		name: 'clean',
		make: (_, value) =>
			choiceField(
				'clean',
				'Task',
				[
					{value: '', label: 'stays on the server'},
					{value: 'yes', label: 'is deleted when all is done'},
				],
				value,
			),
	},
	{name: 'keep_as', once: true, make: (_, value) => textField('keep_as', 'Keep as', value)},
];

/** What a preset can hold, by the names of the fields. */
export const presetFields: readonly string[] = rows.filter(({once}) => !once).map(({name}) => name);

/** @param values what was typed before, or what a preset says */
export const createFields = (world: FieldsWorld, values: Values): Field[] =>
	rows.flatMap(({name, make}) => make(world, values[name] ?? '') ?? []);

/** @param toServer a path as the server has it */
export const draftOf = (values: Values, toServer: (path: string) => string): Draft => {
	const options: CreateOptions = {source: toServer(values.source ?? '')};
	for (const {name, option} of rows) {
		const value = values[name] ?? '';
		if (value !== '' && option) Object.assign(options, option(value));
	}
	const {after = '', category = '', tags = '', managed = ''} = values;
	const add: AddWish = {
		stopped: after === 'stopped',
		...(category !== '' && {category}),
		...(tags !== '' && {tags: tagsIn(tags)}),
		...(managed !== '' && {managed: true}),
	};
	return {
		options,
		add: after === 'nothing' ? undefined : add,
		cleans: values.clean === 'yes',
		here: values.here ?? '',
		keepAs: values.keep_as ?? '',
	};
};

/** The form as it would have been filled in for this. */
export const valuesFor = ({source, ...options}: CreateOptions, add: Wish['add']): Values => {
	const {format, pieceSize, isPrivate, trackers = [], webSeeds = []} = options;
	return {
		source,
		format: format === 'hybrid' ? '' : (format ?? ''),
		piece_size: pieceSize === undefined ? '' : String(pieceSize),
		private: isPrivate ? 'yes' : '',
		trackers: tiersText(trackers),
		web_seeds: webSeeds.join(', '),
		comment: options.comment ?? '',
		label: options.label ?? '',
		dotfiles: options.withDotfiles ? 'yes' : '',
		there: options.file ?? '',
		after: add ? (add.stopped ? 'stopped' : '') : 'nothing',
		category: add?.category ?? '',
		tags: add?.tags?.join(', ') ?? '',
		managed: add?.managed ? 'yes' : '',
	};
};
