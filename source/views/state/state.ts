import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {plural} from '../format.ts';
import {drawRow, drawTitles, layOut} from '../layout.ts';
import type {HeadLine, ListView} from '../lists/list-view.ts';
import {toldLines} from '../lists/told.ts';
import {type SnapshotRow, snapshotColumns, snapshotRows} from './snapshot-rows.ts';
import {toldOfSnapshot} from './state-told.ts';

/** View 7: snapshots of the server. */
export const stateView: ListView<SnapshotRow> = {
	name: 'state',
	noun: 'snapshot',
	head: ({saved}, {width}, {theme}): HeadLine[] => {
		const {listed, problem, doing, folder} = saved;
		const told =
			listed === undefined ? folder : `${plural(listed.length, 'snapshot')} in ${folder}`;
		return [
			{text: cut(harmless(told), width), keep: 3},
			...(problem === undefined
				? []
				: [{text: theme.paint('error', cut(harmless(`! ${problem}`), width)), keep: 1}]),
			...(doing === undefined
				? []
				: [{text: theme.paint('moving', cut(harmless(doing), width)), keep: 2}]),
		];
	},
	titles: (_, width, {theme, glyphs}) =>
		drawTitles(layOut(snapshotColumns, width), [], glyphs, theme),
	rows: ({saved, now}, {filter}) => snapshotRows(saved.listed ?? [], filter, now),
	draw: (row, _, {isCursor, width}, {theme, glyphs}) => {
		const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const mark = 'problem' in row.listed ? theme.paint('error', '!') : ' ';
		const layout = layOut(snapshotColumns, width);
		return drawRow(layout, row, {front: `${cursor}${mark} `, isCursor}, theme);
	},
	tell: (row, {saved}, width, pens) => toldLines(toldOfSnapshot(row, saved), width, pens),
	caption: ({listed}) => listed.name,
	empty: ({saved}, {filter}) => {
		if (saved.listed === undefined) return ['The folder is being looked into.'];
		if (filter.trim() !== '' && saved.listed.length > 0) {
			return [`None of ${plural(saved.listed.length, 'snapshot')} matches. Esc shows all.`];
		}
		return [
			'There is no snapshot yet. s saves one, S one with all .torrent files.',
			'One is saved by itself each day while qbtui runs, and before several torrents are removed at once.',
		];
	},
};
