import type {SortChoice} from '../../hooks/screen-state.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {SortKey} from './arrangement.ts';
import {type Column, usualColumns} from './columns.ts';

type Columns = ReadonlyArray<Column<Torrent>>;

/** Those that the settings name, in their order; without volumes there is no disk to tell. */
export const chooseColumns = (
	all: Columns,
	wanted: readonly string[] | undefined,
	hasVolumes: boolean,
): Array<Column<Torrent>> => {
	const names = wanted ?? usualFor(hasVolumes);
	const chosen = columnsNamed(all, names);
	return chosen.some(column => column.name === 'name')
		? chosen
		: [...all.filter(column => column.name === 'name'), ...chosen];
};

export const columnsNamed = (all: Columns, names: readonly string[]): Array<Column<Torrent>> =>
	names.flatMap(name => all.find(column => column.name === name) ?? []);

/** The columns when the settings name none. */
export const usualFor = (hasVolumes: boolean): string[] =>
	usualColumns.filter(name => hasVolumes || name !== 'disk');

/** "-size,name" → by size, downwards, then by name. What is no column is left out; if all are: by name. */
export const firstSort = (setting: string, columns: Columns): readonly SortChoice[] => {
	const choices = new Map<string, SortChoice>();
	for (const key of setting.split(',').map(each => each.trim())) {
		const name = key.replace(/^-/, '');
		const known = columns.some(column => column.name === name);
		if (known && !choices.has(name)) choices.set(name, {name, descending: key.startsWith('-')});
	}
	if (choices.size > 0) return [...choices.values()];
	return [{name: 'name', descending: setting.trim().startsWith('-')}];
};

export const sortKeys = (choices: readonly SortChoice[], columns: Columns): SortKey[] =>
	choices.flatMap(({name, descending}) => {
		const column = columns.find(candidate => candidate.name === name);
		return column ? [{column, descending}] : [];
	});
