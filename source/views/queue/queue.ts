import type {ListChoice} from '../../hooks/lists-choice.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {plural} from '../format.ts';
import {drawRow, drawTitles, layOut} from '../layout.ts';
import type {HeadLine, ListView, Pens, Work} from '../lists/list-view.ts';
import {headLines, noDisksTexts, offText, troubles} from '../lists/standing.ts';
import {toldLines} from '../lists/told.ts';
import {jobColumns} from './job-columns.ts';
import {type JobRow, jobRows, nameOf} from './job-rows.ts';
import {jobStates} from './job-states.ts';
import {countsOf, toldOfJob} from './job-told.ts';

/** View 2: what follows a download, as jobs. */
export const queueView: ListView<JobRow> = {
	name: 'queue',
	noun: 'job',
	head: (work, {width}, pens): HeadLine[] => {
		const {jobs, ended, state} = work.orchestrated;
		const isQuiet = state === 'off' && jobs.length === 0 && ended.length === 0;
		if (isQuiet) return [];
		const told = `Jobs: ${countsOf(jobs)}${ended.length > 0 ? `; ${ended.length} ended` : ''}`;
		return [{text: cut(told, width), keep: 50}, ...headLines(troubles(work), width, pens)];
	},
	titles: ({limits}, width, {theme, glyphs}) =>
		drawTitles(layOut(jobColumns(limits, glyphs), width), [], glyphs, theme),
	rows: ({orchestrated, now}, {filter}) => jobRows(orchestrated, filter, now),
	draw: (row, {limits}, {isCursor, width}, pens) => {
		const {theme, glyphs} = pens;
		const layout = layOut(jobColumns(limits, glyphs), width);
		return drawRow(layout, row, {front: frontOf(row, isCursor, pens), isCursor}, theme);
	},
	tell: (row, work, width, pens) => toldLines(toldOfJob(row, work), width, pens),
	caption: ({job}) => `${jobStates[job.state].label}: ${harmless(nameOf(job))}`,
	empty: emptyTexts,
};

/** What needs a person is told by a mark, too. */
const frontOf = ({job}: JobRow, isCursor: boolean, {theme, glyphs}: Pens): string => {
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	const mark =
		job.state === 'HELD'
			? theme.paint('error', '!')
			: job.state === 'DONE'
				? theme.paint('good', glyphs.check)
				: jobStates[job.state].rank === 0
					? theme.paint('moving', glyphs.right)
					: ' ';
	return `${cursor}${mark} `;
};

function emptyTexts(
	{orchestrated, limits, readOnly}: Work,
	{filter}: ListChoice,
): readonly string[] {
	const all = orchestrated.jobs.length + orchestrated.ended.length;
	if (filter.trim() !== '' && all > 0) {
		return [`None of ${plural(all, 'job')} matches. Esc shows all.`];
	}
	if (limits.volumes.length === 0) return noDisksTexts;
	if (orchestrated.state === 'off') return [offText(orchestrated, readOnly)];
	if (orchestrated.state === 'starting') return ['The queue is being opened.'];
	if (orchestrated.state === 'failed') {
		return orchestrated.isHeldElsewhere
			? ['The queue is with another qbtui: look at it there, or end that one.']
			: ['The queue can’t be opened.'];
	}
	return [
		'Nothing is in the queue.',
		'A torrent that completes comes here by itself. M in the list moves one now; 3 shows what would move for space.',
	];
}
