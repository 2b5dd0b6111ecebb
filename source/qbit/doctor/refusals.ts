import {whereOf} from './address.ts';
import {bodyInShort, proxySigns} from './answers.ts';
import type {Finding} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

/** Findings that more than one rung may come to. */

/** Something before qBittorrent says no. */
export const refusedByProxy = ({place, known}: Visit, answer: Answer, what: string): Finding => {
	const {url} = place;
	const {status, headers} = answer;
	const asks = headers['www-authenticate'];
	const signs = proxySigns(answer) ?? known.proxy;
	const to = headers.location;
	return {
		status: 'fail',
		cause: 'PROXY_REFUSED',
		detail:
			to === undefined
				? `A proxy in front of qBittorrent refuses ${what}: it answers ${status} itself.`
				: `A proxy in front of qBittorrent redirects ${what} to ${String(to)}.`,
		evidence:
			asks === undefined
				? `The answer is ${status} with ${bodyInShort(answer)}, and not qBittorrent’s own${signs === undefined ? '' : ` (${signs})`}.`
				: `It asks for a login of its own (WWW-Authenticate: ${String(asks)}), which qBittorrent never does.`,
		advice: [
			'Let the path /api/v2/ through without the proxy’s own login: qBittorrent has its own. nginx: location /api/v2/ { auth_basic off; auth_request off; proxy_pass http://qbittorrent:8080; }. Authelia, Authentik and others: a bypass rule for ^/api/v2/.',
			`Or bypass the proxy: set url to qBittorrent’s own address and port, not ${whereOf(url)}.`,
			`Verify with: curl -si ${apiUrl(url)}app/version (403 “Forbidden” in plain text is qBittorrent’s own, and means that the way is free).`,
		],
	};
};

export const apiUrl = (url: URL): string => `${url.href.replace(/\/$/, '')}/api/v2/`;

export const behindIsAway = ({place}: Visit, {status}: Answer): Finding => ({
	status: 'fail',
	cause: 'UNREACHABLE',
	detail: `A proxy answers ${status}: it can’t reach qBittorrent.`,
	evidence: `qBittorrent itself never answers ${status}.`,
	advice: [
		'Check that qBittorrent runs, and that the proxy’s target is its name and WebUI port as the proxy sees them. nginx: proxy_pass http://qbittorrent:8080;',
		'In Docker: both containers need a common network, and the port is the one inside the container.',
		`Verify on the proxy’s machine with: curl -sI http://qbittorrent:8080/ (here it is ${whereOf(place.url)}).`,
	],
});

export const strange = (answer: Answer, what: string): Finding => ({
	status: 'fail',
	cause: 'UNKNOWN',
	detail: `The server answers ${what} with ${answer.status}.`,
	evidence: `The body is ${bodyInShort(answer)}.`,
	advice: [
		'Look in qBittorrent’s log (View > Log > Show, or the console of the container).',
		'qbtui doctor --bundle FILE writes all of this down, without what is secret, to ask others.',
	],
});
