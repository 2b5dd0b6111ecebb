import {Cookie} from 'tough-cookie';
import {isLoopbackHost} from './address.ts';
import {isOfQbittorrent, isPage, proxySigns} from './answers.ts';
import {apiUrl, behindIsAway, refusedByProxy, strange} from './refusals.ts';
import {placeOf} from './server-options.ts';
import type {Finding, Rung} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

export const login: Rung = {
	name: 'login',
	title: 'The login is taken',
	needs: ['host_accepted'],
	ask: async visit => {
		const {place, known, running} = visit;
		if (place.apiKey !== undefined) {
			return {status: 'skip', detail: 'An API key is set: no login is sent.'};
		}
		if (running) {
			const times = running.logins === 1 ? 'once' : `${running.logins} times`;
			if (running.logins === 0) return noLoginNeeded(visit);
			return {
				status: 'pass',
				detail: `The running session is used: it logged in ${times}, and the password is not sent again.`,
			};
		}
		if (known.stranger?.status === 200) return noLoginNeeded(visit);
		if (place.username === undefined) return noUserName(visit);
		return careful(visit) ?? sendPassword(visit, place.username);
	},
};

const noLoginNeeded = ({place}: Visit): Finding => ({
	status: 'pass',
	detail: 'From this address no login is needed: qBittorrent lets it in without one.',
	...(place.username === undefined
		? {}
		: {
				evidence:
					'It answers without a session, so the password was not sent: to any password it would say yes.',
			}),
});

const noUserName = (visit: Visit): Finding => ({
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

/** What is known already is not asked again: each wrong password brings the ban nearer. */
const careful = (visit: Visit): Finding | undefined => {
	const {caution} = visit;
	if (caution === undefined) return undefined;
	if (caution.kind === 'often') {
		return {
			...wrongPassword(visit),
			detail: `The password was refused ${caution.times === 1 ? 'once' : `${caution.times} times`} within the last hour, and was not sent again.`,
			evidence:
				'One more may be the one that brings a ban of an hour (five wrong ones do, where nobody has changed that).',
			advice: [
				'Correct the password first. Then: qbtui doctor --send-password, or p in the view of the doctor.',
				...(wrongPassword(visit).advice ?? []),
			],
		};
	}
	const finding = caution.code === 'Banned' ? banned(visit) : wrongPassword(visit);
	return {
		...finding,
		evidence: `The login of the running session was answered so: ${caution.text} The password was not sent again now.`,
		advice: ['p sends it once more, when it is right now.', ...(finding.advice ?? [])],
	};
};

const sendPassword = async (visit: Visit, username: string): Promise<Finding> => {
	const {known, place} = visit;
	const password = await place.password().catch(error => unreadable(error));
	if (typeof password === 'object') return password;
	known.sent = true;
	const answer = await visit.request({
		method: 'POST',
		path: '/api/v2/auth/login',
		body: new URLSearchParams({username, password: password ?? ''}).toString(),
	});
	known.login = answer;
	const {status, text, ms} = answer;
	if (status === 204 || (status === 200 && text.trim() === 'Ok.')) {
		return {status: 'pass', detail: `${place.username} is let in (${status} in ${ms} ms).`};
	}
	if (isRefusal(answer)) {
		known.refusedAt = place.now();
		return wrongPassword(visit, answer);
	}
	return otherAnswer(visit, answer);
};

/** The settings name a file or a command that gives none. */
const unreadable = (error: unknown): Finding => ({
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: error instanceof Error ? error.message : String(error),
	evidence: 'There is no password to send, and so none was sent.',
	advice: [
		'Correct password_file or password_command; the first line of what it gives is the password.',
	],
});

/** Up to 5.1 a wrong password is answered with 200; a stranger got past the checks of Host and Origin. */
const isRefusal = (answer: Answer): boolean =>
	(answer.status === 200 && answer.text.trim() === 'Fails.') ||
	(answer.status === 401 && isOfQbittorrent(answer));

const otherAnswer = (visit: Visit, answer: Answer): Finding => {
	const {status, text} = answer;
	if (status === 403 && isOfQbittorrent(answer) && !isPage(answer)) {
		return text.trim() === 'Forbidden' ? keyAdded(visit, answer) : banned(visit);
	}
	if ([301, 302, 303, 307, 308, 401, 403, 405, 407].includes(status)) {
		return refusedByProxy(visit, answer, 'the login');
	}
	if (status === 502 || status === 503 || status === 504) return behindIsAway(visit, answer);
	if (!isOfQbittorrent(answer) && isPage(answer)) return refusedByProxy(visit, answer, 'the login');
	return strange(answer, 'the login');
};

/** 5.2+ answers so to a login that comes with a key. */
const keyAdded = (visit: Visit, answer: Answer): Finding => ({
	...refusedByProxy(visit, answer, 'the login'),
	detail:
		'Something on the way adds an Authorization header: qBittorrent takes that for an API key.',
	evidence:
		'It answers the login with a plain “Forbidden”, as it does to logins that come with a key; a ban is told in a sentence.',
	advice: [
		'Let the proxy take the header away. nginx: proxy_set_header Authorization ""; Caddy: header_up -Authorization.',
		verifyLogin(visit),
	],
});

const wrongPassword = (visit: Visit, answer?: Answer): Finding => ({
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

const banned = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'BANNED',
	detail: 'qBittorrent has banned this address after too many failed logins.',
	evidence:
		'It answers the login with 403 and a sentence about it; it does so before it looks at the password, and to logins alone.',
	advice: [
		'Wait until the ban ends (one hour, where nobody has changed it): attempts meanwhile do not prolong it. Or restart qBittorrent, which forgets its bans.',
		'Find out who sends the wrong password: qBittorrent’s log names the addresses (“WebAPI login failure”). Often it is another tool on this machine.',
		`Behind a proxy all clients share one address and one ban: switch ${placeOf('proxySupport', visit.known.likely)} on and name the proxy in ${placeOf('proxies', visit.known.likely)}.`,
		`The options are ${placeOf('banCount', visit.known.likely)} and “ban for” below it. Do not set the count to 0: then anybody may guess for ever.`,
		'A session that runs is not hindered by a ban, and neither is an API key (5.2+).',
		verifyLogin(visit),
	],
});

const verifyLogin = ({place: {url, username}}: Visit): string =>
	`Verify with: curl -si --data-urlencode username=${username ?? 'NAME'} --data-urlencode password@FILE ${apiUrl(url)}auth/login (200 “Ok.” or 204 is right; FILE without a line end)`;

export const cookieKept: Rung = {
	name: 'cookie_kept',
	title: 'The cookie is kept',
	needs: ['login'],
	ask: async visit => {
		const {known, place, session, running} = visit;
		if (place.apiKey !== undefined) return {status: 'skip', detail: 'An API key needs no cookie.'};
		if (running) return {status: 'pass', detail: 'The running session has its cookie.'};
		if (!known.login) return {status: 'skip', detail: 'No login, no cookie.'};
		const cookies = known.login.setCookies.flatMap(
			header => Cookie.parse(header, {loose: true}) ?? [],
		);
		const [cookie] = cookies;
		if (!cookie) return noCookie(visit);
		if (cookie.secure && place.url.protocol === 'http:') return secureCookie(visit, cookie);
		if (session.cookies() === '') return notForUs(visit, cookie);
		known.cookieDoubt = doubt(cookie);
		const more = cookies.length > 1 ? `, and ${cookies.length - 1} more` : '';
		return {
			status: 'pass',
			detail: `${cookie.key} came, and is sent back as it is${more}.`,
			...(known.cookieDoubt === undefined ? {} : {evidence: known.cookieDoubt}),
		};
	},
};

/** What a server of 4.5 to 5.3 would not send by itself. */
const doubt = ({key, value}: Cookie): string | undefined => {
	if (!/^[A-Za-z0-9+/]{32}$/.test(value))
		return 'Its value is not what qBittorrent sends (32 characters of base64): something has changed it.';
	if (!/^(SID|QBT_SID_\d+)$/.test(key))
		return `It came as ${key}, and not as SID or QBT_SID_<port>: something has renamed it, or WebAPI\\SessionCookieName is set (4.6 to 5.1).`;
	return undefined;
};

const noCookie = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'COOKIE_LOST',
	detail: 'The login was taken, but its cookie did not get here.',
	evidence:
		'The answer is a yes without a Set-Cookie header. qBittorrent sends one with each login that comes without a session, as this one did: it was taken out on the way.',
	advice: [...proxyCookies(visit), ...notTheWhitelist(visit)],
});

const notForUs = (visit: Visit, cookie: Cookie): Finding => ({
	status: 'fail',
	cause: 'COOKIE_LOST',
	detail: `The cookie that came is not for this address: it is for ${cookie.domain ?? visit.place.url.hostname}${cookie.path ?? '/'}.`,
	evidence: `qBittorrent gives it the path / and no domain; the URL is ${visit.place.url.href}.`,
	advice: [
		`Let the proxy give it the path of the URL. nginx: proxy_cookie_path / ${visit.place.url.pathname}; and no proxy_cookie_domain of another name.`,
		...proxyCookies(visit),
	],
});

const secureCookie = (visit: Visit, cookie: Cookie): Finding => {
	const {url} = visit.place;
	const {likely: version} = visit.known;
	const isHere = isLoopbackHost(url.hostname);
	return {
		status: 'fail',
		cause: 'COOKIE_SECURE',
		detail: `The cookie ${cookie.key} is marked Secure, but the URL is http: it may not be sent back.`,
		evidence: isHere
			? 'The Set-Cookie header says Secure. On this machine qbtui sends it back all the same; from any other machine, and in most other programs, every call after the login is answered with 403.'
			: 'The Set-Cookie header says Secure: each call after the login then comes without it, and is answered with 403.',
		advice: [
			'If HTTPS is switched on in qBittorrent, its certificate could not be loaded and it fell back to HTTP (its log: “HTTPS setup failed, fallback to HTTP”): ' +
				`correct ${placeOf('certificate', version)} and “Key” below it, or switch ${placeOf('https', version)} off.`,
			`If a proxy with TLS is before it, use its address: set url to https://${url.hostname}/…. The mark comes from X-Forwarded-Proto: https (5.1 and later).`,
			`Do not switch ${placeOf('secureCookie', version)} off for a server that is reached over a network: the session would then be readable on the way.`,
			`Verify with: curl -sI ${url.origin}/ and curl -skI https://${url.host}/ (which of the two answers?)`,
		],
	};
};

const proxyCookies = (visit: Visit): string[] => [
	'Let the proxy pass Set-Cookie and Cookie through. nginx: no proxy_hide_header Set-Cookie, no proxy_ignore_headers Set-Cookie, and no proxy_cache for /api/; Cloudflare: no “Cache everything”.',
	'Since 5.2 the cookie is named QBT_SID_<port>, and no longer SID: a proxy or a firewall that lets SID alone pass has to be told.',
	`Verify with: curl -si --data-urlencode username=NAME --data-urlencode password@FILE ${apiUrl(visit.place.url)}auth/login | grep -i set-cookie (and the same at qBittorrent’s own address)`,
];

/** What is told everywhere, and is wrong. */
const notTheWhitelist = (visit: Visit): string[] => [
	`No IP whitelist is in the way: qBittorrent has none that refuses. ${placeOf('bypassLocal', visit.known.likely)} and its whitelist let in without a login, and would only hide this.`,
];

export const authenticatedCall: Rung = {
	name: 'authenticated_call',
	title: 'A call with the session works',
	needs: ['login'],
	ask: async visit => {
		const {known, place} = visit;
		const answer = await visit.call('app/preferences');
		const {status, ms} = answer;
		if (status === 200) {
			known.preferences = preferencesOf(answer.text);
			if (known.preferences === undefined) return strange(answer, 'app/preferences');
			return {status: 'pass', detail: `app/preferences is answered in ${ms} ms.`};
		}
		if (status === 403 && isOfQbittorrent(answer)) {
			return place.apiKey === undefined ? sessionUnknown(visit) : keyRefused(visit);
		}
		if (status === 401 || status === 403 || status === 407 || (status >= 300 && status < 400)) {
			return refusedByProxy(visit, answer, 'calls with a session');
		}
		if (status === 502 || status === 503 || status === 504) return behindIsAway(visit, answer);
		return strange(answer, 'app/preferences');
	},
};

const preferencesOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value))
			: undefined;
	} catch {
		return undefined;
	}
};

/** The login was a yes, and the very next call is refused. */
const sessionUnknown = (visit: Visit): Finding => {
	const {known, session, running, place} = visit;
	if (known.login === undefined && running === undefined) return bypassEnded(visit);
	if (running === undefined && session.cookies() === '') {
		const isSecure = known.login?.setCookies.some(header => /;\s*secure/i.test(header)) === true;
		return {
			...(isSecure && place.url.protocol === 'http:'
				? {...noCookie(visit), cause: 'COOKIE_SECURE' as const}
				: noCookie(visit)),
			detail: 'The call was refused, as there was no cookie to send with it.',
		};
	}
	const via = known.proxy ?? (known.login && proxySigns(known.login));
	if (known.cookieDoubt !== undefined || via !== undefined) {
		return {
			status: 'fail',
			cause: 'COOKIE_LOST',
			detail: 'The login was taken and the cookie sent back, but the server does not know it.',
			evidence:
				known.cookieDoubt ??
				`A proxy is on the way (${via}); the Cookie header may not reach qBittorrent as it was sent.`,
			advice: [...proxyCookies(visit), ...notTheWhitelist(visit)],
		};
	}
	return endedSession(visit);
};

/** What came back is a session of this server, and it is gone. */
export const endedSession = (visit: Visit): Finding => {
	const {likely: version} = visit.known;
	return {
		status: 'fail',
		cause: 'SESSION_LOST',
		detail: 'The server took the login, but no longer knows the session that it gave.',
		evidence:
			'The cookie came in the form that qBittorrent gives it, was sent back as it came, and was answered with 403: the session is gone on the server.',
		advice: [
			`Too many sessions: 5.3 ends the one that was used least recently when ${placeOf('sessionsLimit', version)} is reached. Raise it, and look for a program that logs in for every call (scripts, dashboards, *arr with an old client); each needs to keep its cookie or to log out.`,
			`Or the sessions are short: see ${placeOf('sessionTimeout', version)}.`,
			'Or qBittorrent was restarted: sessions are in its memory alone.',
			'Or two servers answer at one address in turn (a load balancer), or something takes the Cookie header out of the requests.',
			'An API key (5.2+) needs no login; its session can be ended as well, and comes back by itself.',
			...notTheWhitelist(visit),
		],
	};
};

const bypassEnded = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'BAD_CREDENTIALS',
	detail: 'A moment ago no login was needed from here, and now it is.',
	evidence:
		'The call without a session was answered at first, and then with 403: the address that qBittorrent sees has changed, or an option has.',
	advice: [
		`See ${placeOf('bypassLocal', visit.known.likely)} and the whitelist below it; behind a proxy with several addresses, set username and password.`,
	],
});

const keyRefused = async (visit: Visit): Promise<Finding> => {
	// Since 5.2 a key makes every path but those of the API unknown: nothing older knows of keys.
	const root = await visit.request({path: '/', asUs: true}).catch(() => undefined);
	const isOld = root?.status === 200;
	return {
		status: 'fail',
		cause: 'API_KEY_REFUSED',
		detail: isOld
			? 'The API key is not used: this server is older than 5.2, and has no such keys.'
			: 'The server does not know this API key.',
		evidence: isOld
			? 'It answers calls with the key with 403, and shows its login page to who has one, which 5.2 and later do not.'
			: 'It answers calls with the key with 403. Wrong keys never bring a ban.',
		advice: isOld
			? ['Set username and password_file in place of api_key, or update qBittorrent to 5.2.']
			: [
					`Copy it anew from ${placeOf('apiKey', visit.known.likely)}: there is one at a time, and making a new one ends the old one at once. It begins with qbt_ and has 32 characters; yours has ${visit.place.apiKey?.length}.`,
					'A proxy must pass the Authorization header on. nginx does, unless proxy_set_header Authorization is set.',
					`Verify with: curl -si -H "Authorization: Bearer $(cat FILE)" ${apiUrl(visit.place.url)}app/version`,
				],
	};
};
