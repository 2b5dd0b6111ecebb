import type {ViewName} from '../hooks/screen-state.ts';
import {width as widthOf} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';

/** One row names a view and the digit that opens it. */
export type View = {
	name: ViewName;
	digit: string;
	title: string;
	/** What it shows. */
	help: string;
};

/** TABLE: the views. */
export const views: readonly View[] = [
	{name: 'torrents', digit: '1', title: 'Torrents', help: 'The torrents'},
	{name: 'queue', digit: '2', title: 'Queue', help: 'The queue: what follows a download'},
	{name: 'space', digit: '3', title: 'Space', help: 'The disks: what moves, and why others stay'},
	{name: 'tags', digit: '4', title: 'Tags', help: 'The tags that tell on which disk torrents are'},
	{name: 'create', digit: '5', title: 'Create', help: 'The torrents that are being made'},
	{name: 'doctor', digit: '6', title: 'Doctor', help: 'The doctor: why a login does not work'},
	{name: 'state', digit: '7', title: 'State', help: 'Snapshots: what was, and putting it back'},
	{name: 'log', digit: '8', title: 'Log', help: 'The log: the server’s, and what qbtui did'},
];

/**
 * "1 Torrents 2 Queue [8 Log]", the one that is on in bold and between brackets, as colours may be
 * off. With less room the others by their digits alone: "1 2 [8 Log]"; and then not at all.
 */
export const viewTabs = (current: ViewName, room: number, theme: Theme): string => {
	const tabs = (isShort: boolean): string =>
		views
			.map(({name, digit, title}) =>
				name === current
					? theme.paint('title', `[${digit} ${title}]`)
					: theme.paint('key', digit) + (isShort ? '' : ` ${title}`),
			)
			.join(' ');
	return [tabs(false), tabs(true)].find(text => widthOf(text) <= room) ?? '';
};
