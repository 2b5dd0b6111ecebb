import type {Listed} from '../../snapshot/files.ts';
import {bytes, date, span} from '../format.ts';
import {finder} from '../lists/finder.ts';
import type {ListRow} from '../lists/list-view.ts';
import type {Column} from '../torrents/columns.ts';
import {kindWords} from './words.ts';

/** A file of the folder of snapshots. */
export type SnapshotRow = ListRow & {listed: Listed; now: number};

export const snapshotRows = (
	listed: readonly Listed[],
	filter: string,
	now: number,
): SnapshotRow[] => {
	const rows = listed.map((file): SnapshotRow => ({key: file.path, listed: file, now}));
	const isFound = finder(filter);
	return rows.filter(row => isFound(`${row.listed.name} ${kindOf(row)} ${savedText(row)}`));
};

const headOf = ({listed}: SnapshotRow) => ('head' in listed ? listed.head : undefined);

const savedText = (row: SnapshotRow): string => {
	const head = headOf(row);
	return head ? date(head.saved_at) : '?';
};

const kindOf = (row: SnapshotRow): string => {
	const head = headOf(row);
	return head ? kindWords[head.kind] : 'can’t be read';
};

const ageOf = (row: SnapshotRow): number =>
	Math.max(0, row.now / 1000 - (headOf(row)?.saved_at ?? row.now / 1000));

/** TABLE: the columns of the snapshots. */
export const snapshotColumns: ReadonlyArray<Column<SnapshotRow>> = [
	{
		...{name: 'saved', letter: 'd', header: 'Saved', width: 16, keep: 1},
		help: 'When it was saved',
		value: row => headOf(row)?.saved_at ?? 0,
		text: savedText,
	},
	{
		...{name: 'age', letter: 'a', header: 'Age', width: 3, keep: 5, align: 'right'},
		help: 'How long ago that is',
		value: ageOf,
		text: row => (headOf(row) ? span(ageOf(row)) : ''),
	},
	{
		...{name: 'kind', letter: 'k', header: 'Why', width: 16, keep: 3},
		help: 'What it was saved for',
		value: kindOf,
		look: row => (headOf(row) ? undefined : 'error'),
	},
	{
		...{name: 'torrents', letter: 't', header: 'Torrents', width: 8, keep: 2, align: 'right'},
		help: 'How many torrents it holds',
		value: row => headOf(row)?.counts.torrents ?? 0,
	},
	{
		...{name: 'files', letter: 'f', header: '.torrent', width: 8, keep: 4, align: 'right'},
		help: 'How many .torrent files were saved with it',
		value: row => headOf(row)?.counts.torrent_files ?? 0,
		text: row => String(headOf(row)?.counts.torrent_files || ''),
	},
	{
		...{name: 'size', letter: 's', header: 'Size', width: 4, keep: 6, align: 'right'},
		help: 'Of its file, without the .torrent files',
		value: row => row.listed.bytes,
		text: row => bytes(row.listed.bytes),
	},
	{
		...{name: 'name', letter: 'n', header: 'File', width: 'rest', keep: 7},
		help: 'The name of its file',
		value: row => row.listed.name,
	},
];
