import type {Creations} from '../../qbit/create/creator.ts';
import {placeOf} from '../../qbit/create/options.ts';
import {piecesIn} from '../../qbit/create/read-values.ts';
import type {TaskTime} from '../../qbit/create/task.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {bytes, clockTime, count, span} from '../format.ts';
import {doneColumn} from '../lists/done-column.ts';
import type {Column} from '../torrents/columns.ts';
import {type CreateRow, type CreateState, leftOf, nameOf, progressOf, sizeOf} from './rows.ts';

/** TABLE: how a state is called and looks, and what it means. */
export const createStates: Readonly<
	Record<CreateState, {label: string; look: Meaning; means: string}>
> = {
	looking: {label: 'look', look: 'checking', means: 'The server is asked whether it has it.'},
	waiting: {
		...{label: 'wait', look: 'queued'},
		means: 'The server has no room for a further task; it is sent as soon as it has.',
	},
	queued: {
		...{label: 'queue', look: 'queued'},
		means: 'It waits for its turn: the server makes one after the other.',
	},
	running: {label: 'hash', look: 'checking', means: 'The server reads the files.'},
	adding: {label: 'add', look: 'moving', means: 'It is made, and is fetched and added.'},
	done: {label: 'done', look: 'good', means: 'It is made.'},
	failed: {label: 'FAILED', look: 'error', means: 'It was not made.'},
	lost: {
		...{label: 'GONE', look: 'warning'},
		means: 'The server was restarted and has forgotten it: r runs it again.',
	},
};

/** Of 5.3 by this machine’s clock; before, as the server’s text has it. */
const timeText = (time: TaskTime | undefined): string => {
	if (time === undefined) return '';
	if (typeof time === 'number') return clockTime(time * 1000);
	return /\d?\d:\d\d:\d\d/.exec(time)?.[0] ?? time;
};

const piecesOf = (row: CreateRow, creations: Creations): number | undefined => {
	const size = sizeOf(row, creations);
	const piece = row.task?.pieceSize ?? 0;
	return size === undefined || piece === 0 ? undefined : piecesIn(size, piece);
};

/** What it says beside its state, in a few words. */
export const noteOf = ({making, task, state}: CreateRow, {explained}: Creations): string => {
	const stage = making?.stage;
	if (stage?.is === 'failed') return stage.why;
	if (stage?.is === 'done') {
		const {added} = stage.made;
		if (!added) return 'made, not added';
		if (added.is === 'failed') return added.why;
		if (added.is === 'there') return 'was among the torrents already';
		return making?.wish.add?.stopped ? 'added, stopped' : 'seeds';
	}
	if (state === 'failed' && task) return explained.get(task.id) ?? task.error;
	if (state === 'lost') return 'gone with a restart: r runs it again';
	return '';
};

const isBad = ({making, state}: CreateRow): boolean =>
	state === 'failed' || (making?.stage.is === 'done' && making.stage.made.added?.is === 'failed');

/** TABLE: the columns of what is being made. */
export const createColumns = (
	creations: Creations,
	now: number,
	glyphs: Glyphs,
): ReadonlyArray<Column<CreateRow>> => [
	{
		...{name: 'state', letter: 't', header: 'State', width: 6, keep: 1},
		help: 'What becomes of it',
		value: row => row.state,
		text: row => createStates[row.state].label,
		look: row => createStates[row.state].look,
	},
	{
		...{name: 'name', letter: 'n', header: 'Name', width: 'rest', keep: 2},
		help: 'Of the file or folder, and of the torrent',
		value: nameOf,
	},
	doneColumn({
		...{help: 'How much of it is read', look: 'checking', glyphs},
		fractionOf: progressOf,
		hasBar: ({state}) => state !== 'done',
	}),
	{
		...{name: 'left', letter: 'l', header: 'Left', width: 4, keep: 4, align: 'right'},
		help: 'Time left',
		value: row => leftOf(row, creations, now) ?? -1,
		text: row => {
			const left = leftOf(row, creations, now);
			return left === undefined ? '' : span(left);
		},
	},
	{
		...{name: 'format', letter: 'f', header: 'Format', width: 6, keep: 7},
		help: 'v1, v2 or both',
		value: ({task, making}) => task?.format ?? making?.wish.options.format ?? '',
	},
	{
		...{name: 'piece', letter: 'p', header: 'Piece', width: 5, keep: 9, align: 'right'},
		help: 'Bytes of a piece',
		value: ({task}) => task?.pieceSize ?? 0,
		text: ({task}) => (task?.pieceSize ? bytes(task.pieceSize) : 'auto'),
	},
	{
		...{name: 'pieces', letter: 'c', header: 'Pieces', width: 7, keep: 10, align: 'right'},
		help: 'How many pieces',
		value: row => piecesOf(row, creations) ?? -1,
		text: row => {
			const pieces = piecesOf(row, creations);
			return pieces === undefined ? '' : count(pieces);
		},
	},
	{
		...{name: 'size', letter: 's', header: 'Size', width: 4, keep: 6, align: 'right'},
		help: 'Of all its files',
		value: row => sizeOf(row, creations) ?? -1,
		text: row => {
			const size = sizeOf(row, creations);
			return size === undefined ? '' : bytes(size);
		},
	},
	{
		...{name: 'when', letter: 'w', header: 'Time', width: 8, keep: 8, align: 'right'},
		help: 'When it was asked for, or made',
		value: ({task}) => String(task?.finished ?? task?.added ?? ''),
		text: ({task}) => timeText(task?.finished ?? task?.added),
		look: () => 'muted',
	},
	{
		...{name: 'note', letter: 'o', header: 'Note', width: 22, keep: 5},
		help: 'What became of it',
		value: row => noteOf(row, creations),
		look: row => (isBad(row) ? 'error' : 'text'),
		wide: {header: 'Note', width: 40, text: row => noteOf(row, creations)},
	},
	{
		...{name: 'place', letter: 'a', header: 'Place', width: 24, keep: 11},
		help: 'The folder in which it is, as the server sees it',
		value: ({source}) => placeOf(source),
		look: () => 'muted',
	},
];
