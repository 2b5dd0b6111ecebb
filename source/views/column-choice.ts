import type {SortChoice} from '../hooks/screen-state.ts';
import type {Torrent} from '../qbit/types.ts';
import type {SortKey} from './arrangement.ts';
import {type Column, usualColumns} from './columns.ts';

type Columns = ReadonlyArray<Column<Torrent>>;

/** Those that the settings name, in their order; without volumes there is no disk to tell. */
export const chooseColumns = (
	all: Columns,
	wanted: readonly string[] | undefined,
	hasVolumes: boolean,
): Array<Column<Torrent>> => {
	const names = wanted ?? usualColumns.filter(name => hasVolumes || name !== 'disk');
	const chosen = names.flatMap(name => all.find(column => column.name === name) ?? []);
	return chosen.some(column => column.name === 'name')
		? chosen
		: [...all.filter(column => column.name === 'name'), ...chosen];
};

/** "-size" → by size, downwards; a name that is no column → by name. */
export const firstSort = (setting: string, columns: Columns): SortChoice => {
	const name = setting.replace(/^-/, '');
	const known = columns.some(column => column.name === name);
	return {name: known ? name : 'name', descending: setting.startsWith('-')};
};

export const sortKeys = (choices: readonly SortChoice[], columns: Columns): SortKey[] =>
	choices.flatMap(({name, descending}) => {
		const column = columns.find(candidate => candidate.name === name);
		return column ? [{column, descending}] : [];
	});
