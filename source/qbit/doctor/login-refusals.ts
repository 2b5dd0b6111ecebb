import {messageOf} from '../message.ts';
import {apiUrl, refusedByProxy} from './refusals.ts';
import {placeOf} from './server-options.ts';
import type {Finding} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

export const noUserName = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: 'The server asks for a login, and no user name is set.',
	evidence: 'It answers 403 to a call without a session.',
	advice: [
		'Set username and password_file (or QBTUI_USERNAME and QBTUI_PASSWORD), or press @ on the screen.',
		`Since 5.2 an API key does, too: ${placeOf('apiKey', visit.known.likely)}; set it as api_key.`,
		verifyLogin(visit),
	],
});

/** The settings name a file or a command that gives none. */
export const unreadable = (error: unknown): Finding => ({
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: messageOf(error),
	evidence: 'There is no password to send, so none was sent.',
	advice: [
		'Correct password_file or password_command; the first line of what it gives is the password.',
	],
});

/** 5.2+ answers so to a login that comes with a key. */
export const keyAdded = (visit: Visit, answer: Answer): Finding => ({
	...refusedByProxy(visit, answer, 'the login'),
	detail:
		'Something on the way adds an Authorization header: qBittorrent takes that for an API key.',
	evidence:
		'It answers the login with a plain “Forbidden”, as it does to logins that come with a key; a ban is told in a sentence.',
	advice: [
		'Let the proxy remove the header. nginx: proxy_set_header Authorization ""; Caddy: header_up -Authorization.',
		verifyLogin(visit),
	],
});

export const wrongPassword = (visit: Visit, answer?: Answer): Finding => ({
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: 'The user name or the password is wrong.',
	evidence:
		answer?.status === 200
			? 'qBittorrent answers the login with 200 and “Fails.” (up to 5.1 a refusal is a 200). The address itself was accepted a moment before.'
			: 'qBittorrent answers the login with 401, and a call without a login with 403: the address is accepted, the password is not.',
	advice: [
		'Log in with a browser at the same address, and give qbtui the same user name and password (@ on the screen; password_file, password_command or QBTUI_PASSWORD). In a .env or shell line, quote a password with $, # or blanks.',
		'qBittorrent 4.6.1 and later has no password of its own: it prints one at each start (“A temporary password is provided for this session”) until you set one. docker logs qbittorrent shows it.',
		`Forgotten? Stop qBittorrent, remove the line Password_PBKDF2 of the Web UI from qBittorrent.conf, start it, and set the one that it prints.`,
		`Don’t try on: ${placeOf('banCount', visit.known.likely)} is 5, where nobody has changed it.`,
		verifyLogin(visit),
	],
});

export const banned = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'BANNED',
	detail: 'qBittorrent has banned this address after too many failed logins.',
	evidence:
		'It answers the login with 403 and a sentence about it; it does so before it looks at the password, and to logins alone.',
	advice: [
		'Wait until the ban ends (one hour by default): attempts in the meantime do not prolong it. Or restart qBittorrent, which forgets its bans.',
		'Find out who sends the wrong password: qBittorrent’s log names the addresses (“WebAPI login failure”). Often it is another tool on this machine.',
		`Behind a proxy all clients share one address and one ban: switch ${placeOf('proxySupport', visit.known.likely)} on and name the proxy in ${placeOf('proxies', visit.known.likely)}.`,
		`The options are ${placeOf('banCount', visit.known.likely)} and “ban for” below it. Do not set the count to 0: then anybody may guess for ever.`,
		'A ban does not affect a running session, nor an API key (5.2+).',
		verifyLogin(visit),
	],
});

const verifyLogin = ({place: {url, username}}: Visit): string =>
	`Verify with: curl -si --data-urlencode username=${username ?? 'NAME'} --data-urlencode password@FILE ${apiUrl(url)}auth/login (200 “Ok.” or 204 is right; FILE without a line end)`;
