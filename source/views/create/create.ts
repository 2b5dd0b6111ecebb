import type {ListChoice} from '../../hooks/lists-choice.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {count, plural} from '../format.ts';
import {drawRow, drawTitles, layOut} from '../layout.ts';
import type {HeadLine, ListView, Pens, Work} from '../lists/list-view.ts';
import {toldLines} from '../lists/told.ts';
import {createColumns, createStates} from './columns.ts';
import {type CreateRow, type CreateState, createRows, nameOf} from './rows.ts';
import {toldOfRow} from './told.ts';

/** View 5: the tasks of the server’s torrent creator, and what qbtui makes with it. */
export const createView: ListView<CreateRow> = {
	name: 'create',
	noun: 'task',
	head: headOf,
	titles: ({creations, now}, width, {theme, glyphs}) =>
		drawTitles(layOut(createColumns(creations, now, glyphs), width), [], glyphs, theme),
	rows: ({creations}, {filter}) => createRows(creations, filter),
	draw: (row, {creations, now}, {isCursor, width}, pens) => {
		const {theme, glyphs} = pens;
		const layout = layOut(createColumns(creations, now, glyphs), width);
		return drawRow(layout, row, {front: frontOf(row, isCursor, pens), isCursor}, theme);
	},
	tell: (row, work, width, pens) => toldLines(toldOfRow(row, work), width, pens),
	caption: row => `${createStates[row.state].label}: ${harmless(nameOf(row))}`,
	empty: emptyTexts,
};

function headOf(work: Work, {width}: {width: number}, {theme}: Pens): HeadLine[] {
	const {creations, noCreator} = work;
	const {tasks, works, lost, problem} = creations;
	const lines: HeadLine[] = [];
	const say = (text: string, keep: number): void =>
		void lines.push({text: theme.paint('warning', cut(text, width)), keep});
	if (tasks.length + works.length + lost.length > 0 && noCreator === undefined) {
		lines.push({text: cut(countsOf(work), width), keep: 1});
	}
	if (lost.length > 0) {
		say(
			`! The server was restarted and forgot ${plural(lost.length, 'task')}: r runs one again.`,
			2,
		);
	}
	if (problem) say(`! The tasks can’t be read: ${harmless(problem.message)}`, 3);
	return lines;
}

const words: ReadonlyArray<readonly [word: string, states: readonly CreateState[]]> = [
	['under way', ['looking', 'running', 'adding']],
	['waiting', ['waiting', 'queued']],
	['failed', ['failed']],
	['done', ['done']],
];

const countsOf = ({creations}: Work): string => {
	const rows = createRows(creations, '');
	const told = words
		.map(([word, states]) => [rows.filter(row => states.includes(row.state)).length, word] as const)
		.filter(([amount]) => amount > 0)
		.map(([amount, word]) => `${count(amount)} ${word}`);
	return `Torrents in the making: ${told.join(', ') || 'none'}`;
};

/** What needs a person is told by a mark, too. */
const frontOf = ({state}: CreateRow, isCursor: boolean, {theme, glyphs}: Pens): string => {
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	const mark =
		state === 'failed'
			? theme.paint('error', '!')
			: state === 'done'
				? theme.paint('good', glyphs.check)
				: ' ';
	return `${cursor}${mark} `;
};

function emptyTexts({creations, noCreator}: Work, {filter}: ListChoice): readonly string[] {
	const {tasks, works, lost, answeredAt} = creations;
	const all = tasks.length + works.length + lost.length;
	if (noCreator !== undefined) {
		return [
			'This server makes no torrents.',
			`${noCreator} qBittorrent 5.0 is the first that can.`,
		];
	}
	if (filter.trim() !== '' && all > 0) {
		return [`None of ${plural(all, 'task')} matches. Esc shows all.`];
	}
	if (answeredAt === undefined) return ['The server is asked for its tasks.'];
	return [
		'No torrent is being made.',
		'n makes one of a file or folder that the server has. Tasks stay until they are deleted or the server ends.',
	];
}
