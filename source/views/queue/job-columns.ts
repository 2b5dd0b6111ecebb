import {volumeOf} from '../../space/paths.ts';
import type {PlanLimits} from '../../space/plan/shape.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {bytes, span, speed} from '../format.ts';
import {doneColumn} from '../lists/done-column.ts';
import type {Column} from '../torrents/columns.ts';
import {fractionOf, type JobRow, nameOf} from './job-rows.ts';
import {jobStates} from './job-states.ts';

/** "ssd→hdd": the disks by their tags. */
const wayOf = ({job}: JobRow, {volumes}: Pick<PlanLimits, 'volumes'>, {right}: Glyphs): string => {
	const from = volumeOf(job.source, volumes)?.tag;
	return from === undefined && job.volume === ''
		? ''
		: `${from ?? '?'}${right}${job.volume || '?'}`;
};

const whyText = ({job}: JobRow): string =>
	job.reason?.text ?? (job.state === 'DONE' ? '' : jobStates[job.state].means);

const ageOf = ({job, now}: JobRow): number => Math.max(0, (now - job.createdAt) / 1000);

/** TABLE: the columns of the queue. */
export const jobColumns = (
	limits: Pick<PlanLimits, 'volumes'>,
	glyphs: Glyphs,
): ReadonlyArray<Column<JobRow>> => [
	{
		...{name: 'state', letter: 't', header: 'State', width: 7, keep: 1},
		help: 'What the job does; HELD needs you',
		value: row => row.job.state,
		text: row => jobStates[row.job.state].label,
		look: row => jobStates[row.job.state].look,
	},
	{
		...{name: 'name', letter: 'n', header: 'Name', width: 'rest', keep: 2},
		help: 'The torrent, and how many others move with it',
		value: row => nameOf(row.job),
	},
	{
		...{name: 'way', letter: 'w', header: 'Way', width: 9, keep: 5},
		help: 'From which disk to which',
		value: row => wayOf(row, limits, glyphs),
		narrow: {header: 'Way', width: 7, text: row => wayOf(row, limits, glyphs)},
	},
	{
		...{name: 'size', letter: 's', header: 'Size', width: 4, keep: 6, align: 'right'},
		help: 'What it needs at its destination',
		value: row => row.job.bytes,
		text: row => (row.job.bytes > 0 ? bytes(row.job.bytes) : ''),
	},
	doneColumn({
		...{help: 'How far the move is, by the files at the destination', look: 'moving', glyphs},
		fractionOf,
	}),
	{
		...{name: 'rate', letter: 'r', header: 'Rate', width: 6, keep: 8, align: 'right'},
		help: 'Bytes a second of the move',
		value: row => row.progress?.rate ?? 0,
		text: row => (row.progress?.rate === undefined ? '' : speed(row.progress.rate)),
	},
	{
		...{name: 'left', letter: 'l', header: 'Left', width: 4, keep: 4, align: 'right'},
		help: 'Time left of the move',
		value: row => row.progress?.left ?? -1,
		text: row => (row.progress?.left === undefined ? '' : span(row.progress.left)),
	},
	{
		...{name: 'age', letter: 'a', header: 'Age', width: 4, keep: 7, align: 'right'},
		help: 'How long ago the job was made',
		value: ageOf,
		text: row => span(ageOf(row)),
		look: () => 'muted',
	},
	{
		...{name: 'tries', letter: 'm', header: 'Try', width: 3, keep: 10, align: 'right'},
		help: 'Moves that were sent but did not bring it there',
		value: row => row.job.attempts,
		text: row => (row.job.attempts === 0 ? '' : String(row.job.attempts)),
		look: () => 'warning',
	},
	{
		...{name: 'why', letter: 'y', header: 'Why', width: 36, keep: 9},
		help: 'Why it waits, is held, or ended as it did',
		value: whyText,
		look: row => (row.job.state === 'HELD' ? 'error' : 'text'),
		narrow: {header: 'Why', width: 20, text: whyText},
		wide: {header: 'Why', width: 66, text: whyText},
	},
];
