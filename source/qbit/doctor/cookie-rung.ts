import {Cookie} from 'tough-cookie';
import {isLoopbackHost} from './address.ts';
import {placeOf} from './server-options.ts';
import {noCookie, proxyCookies} from './session-lost.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

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
