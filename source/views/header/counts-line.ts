import {pad, width as widthOf} from '../../terminal/text.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {count} from '../format.ts';
import {joinSegments, type Segment} from '../segments.ts';
import type {Counts} from '../torrents/arrangement.ts';
import {tabShapes, viewTabs} from '../views.ts';
import type {HeaderData} from './data.ts';

/** TABLE: the counts above the list; an empty one is greyed, so that nothing jumps. */
const countRows: ReadonlyArray<{
	name: keyof Counts;
	label: string;
	keep: number;
	look?: Meaning;
}> = [
	{name: 'all', label: 'All', keep: 1},
	{name: 'active', label: 'Active', keep: 6},
	{name: 'downloading', label: 'Down', keep: 3},
	{name: 'seeding', label: 'Seed', keep: 4},
	{name: 'stopped', label: 'Stop', keep: 5},
	{name: 'checking', label: 'Check', keep: 8},
	{name: 'moving', label: 'Move', keep: 7},
	{name: 'errored', label: 'Error', keep: 2, look: 'error'},
];

/**
 * The counts, and at the right edge, where no count moves them, the views: by name as long as the
 * counts that matter most have room beside them. Away from the torrents, the names go first.
 */
export const countsLine = (data: HeaderData): string => {
	const {width, view, theme} = data;
	const segments = countSegments(data);
	const tabs = tabShapes
		.map(({shape, beside}) => {
			const least = segments.filter(({keep}) => view === 'torrents' && keep <= beside);
			const room = width - widthOf(joinSegments(least, Infinity)) - (least.length > 0 ? 2 : 0);
			const text = viewTabs(view, shape, theme);
			return widthOf(text) <= room ? text : '';
		})
		.find(text => text !== '');
	if (tabs === undefined) return joinSegments(segments, width);
	const room = width - widthOf(tabs);
	return pad(joinSegments(segments, room - 2), room) + tabs;
};

const countSegments = ({counts, mirrored, theme}: HeaderData): Segment[] =>
	(mirrored.revision === 0 ? [] : countRows).map(({name, label, keep, look}) => {
		const value = counts[name];
		const text = `${label} ${count(value)}`;
		return {text: theme.paint(value === 0 ? 'muted' : (look ?? 'text'), text), keep};
	});
