import {tabsFor} from '../../hooks/tabs-choice.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {clockTime, count, isTime} from '../format.ts';
import type {Column} from '../torrents/columns.ts';
import {drawListTab, listOf} from './list-tab.ts';
import type {Tab} from './seen.ts';
import {isTracker, statusOf, type TrackerRow, trackerRows} from './tracker-rows.ts';

export const trackersTab: Tab = {
	name: 'trackers',
	title: 'Trackers',
	parts: ['trackers'],
	needs: ['trackers'],
	draw: ({state, torrent, details}, inside, theme, glyphs) => {
		const {trackers: choice} = tabsFor(state.tabs, torrent.hash);
		return drawListTab(
			{
				columns: trackerColumns(choice.open, glyphs),
				rows: listOf(trackerRows(details.trackers ?? [], choice.open)),
				position: choice.position,
				isFocused: state.panes.focus === 'details',
				note: noteOf,
			},
			inside,
			theme,
			glyphs,
		);
	},
};

/** What it said last, and when it is asked again. */
const noteOf = ({tracker, told}: TrackerRow): string => {
	if (!isTracker(tracker)) return `${told.msg === '' ? '' : `${told.msg}. `}${noTracker}`;
	const {word} = statusOf(told);
	const next = nextText(told);
	return [
		word + (told.msg === '' ? '' : `: ${told.msg}`),
		next === '' ? '' : `asked again at ${next}`,
	]
		.filter(part => part !== '')
		.join('   ');
};

export const noTracker = 'This is no tracker; it is switched on and off for the whole server.';

/** A time that stands still, and not a countdown. */
const nextText = ({next_announce: at = 0}: TrackerRow['told']): string =>
	isTime(at) ? clockTime(at * 1000).slice(0, 5) : '';

const amount = (value: number): string => (value < 0 ? '-' : count(value));

const nameOf = (
	{tracker, endpoint}: TrackerRow,
	open: ReadonlySet<string>,
	glyphs: Glyphs,
): string => {
	if (endpoint) return `    ${endpoint.name}${endpoint.bt_version > 1 ? ' (v2)' : ''}`;
	if (!isTracker(tracker)) return `  ${tracker.url.replace(/^\*\* \[(.*)\] \*\*$/, '$1')}`;
	if ((tracker.endpoints ?? []).length === 0) return `  ${tracker.url}`;
	return `${open.has(tracker.url) ? glyphs.opened : glyphs.closed} ${tracker.url}`;
};

const number = (
	name: string,
	header: string,
	keep: number,
	help: string,
	value: (told: TrackerRow['told']) => number,
): Column<TrackerRow> => ({
	...{name, header, keep, help},
	letter: name.charAt(0),
	width: 5,
	align: 'right',
	value: ({told}) => value(told),
	text: ({told}) => amount(value(told)),
});

/** TABLE: the columns of the trackers. */
const trackerColumns = (open: ReadonlySet<string>, glyphs: Glyphs): Array<Column<TrackerRow>> => [
	{
		name: 'status',
		letter: 'u',
		header: 'Status',
		width: 11,
		keep: 2,
		help: 'How the last announce went',
		value: ({told}) => told.status,
		text: ({told}) => `${statusOf(told).glyph(glyphs)} ${statusOf(told).word}`,
		look: ({told}) => statusOf(told).look,
	},
	{
		name: 'url',
		letter: 'h',
		header: 'Tracker',
		width: 'rest',
		keep: 1,
		help: 'Its URL; below it the addresses from which the server announces to it',
		value: ({tracker}) => tracker.url,
		text: row => nameOf(row, open, glyphs),
	},
	{
		name: 'tier',
		letter: 't',
		header: 'Tier',
		width: 4,
		keep: 6,
		align: 'right',
		help: 'Trackers of a tier stand in for one another',
		value: ({tracker}) => tracker.tier,
		text: ({tracker, endpoint}) => (endpoint || !isTracker(tracker) ? '' : String(tracker.tier)),
	},
	number('seeds', 'Seeds', 3, 'Complete peers that it knows', told => told.num_seeds),
	number('leeches', 'Leech', 4, 'Other peers that it knows', told => told.num_leeches),
	number('peers', 'Peers', 5, 'Peers that it told us', told => told.num_peers),
	{
		name: 'message',
		letter: 'm',
		header: 'Message',
		width: 28,
		keep: 7,
		help: 'What it said',
		value: ({told}) => told.msg,
	},
	{
		name: 'next',
		letter: 'x',
		header: 'Next',
		width: 5,
		keep: 8,
		help: 'When it is asked again; since 5.2',
		value: ({told}) => told.next_announce ?? 0,
		text: ({told}) => nextText(told),
	},
	number('downloaded', 'Done', 9, 'How many have completed it', told => told.num_downloaded),
];
