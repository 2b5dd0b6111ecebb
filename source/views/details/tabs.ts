import type {DetailsTab} from '../../hooks/panes.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';

/** TABLE: the tabs of the details, from left to right. */
export const tabs: ReadonlyArray<{name: DetailsTab; title: string}> = [
	{name: 'general', title: 'General'},
	{name: 'files', title: 'Files'},
	{name: 'trackers', title: 'Trackers'},
	{name: 'peers', title: 'Peers'},
	{name: 'pieces', title: 'Pieces'},
	{name: 'log', title: 'Log'},
];

/** "── [General] Files Trackers Peers Pieces Log ───────", bold where the keys go to it. */
export const drawTabs = (
	current: DetailsTab,
	isFocused: boolean,
	width: number,
	theme: Theme,
	glyphs: Glyphs,
): string => {
	const plain = tabs.map(({name, title}) => (name === current ? `[${title}]` : title)).join(' ');
	if (widthOf(plain) > width) return cut(plain, width);
	const titles = tabs
		.map(({name, title}) =>
			name === current
				? theme.paint(isFocused ? 'title' : 'text', `[${title}]`)
				: theme.paint('muted', title),
		)
		.join(' ');
	const after = Math.max(0, width - widthOf(plain) - 4);
	return [
		theme.paint('border', glyphs.rule.repeat(2)),
		titles,
		theme.paint('border', glyphs.rule.repeat(after)),
	].join(' ');
};
