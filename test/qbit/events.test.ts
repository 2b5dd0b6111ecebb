import {expect, it} from 'vitest';
import {QbitError} from '../../source/qbit/errors.ts';
import {eventsBetween, type Seen} from '../../source/qbit/events.ts';
import type {Link} from '../../source/qbit/mirror.ts';

const connecting: Link = {state: 'connecting', torrents: 0};
const live: Link = {state: 'live', latencyMs: 5};
const slow: Link = {state: 'live', latencyMs: 6200};
const awayFor = (message: string, code: QbitError['code'] = 'Unreachable'): Link => ({
	...{state: 'away', nextTry: 0, since: 0},
	error: new QbitError(code, message),
});

const start: Seen = {
	...{link: connecting, revision: 0, answeredAt: undefined, full: true},
	...{torrents: 0, logins: 0},
};
const running: Seen = {
	...{link: live, revision: 1, answeredAt: 1000, full: false},
	...{torrents: 2, logins: 1},
};

const rows: ReadonlyArray<readonly [what: string, before: Seen, now: Seen, told: unknown[]]> = [
	[
		'the first list',
		start,
		{...running, full: true},
		[
			[2, 'Logged in.'],
			[2, 'Connected; the list has come: 2 torrents.'],
		],
	],
	['an answer like any other', running, {...running, answeredAt: 2000}, []],
	[
		'a lost session',
		running,
		{...running, logins: 2, full: true},
		[
			[2, 'The session was lost; logged in again.'],
			[1, 'The whole list came anew: 2 torrents.'],
		],
	],
	[
		'no server',
		running,
		{...running, link: awayFor('Nothing listens.')},
		[[4, 'Nothing listens.']],
	],
	[
		'still no server',
		{...running, link: awayFor('Nothing listens.')},
		{...running, link: awayFor('Nothing listens.')},
		[],
	],
	[
		'the server again',
		{...running, link: awayFor('Nothing listens.')},
		{...running, answeredAt: 61_000},
		[[2, 'The server is back, 60 s after its last answer.']],
	],
	[
		'a refused login',
		start,
		{...start, link: awayFor('Wrong password.', 'LoginRefused')},
		[[8, 'Wrong password.']],
	],
	['a slow reply', running, {...running, link: slow}, [[4, 'A slow reply: 6.2 s.']]],
	['slow replies one after another', {...running, link: slow}, {...running, link: slow}, []],
];

it.each(rows)('%s', (_, before, now, told) => {
	expect(eventsBetween(before, now)).toEqual(told);
});
