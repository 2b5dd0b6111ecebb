import type {ViewName} from '../hooks/screen-state.ts';
import type {Theme} from '../terminal/theme.ts';

/** One row names a view and the digit that opens it. */
export type View = {
	name: ViewName;
	digit: string;
	title: string;
	/** What it shows, behind its title. */
	help: string;
};

/** TABLE: the views. */
export const views: readonly View[] = [
	{name: 'torrents', digit: '1', title: 'Torrents', help: 'the list, and what is done to them'},
	{name: 'queue', digit: '2', title: 'Queue', help: 'what follows a download'},
	{name: 'space', digit: '3', title: 'Space', help: 'the disks, what moves, and why others stay'},
	{name: 'tags', digit: '4', title: 'Tags', help: 'those that tell on which disk torrents are'},
	{name: 'create', digit: '5', title: 'Create', help: 'torrents that are being made'},
	{name: 'doctor', digit: '6', title: 'Doctor', help: 'why a login does not work'},
	{name: 'state', digit: '7', title: 'State', help: 'snapshots, what was, and putting it back'},
	{name: 'log', digit: '8', title: 'Log', help: 'the server’s, and what qbtui did'},
];

/** "1 Torrents [2 Queue] 3 Space", "1 [2 Queue] 3", "[2 Queue]". */
export type TabShape = 'names' | 'digits' | 'current';

/** TABLE: with less and less room; `beside`: which counts of the torrents go before it. */
export const tabShapes: ReadonlyArray<{shape: TabShape; beside: number}> = [
	{shape: 'names', beside: 4},
	{shape: 'digits', beside: 3},
	{shape: 'current', beside: 2},
];

/** The view that is on is in bold and between brackets, as colours may be off. */
export const viewTabs = (current: ViewName, shape: TabShape, theme: Theme): string =>
	views
		.filter(({name}) => shape !== 'current' || name === current)
		.map(({name, digit, title}) =>
			name === current
				? theme.paint('title', `[${digit} ${title}]`)
				: theme.paint('key', digit) + (shape === 'names' ? ` ${title}` : ''),
		)
		.join(' ');
