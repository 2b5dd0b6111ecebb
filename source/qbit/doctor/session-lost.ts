import {foreignHeaders, proxySigns} from './answers.ts';
import {apiUrl} from './refusals.ts';
import {placeOf} from './server-options.ts';
import type {Finding} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

export const noCookie = (visit: Visit): Finding => ({
	status: 'fail',
	cause: 'COOKIE_LOST',
	detail: 'The login was taken, but its cookie did not get here.',
	evidence:
		'The answer accepts the login, but has no Set-Cookie header. qBittorrent sends one with each login that comes without a session, as this one did: it was taken out on the way.',
	advice: [...proxyCookies(visit), ...notTheWhitelist(visit)],
});

export const proxyCookies = (visit: Visit): string[] => [
	'Let the proxy pass Set-Cookie and Cookie through. nginx: no proxy_hide_header Set-Cookie, no proxy_ignore_headers Set-Cookie, and no proxy_cache for /api/; Cloudflare: no “Cache everything”.',
	'Since 5.2 the cookie is named QBT_SID_<port>, and no longer SID: a proxy or a firewall that lets SID alone pass has to be told.',
	`Verify with: curl -si --data-urlencode username=NAME --data-urlencode password@FILE ${apiUrl(visit.place.url)}auth/login | grep -i set-cookie (and the same at qBittorrent’s own address)`,
];

/** What is told everywhere, and is wrong. */
const notTheWhitelist = (visit: Visit): string[] => [
	`No IP whitelist is in the way: qBittorrent has none that refuses. ${placeOf('bypassLocal', visit.known.likely)} and its whitelist let in without a login, and would only hide this.`,
];

/** The login was a yes, and the very next call is refused. */
export const sessionUnknown = (visit: Visit): Finding => {
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
	const via = known.proxy ?? between(known.login);
	// A session that was in use until now had its cookie passed on.
	if (running === undefined && (known.cookieDoubt !== undefined || via !== undefined)) {
		return {
			status: 'fail',
			cause: 'COOKIE_LOST',
			detail: 'The login was taken and the cookie sent back, but the server does not know it.',
			evidence:
				known.cookieDoubt ??
				`Something is on the way (${via}), and a session this new has hardly ended already: the Cookie header does not reach qBittorrent as it was sent. That is likely, not certain.`,
			advice: [...proxyCookies(visit), ...notTheWhitelist(visit)],
		};
	}
	return endedSession(visit);
};

/** What betrays that something stands between us and the server, also where it does not say what. */
const between = (answer: Answer | undefined): string | undefined => {
	if (!answer) return undefined;
	const added = foreignHeaders(answer);
	return proxySigns(answer) ?? (added.length === 0 ? undefined : `it adds ${added.join(', ')}`);
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
