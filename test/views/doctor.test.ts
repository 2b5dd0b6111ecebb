import {expect, it} from 'vitest';
import {startLists} from '../../source/hooks/lists-choice.ts';
import {notAsked} from '../../source/qbit/doctor/doctor.ts';
import type {Check, Diagnosis} from '../../source/qbit/doctor/shape.ts';
import {append, emptyJournal, type Level} from '../../source/qbit/journal.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {width as widthOf} from '../../source/terminal/text.ts';
import {doctorView} from '../../source/views/doctor/doctor.ts';
import {timeline} from '../../source/views/doctor/timeline.ts';
import {drawList} from '../../source/views/lists/frame.ts';
import {noon} from '../space/planned.ts';
import {pens, workOf} from './work.ts';

const check = (name: string, more: Partial<Check> = {}): Check => ({
	...{
		name,
		title: `About ${name}`,
		status: 'pass',
		detail: 'As it should be.',
		ms: 12,
		exchanges: [],
	},
	...more,
});

const refused = check('login', {
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: 'The user name or the password is wrong.',
	evidence: 'It answers 401.',
	advice: ['Correct it.', 'Verify with: curl \u001b[31mx'],
	exchanges: [{sent: 'POST /api/v2/auth/login', answered: '401 text/plain', ms: 170}],
	before: {status: 'pass', detail: 'admin is let in.'},
});

const sick: Diagnosis = {
	...{
		state: 'done',
		asking: undefined,
		startedAt: noon - 2000,
		endedAt: noon,
		comparedTo: noon - 9000,
	},
	checks: [
		check('address_resolves'),
		check('port_open'),
		refused,
		check('cookie_kept', {status: 'skip', isBlocked: true}),
	],
	verdict: {
		...{ok: false, cause: 'BAD_CREDENTIALS', summary: refused.detail, why: 'It answers 401.'},
		...{advice: ['Correct it.'], server: {version: null, webapi: null}},
	},
};

type Line = readonly [ago: number, level: Level, text: string, isRefusal?: true];

const seen = (lines: readonly Line[]) =>
	append(
		emptyJournal,
		lines.map(([ago, level, text, isRefusal]) => ({
			...{at: noon - ago, level, text, ours: true},
			...(isRefusal && {isRefusal}),
		})),
		100,
	);

const journal = seen([
	[50 * 60_000, 2, 'Logged in.'],
	[10 * 60_000, 4, 'sync/maindata was answered with 403, 12 s after the login.', true],
	[9 * 60_000, 2, 'The session was lost; logged in again.'],
	[1000, 8, 'The user name or the password is wrong.', true],
]);

const screen = (diagnosis: Diagnosis, width = 100, height = 30, cursor = 'login'): string[] => {
	const choice = {
		...startLists.doctor,
		position: {...startLists.doctor.position, cursor, chosen: true},
	};
	const work = workOf({}, {patient: {diagnosis, connection: journal, logins: 2}});
	return drawList(doctorView, work, choice, {width, height}, pens);
};

it('says the cause, and under the cursor why, what to do and what was asked', () => {
	const text = screen(sick).join('\n');
	expect(text).toMatch(/^BAD_CREDENTIALS: User name or password is wrong/m);
	expect(text).toMatch(/^▸✗ login +12 ms +\(was pass\) The user name or the password is wrong\./m);
	expect(text).toMatch(/^ because +It answers 401\./m);
	expect(text).toMatch(/^ blocks +1 check, not asked/m);
	expect(text).not.toContain('cookie_kept');
	expect(text).toMatch(/^ to do +1\. Correct it\./m);
	expect(text).toMatch(/^ before +It was pass .*admin is let in\./m);
	expect(text).toMatch(/^ asked +POST \/api\/v2\/auth\/login: 401 text\/plain \(170 ms\)/m);
	expect(text).toMatch(/Since the last run changed: login/);
});

it('has below the checks what the session has seen, the newest first, and what it means', () => {
	const lines = screen(sick, 100, 40, 'seen 1');
	const seenLines = lines.filter(line => /\d\d:\d\d:\d\d /.test(line));
	expect(seenLines[0]).toContain('The user name or the password is wrong.');
	expect(seenLines.at(-1)).toContain('Logged in.');
	expect(lines.join('\n')).toMatch(/^ means +The server did not know the session\./m);
	expect(lines.join('\n')).toContain('Session: 2 logins, 2 refusals');
});

it('shows the rung under way, and says what to do while nothing was asked', () => {
	const asking = {name: 'cookie_kept', title: 'The cookie is kept'};
	const running: Diagnosis = {
		...sick,
		state: 'running',
		asking,
		checks: [check('login')],
		verdict: undefined,
	};
	expect(screen(running).join('\n')).toMatch(/^Asking: The cookie is kept$/m);
	expect(screen(running).join('\n')).toMatch(/^ … The cookie is kept/m);
	const work = workOf({}, {patient: {diagnosis: notAsked, connection: emptyJournal, logins: 0}});
	const empty = drawList(doctorView, work, startLists.doctor, {width: 80, height: 20}, pens);
	expect(empty.join('\n')).toContain('Nothing was asked yet.');
});

it.each([
	[40, 6],
	[80, 20],
	[120, 36],
	[200, 46],
])('fits %i columns, %i lines, and obeys no escape sequence', (width, height) => {
	const lines = screen(sick, width, height);
	expect(lines).toHaveLength(height);
	for (const line of lines) {
		expect(widthOf(line)).toBeLessThanOrEqual(width);
		expect(line).not.toContain('\u001b');
	}
});

it('the timeline tells the worst of each while, also without colours and in ASCII', () => {
	const strip = timeline(journal.lines, noon, 12, pens).split(' ')[1] ?? '';
	expect(strip).toBe('──i───────!✗');
	const ascii = {...pens, glyphs: glyphSet({ascii: true})};
	expect(timeline(journal.lines, noon, 12, ascii).split(' ')[1]).toBe('--i-------!x');
});
