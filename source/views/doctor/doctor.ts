import type {ListChoice} from '../../hooks/lists-choice.ts';
import {causes} from '../../qbit/doctor/causes.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, pad} from '../../terminal/text.ts';
import {clockTime, plural} from '../format.ts';
import type {HeadLine, ListView, Pens, Work} from '../lists/list-view.ts';
import {headLines} from '../lists/standing.ts';
import {toldLines} from '../lists/told.ts';
import {type DoctorRow, doctorRows, marks} from './doctor-rows.ts';
import {toldOfRow} from './doctor-told.ts';
import {timeline} from './timeline.ts';

const nameWidth = 19;
/** Below this, the detail has the line for itself. */
const withTimes = 70;
const timeWidth = 8;

/** View 6: why a login does not work, and what the running session has seen. */
export const doctorView: ListView<DoctorRow> = {
	name: 'doctor',
	noun: 'check',
	head: (work, {width}, pens) => headOf(work, width, pens),
	titles: (_, width, {theme}) =>
		theme.paint(
			'label',
			cut(
				`  ${fit('Check', nameWidth)}${width >= withTimes ? ' Time'.padStart(timeWidth) : ''}  Found`,
				width,
			),
		),
	rows: ({patient}, {filter}) => doctorRows(patient, filter),
	draw: (row, _, {isCursor, width}, pens) => drawRow(row, isCursor, width, pens),
	tell: (row, {patient}, width, pens) => toldLines(toldOfRow(row, patient), width, pens),
	caption: row =>
		row.kind === 'check'
			? row.check.title
			: row.kind === 'asking'
				? row.title
				: 'Seen by the running session',
	empty: emptyTexts,
};

const headOf = ({patient, now}: Work, width: number, pens: Pens): HeadLine[] => {
	const {diagnosis, connection, logins} = patient;
	const {state, verdict, asking, endedAt} = diagnosis;
	const at = endedAt === undefined ? '' : ` (${clockTime(endedAt)})`;
	const changed = diagnosis.checks
		.filter(({before, isBlocked}) => before && !isBlocked)
		.map(({name}) => name);
	const said =
		state === 'running'
			? [{text: `Asking: ${asking?.title ?? ''}`, look: 'accent' as const}]
			: verdict
				? [
						{
							text: `${verdict.cause}: ${verdict.ok ? verdict.summary : causes[verdict.cause].title}${at}`,
							look: verdict.ok ? ('good' as const) : ('bad' as const),
						},
						...(verdict.ok ? [] : [{text: verdict.summary, look: 'text' as const}]),
					]
				: [];
	const refused = connection.lines.filter(({isRefusal}) => isRefusal).length;
	const session = `Session: ${plural(logins, 'login')}, ${plural(refused, 'refusal')}`;
	const strip = Math.min(60, width - session.length - 16);
	return [
		...headLines(said, width, pens),
		...(changed.length === 0 || state === 'running'
			? []
			: [{text: cut(`Since the last run changed: ${changed.join(', ')}`, width), keep: 60}]),
		{
			text:
				strip >= 10
					? `${session}  ${timeline(connection.lines, now, strip, pens)}`
					: cut(session, width),
			keep: 50,
		},
	];
};

const drawRow = (row: DoctorRow, isCursor: boolean, width: number, pens: Pens): string => {
	const {theme, glyphs} = pens;
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	if (row.kind === 'asking') {
		return `${cursor}${theme.paint('accent', glyphs.ellipsis)} ${theme.paint('accent', fit(row.title, Math.max(1, width - 3)))}`;
	}
	if (row.kind === 'seen') {
		const {at, level, text} = row.line;
		const look = level >= 8 ? 'bad' : level >= 4 ? 'warning' : 'muted';
		const mark = level >= 8 ? glyphs.cross : level >= 4 ? '!' : 'i';
		const room = Math.max(1, width - 12);
		return `${cursor}${theme.paint(look, mark)} ${theme.paint('muted', clockTime(at))} ${theme.paint(isCursor ? 'cursor' : look, fit(harmless(text), room))}`;
	}
	const {name, status, detail, ms, before} = row.check;
	const {mark, look} = marks[status];
	const sign = status === 'warn' ? '!' : status === 'skip' ? glyphs.minus : glyphs[mark];
	const time =
		width >= withTimes ? pad(ms === undefined ? '' : `${ms} ms`, timeWidth, 'right') : '';
	const front = `${cursor}${theme.paint(look, sign)} ${theme.paint(isCursor ? 'cursor' : 'text', fit(name, nameWidth))}${theme.paint('muted', time)}  `;
	const news = before ? `(was ${before.status}) ` : '';
	const room = Math.max(1, width - nameWidth - time.length - 5);
	return front + theme.paint(status === 'pass' ? 'text' : look, fit(harmless(news + detail), room));
};

function emptyTexts({patient}: Work, {filter}: ListChoice): readonly string[] {
	if (filter.trim() !== '') return ['No check matches. Esc shows all.'];
	return patient.diagnosis.state === 'running'
		? ['Asking…']
		: [
				'Nothing was asked yet.',
				'r asks every step from the name of the server to a call with a session.',
			];
}
