import type {Check} from '../../qbit/doctor/shape.ts';
import {date, plural} from '../format.ts';
import type {Told} from '../lists/told.ts';
import {levelName} from '../log/lines.ts';
import type {DoctorRow, Patient} from './doctor-rows.ts';
import {marks} from './doctor-rows.ts';

/** All that there is to know of a row. */
export const toldOfRow = (row: DoctorRow, patient: Patient): Told[] => {
	if (row.kind === 'asking') return [{label: 'asking', text: row.title}];
	if (row.kind === 'check') return toldOfCheck(row.check, patient);
	const {at, level, text} = row.line;
	return [
		{label: 'seen', text: `${date(at / 1000)}, ${levelName(level)}`},
		{label: 'what', text},
		{label: 'means', text: meaningOf(text)},
	];
};

const toldOfCheck = (check: Check, {diagnosis}: Patient): Told[] => {
	const {status, detail, evidence = '', advice = [], exchanges, before} = check;
	const isCause = diagnosis.verdict !== undefined && diagnosis.verdict.summary === detail;
	const blocked = diagnosis.checks.filter(({isBlocked}) => isBlocked).length;
	const then = diagnosis.comparedTo === undefined ? '' : ` (${date(diagnosis.comparedTo / 1000)})`;
	return [
		{label: 'found', text: detail, look: marks[status].look},
		{label: 'because', text: evidence},
		{label: 'blocks', text: isCause && blocked > 0 ? `${plural(blocked, 'check')}, not asked` : ''},
		...(isCause ? (diagnosis.verdict?.advice ?? advice) : advice).map((text, i) => ({
			label: i === 0 ? 'to do' : '',
			text: `${i + 1}. ${text}`,
		})),
		...(before
			? [{label: 'before', text: `It was ${before.status}${then}: ${before.detail}`}]
			: []),
		...exchanges.map(({sent, answered, ms}, i) => ({
			label: i === 0 ? 'asked' : '',
			text: `${sent}: ${answered} (${ms} ms)`,
		})),
	];
};

/** TABLE: what lies behind what is seen, as far as it can be told from here. */
const meanings: ReadonlyArray<readonly [seen: RegExp, means: string]> = [
	[
		/answered with 403/,
		'The server did not know the session. Soon after a login: its limit of sessions ended it (5.3 has one), or qBittorrent was restarted. After a long silence: the session timed out. qbtui logs in again, once.',
	],
	[
		/answered with 401/,
		'The Host or the Origin was refused, and not the password: something on the way has changed.',
	],
	[
		/logged in again/,
		'The session was lost, and another one works. Once means nothing; many times mean that the limit of sessions is too low, or that the server keeps restarting.',
	],
	[/slow reply/, 'The server was busy: with its disks, most often, or with a long list.'],
	[/banned/, 'A ban does not affect running sessions; logins are refused until it ends.'],
];

const meaningOf = (text: string): string => meanings.find(([seen]) => seen.test(text))?.[1] ?? '';
