import {expect, it} from 'vitest';
import {redact, shownRequest, shownSession} from '../../source/qbit/doctor/redact.ts';

it.each([
	[
		'It sends on to https://auth.example.org:9091/?rd=x.',
		'It sends on to https://<host>:9091/?rd=x.',
	],
	[
		'At http://127.0.0.1:8080/ and http://localhost/.',
		'At http://127.0.0.1:8080/ and http://localhost/.',
	],
	['From 203.0.113.7 to 127.0.0.1, WebAPI 2.16.2.', 'From <address> to 127.0.0.1, WebAPI 2.16.2.'],
	['“/data/My film (2020).mkv” is not there.', '“<path>” is not there.'],
	['“/data/The “best” of 2020.mkv” is not there.', '“<path>” is not there.'],
	[
		'fd12:3456::7: ::1 and [2001:db8::1]:8080 at 12:03:07.',
		'<address>: ::1 and [<address>]:8080 at 12:03:07.',
	],
	['anna has /mnt/anna/tank/x', '<user> has <folder 1>/x'],
])('%s', (text, redacted) => {
	const secrets = new Map([
		['anna', '<user>'],
		['/mnt/anna/tank', '<folder 1>'],
	]);
	expect(redact(text, secrets)).toBe(redacted);
});

it('shows of a request what it was, and not what lets anybody in', () => {
	const shown = shownRequest('GET', new URL('http://nas/api/v2/app/version?x=1'), {
		...{'user-agent': 'qbtui', cookie: 'SID=abcdef', authorization: 'Bearer qbt_secret'},
		host: 'nas',
	});
	expect(shown).toBe(
		'GET /api/v2/app/version (Cookie SID=(6 characters), Authorization: Bearer …, host: nas)',
	);
	expect(shownSession(['SID=abc; HttpOnly; path=/'])).toBe('SID=(3 characters); HttpOnly; path=/');
});
