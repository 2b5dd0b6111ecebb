import type {ListChoice} from '../../hooks/lists-choice.ts';
import {harmless} from '../../terminal/harmless.ts';
import {fit} from '../../terminal/text.ts';
import {count, plural} from '../format.ts';
import {finder} from '../lists/finder.ts';
import type {HeadLine, ListView, Pens, Work} from '../lists/list-view.ts';
import {noDisksTexts} from '../lists/standing.ts';
import {type Told, toldLines} from '../lists/told.ts';
import {joinSegments, type Segment} from '../segments.ts';
import {signed, type TagRow, type TagWork, tagWork} from './tag-rows.ts';

const changeWidth = 16;

/** View 4: tags that tell on which disk a torrent is. */
export const tagsView: ListView<TagRow> = {
	name: 'tags',
	noun: 'torrent',
	head: (work, {width}, pens) =>
		work.limits.volumes.length === 0 ? [] : headOf(work, width, pens),
	titles: (_, width, {theme}) =>
		theme.paint(
			'label',
			`   ${fit('Would change', changeWidth)} ${fit('Torrent', Math.max(1, width - changeWidth - 4))}`,
		),
	rows: (work, {filter}) =>
		work.limits.volumes.length === 0 ? [] : filtered(tagWork(work).rows, filter),
	draw: (row, _, {isCursor, width}, {theme, glyphs}) => {
		const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const does = row.change ? signed(row.change) : 'left alone';
		const name = fit(harmless(row.torrent.name), Math.max(1, width - changeWidth - 4));
		const look = row.change ? 'accent' : 'muted';
		return `${cursor}  ${theme.paint(look, fit(harmless(does), changeWidth))} ${theme.paint(isCursor ? 'cursor' : 'text', name)}`;
	},
	tell: (row, _, width, pens) => toldLines(toldOfTags(row), width, pens),
	caption: ({torrent}) => torrent.name,
	empty: emptyTexts,
};

/** Those whose name or change holds every word. */
const filtered = (rows: readonly TagRow[], filter: string): readonly TagRow[] => {
	if (filter.trim() === '') return rows;
	const isFound = finder(filter);
	return rows.filter(({torrent, change}) =>
		isFound(`${torrent.name} ${change ? signed(change) : ''}`),
	);
};

const headOf = (work: Work, width: number, {theme}: Pens): HeadLine[] => {
	const {limits} = work;
	const tagged = tagWork(work);
	const {total, small, large, both, none, unknown} = tagged.counts;
	const [from, to] = [harmless(limits.from), harmless(limits.to)];
	const segment = (name: string, value: number, keep: number): Segment => ({
		text: theme.paint(value === 0 ? 'muted' : 'text', `${name} ${count(value)}`),
		keep,
	});
	const counts = joinSegments(
		[
			segment('All', total, 1),
			segment(`${from} only`, small, 2),
			segment(`${to} only`, large, 3),
			segment('both', both, 4),
			segment('neither', none, 5),
			segment('on no known disk', unknown, 6),
		],
		width,
	);
	return [
		{text: counts, keep: 1},
		{text: fit(sumUp(tagged), width), keep: 2},
	];
};

/** What a press of `a` would do. */
const sumUp = ({rows, changes, words}: TagWork): string => {
	const alone = rows.length - changes.length;
	const left = alone === 0 ? '' : ` ${plural(alone, 'torrent')} on no known disk: left alone.`;
	if (changes.length === 0) return `All tags are as they should be.${left}`;
	return `${plural(changes.length, 'torrent')} would be tagged: ${words}. a does it.${left}`;
};

const toldOfTags = ({torrent, change, place}: TagRow): Told[] => [
	{label: 'tags', text: torrent.tags === '' ? 'none' : torrent.tags},
	{
		label: 'place',
		text: place ?? 'on none of the disks that are set: its tags are left alone',
	},
	{label: 'change', text: change ? signed(change) : '', look: 'accent'},
	{label: 'at', text: torrent.content_path || torrent.save_path},
];

function emptyTexts(work: Work, {filter}: ListChoice): readonly string[] {
	const {limits, torrents} = work;
	if (limits.volumes.length === 0) return noDisksTexts;
	if (filter.trim() !== '') return ['No torrent matches. Esc shows all.'];
	if (torrents.size === 0) return ['There are no torrents.'];
	const {unknown} = tagWork(work).counts;
	if (unknown === 0) return ['Every torrent is tagged by its place.'];
	const [are, their] = unknown === 1 ? ['is', 'its'] : ['are', 'their'];
	return [
		`${plural(unknown, 'torrent')} ${are} on none of the disks that are set: ${their} tags are left alone.`,
		...(unknown < torrents.size ? ['Every other one is tagged by its place.'] : []),
	];
}
