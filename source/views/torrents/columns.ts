import type {Torrent} from '../../qbit/types.ts';
import {type Volume, volumeOf} from '../../space/paths.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {bar} from '../../terminal/glyphs.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {bytes, count, date, isTime, never, percent, span, speed} from '../format.ts';
import type {Moving} from './moving.ts';
import {stateOf} from './states.ts';

/** One row feeds the screen, sorting, filters, --json and the README. */
export type Column<Row> = {
	name: string;
	/** Sorts by it, in the menu of `s`; the capital: downwards. */
	letter: string;
	header: string;
	width: number | 'rest';
	/** 1 = last to go on a narrow terminal. */
	keep: number;
	align?: 'right';
	help: string;
	/** Sorts, filters, and is what --json prints. Sizes in bytes, times in seconds. */
	value: (row: Row) => string | number;
	/** What the cell shows; `value` when absent. */
	text?: (row: Row) => string;
	look?: (row: Row) => Meaning | undefined;
	/** Another shape where there is little or much room; the list's width decides. */
	narrow?: Shape<Row>;
	wide?: Shape<Row>;
};

type Shape<Row> = Pick<Column<Row>, 'header' | 'width'> & {text: (row: Row) => string};

export type ColumnContext = {
	volumes: readonly Volume[];
	glyphs: Glyphs;
	/** What qbtui has qBittorrent move just now. */
	moving?: () => Moving | undefined;
};

/** The tag of the disk that has the torrent's files, "" when no volume holds them. */
export const diskOf = (torrent: Torrent, volumes: readonly Volume[]): string =>
	volumeOf(torrent.content_path || torrent.save_path, volumes)?.tag ?? '';

const activeLook = (value: number, look: Meaning): Meaning => (value > 0 ? look : 'muted');

const ratioText = ({ratio}: Torrent, infinite: string): string =>
	ratio < 0 || ratio > 9998 ? infinite : ratio.toFixed(ratio < 99.995 ? 2 : 0);

/** TABLE: all columns of the torrent list, in the order of the screen. */
export const torrentColumns = (context: ColumnContext): Array<Column<Torrent>> => {
	const {volumes, glyphs} = context;
	const moveOf = ({hash}: Torrent): Moving | undefined => {
		const moving = context.moving?.();
		return moving?.hash === hash ? moving : undefined;
	};
	return rowsOf({volumes, glyphs, moveOf});
};

type Inside = ColumnContext & {moveOf: (torrent: Torrent) => Moving | undefined};

const rowsOf = ({volumes, glyphs, moveOf}: Inside): Array<Column<Torrent>> => [
	{
		name: 'state',
		letter: 't',
		header: 'State',
		width: 7,
		keep: 2,
		help: 'What it does; in red when it needs you',
		value: row => row.state,
		text: row => stateOf(row).label,
		look: row => stateOf(row).look,
		narrow: {header: 'S', width: 1, text: row => stateOf(row).letter},
	},
	{
		name: 'name',
		letter: 'n',
		header: 'Name',
		width: 'rest',
		keep: 1,
		help: 'Name of the torrent',
		value: row => row.name,
	},
	{
		name: 'size',
		letter: 's',
		header: 'Size',
		width: 5,
		keep: 6,
		align: 'right',
		help: 'Bytes of the wanted files',
		value: row => row.size,
		text: row => (row.size > 0 ? bytes(row.size) : '-'),
	},
	{
		name: 'done',
		letter: 'p',
		header: 'Done',
		width: 4,
		keep: 3,
		align: 'right',
		help: 'How much is here; while checking, how much is checked',
		value: row => row.progress,
		text: row => percent(row.progress),
		look: row => (row.progress < 1 ? undefined : 'muted'),
		wide: {
			header: 'Done',
			width: 15,
			text: row => {
				const gauge = row.progress < 1 ? bar(row.progress, 10, glyphs) : ' '.repeat(10);
				return `${gauge} ${percent(row.progress).padStart(4)}`;
			},
		},
	},
	{
		name: 'down',
		letter: 'd',
		header: 'Down',
		width: 6,
		keep: 4,
		align: 'right',
		help: 'Bytes a second to us',
		value: row => row.dlspeed,
		text: row => speed(row.dlspeed),
		look: row => activeLook(row.dlspeed, 'downloading'),
	},
	{
		name: 'up',
		letter: 'u',
		header: 'Up',
		width: 6,
		keep: 5,
		align: 'right',
		help: 'Bytes a second from us',
		value: row => row.upspeed,
		text: row => speed(row.upspeed),
		look: row => activeLook(row.upspeed, 'uploading'),
	},
	{
		name: 'eta',
		letter: 'e',
		header: 'ETA',
		width: 4,
		keep: 7,
		align: 'right',
		help: 'Time until it is complete; of a move, until it has arrived',
		value: row => row.eta,
		text: row => {
			const left = moveOf(row)?.left;
			if (left !== undefined) return span(left);
			return row.progress >= 1 ? '-' : row.eta >= never ? glyphs.infinity : span(row.eta);
		},
		look: row => (row.progress < 1 && row.eta < never ? undefined : 'muted'),
	},
	{
		name: 'ratio',
		letter: 'r',
		header: 'Ratio',
		width: 5,
		keep: 9,
		align: 'right',
		help: 'Uploaded ÷ downloaded',
		value: row => (row.ratio < 0 ? Number.POSITIVE_INFINITY : row.ratio),
		text: row => ratioText(row, glyphs.infinity),
	},
	{
		name: 'disk',
		letter: 'k',
		header: 'Disk',
		width: 7,
		keep: 8,
		help: 'Which of the disks in the settings has its files; s→h 41%: on its way, so far',
		value: row => diskOf(row, volumes),
		text: row => moveOf(row)?.way ?? diskOf(row, volumes),
		look: row => (moveOf(row) ? 'moving' : undefined),
	},
	{
		name: 'category',
		letter: 'c',
		header: 'Category',
		width: 9,
		keep: 10,
		help: 'Category',
		value: row => row.category,
	},
	{
		name: 'note',
		letter: 'o',
		header: 'Note',
		width: 11,
		keep: 11,
		help: 'What is wrong with it, if anything is; how fast it moves',
		value: note,
		text: row => {
			const rate = moveOf(row)?.rate ?? 0;
			return note(row) === '' && rate > 0 ? `${speed(rate)}/s` : note(row);
		},
		look: row => (note(row) === '' ? moveOf(row) && 'moving' : 'error'),
	},
	{
		name: 'tags',
		letter: 'g',
		header: 'Tags',
		width: 14,
		keep: 12,
		help: 'Tags',
		value: row => row.tags,
		text: row => row.tags.replaceAll(', ', ','),
	},
	{
		name: 'added',
		letter: 'a',
		header: 'Added',
		width: 16,
		keep: 13,
		help: 'When it was added',
		value: row => row.added_on,
		text: row => date(row.added_on),
	},
	{
		name: 'seeds',
		letter: 'm',
		header: 'Seeds',
		width: 6,
		keep: 14,
		align: 'right',
		help: 'Complete peers that we are connected to',
		value: row => row.num_seeds,
		text: row => count(row.num_seeds),
	},
	{
		name: 'peers',
		letter: 'b',
		header: 'Peers',
		width: 6,
		keep: 15,
		align: 'right',
		help: 'Other peers that we are connected to',
		value: row => row.num_leechs,
		text: row => count(row.num_leechs),
	},
	{
		name: 'tracker',
		letter: 'h',
		header: 'Tracker',
		width: 20,
		keep: 16,
		help: 'Host of the first tracker that works',
		value: row => trackerHost(row.tracker),
	},
	{
		name: 'completed',
		letter: 'f',
		header: 'Completed',
		width: 16,
		keep: 17,
		help: 'When it became complete',
		value: row => (isTime(row.completion_on) ? row.completion_on : 0),
		text: row => date(row.completion_on),
	},
	{
		name: 'seedtime',
		letter: 'i',
		header: 'Seeded',
		width: 6,
		keep: 18,
		align: 'right',
		help: 'How long it has been seeding',
		value: row => row.seeding_time,
		text: row => span(row.seeding_time),
	},
	{
		name: 'left',
		letter: 'l',
		header: 'Left',
		width: 5,
		keep: 19,
		align: 'right',
		help: 'Bytes that are still missing',
		value: row => row.amount_left,
		text: row => (row.amount_left > 0 ? bytes(row.amount_left) : '-'),
	},
	{
		name: 'queue',
		letter: 'q',
		header: 'Queue',
		width: 5,
		keep: 20,
		align: 'right',
		help: 'Place in the server’s queue',
		value: row => row.priority,
		text: row => (row.priority > 0 ? count(row.priority) : '-'),
	},
	{
		name: 'path',
		letter: 'w',
		header: 'Save path',
		width: 30,
		keep: 21,
		help: 'Where it is to go',
		value: row => row.save_path,
	},
];

/** The columns that are on screen when the settings name none. */
export const usualColumns: readonly string[] = [
	'state',
	'name',
	'size',
	'done',
	'down',
	'up',
	'eta',
	'ratio',
	'disk',
	'category',
	'note',
	'tags',
	'added',
];

function note(row: Torrent): string {
	if (row.state === 'missingFiles') return 'files gone';
	if (row.state === 'error') return 'error';
	if (row.has_tracker_error) return 'tracker';
	if (row.has_other_announce_error) return 'announce';
	return '';
}

export const trackerHost = (url: string): string => URL.parse(url)?.hostname || url;
