import type {Check, Diagnosis, Status} from '../../qbit/doctor/shape.ts';
import type {Journal, Noted} from '../../qbit/journal.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {finder} from '../lists/finder.ts';
import type {ListRow} from '../lists/list-view.ts';

/** What the view of the doctor is drawn from. */
export type Patient = {
	diagnosis: Diagnosis;
	/** What the running session has seen. */
	connection: Journal;
	logins: number;
};

/** A rung, the one under way, or something that the running session has seen. */
export type DoctorRow = ListRow &
	({kind: 'check'; check: Check} | {kind: 'asking'; title: string} | {kind: 'seen'; line: Noted});

/** TABLE: how a rung stands, by a letter or mark too, as colours may be off. */
export const marks: Readonly<
	Record<Status, {mark: 'check' | 'cross' | 'dot'; word: string; look: Meaning}>
> = {
	pass: {mark: 'check', word: 'pass', look: 'good'},
	warn: {mark: 'dot', word: 'warn', look: 'warning'},
	fail: {mark: 'cross', word: 'fail', look: 'bad'},
	skip: {mark: 'dot', word: 'skip', look: 'muted'},
};

/** The rungs in their order, and below them what was seen, the newest first. */
export const doctorRows = (
	{diagnosis, connection}: Patient,
	filter: string,
): readonly DoctorRow[] => {
	const {checks, asking} = diagnosis;
	// What was not asked would push out of sight what there is to see.
	const rungs = checks
		.filter(({isBlocked}) => !isBlocked)
		.map((check): DoctorRow => ({key: check.name, kind: 'check', check}));
	const isAgain = checks.some(({name}) => name === asking?.name);
	const now: DoctorRow[] =
		asking && !isAgain ? [{key: asking.name, kind: 'asking', title: asking.title}] : [];
	const first = connection.added - connection.lines.length;
	const seen = connection.lines.map(
		(line, i): DoctorRow => ({key: `seen ${first + i}`, kind: 'seen', line}),
	);
	const rows = [...rungs, ...now, ...seen.toReversed()];
	const isFound = finder(filter);
	return rows.filter(row => isFound(textOf(row)));
};

const textOf = (row: DoctorRow): string => {
	if (row.kind === 'seen') return row.line.text;
	if (row.kind === 'asking') return row.title;
	const {status, name, title, detail} = row.check;
	return `${status} ${name} ${title} ${detail}`;
};
