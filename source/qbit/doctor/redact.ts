import {isIPv6} from 'node:net';

/** What may be shown of a request: its headers by name, and nothing that lets anybody in. */

const ours = new Set(['user-agent', 'accept-encoding', 'content-type']);

export const shownRequest = (
	method: string,
	url: URL,
	headers: Readonly<Record<string, string>>,
): string => {
	const shown = Object.entries(headers)
		.filter(([name]) => !ours.has(name))
		.map(([name, value]) => shownHeader(name, value));
	return `${method} ${url.pathname}${shown.length === 0 ? '' : ` (${shown.join(', ')})`}`;
};

const shownHeader = (name: string, value: string): string => {
	if (name === 'cookie') return `Cookie ${shownSession(value.split(/;\s*/))}`;
	if (name === 'authorization') return `Authorization: ${value.split(' ', 1)[0]} …`;
	return `${name}: ${value}`;
};

/** "SID=(32 characters); HttpOnly" */
export const shownSession = (cookies: readonly string[]): string =>
	cookies.length === 0
		? 'no cookie'
		: cookies.map(cookie => cookie.replace(/^([^=;]*)=([^;]*)/, hidden)).join(', ');

const hidden = (_: string, name: string, value: string): string =>
	`${name}=(${value.length} characters)`;

/** Replaces what tells who and where someone is, wherever it stands. */
export const redact = (text: string, secrets: ReadonlyMap<string, string>): string => {
	let redacted = text;
	const longestFirst = [...secrets].toSorted(([a], [b]) => b.length - a.length);
	for (const [secret, name] of longestFirst) {
		if (secret.length > 1) redacted = redacted.replaceAll(secret, name);
	}
	return redacted
		.replace(path, '“<path>”')
		.replace(origin, '$1<host>')
		.replace(ipv4, address => (/^(127|0)\./.test(address) ? address : '<address>'))
		.replace(maybeIpv6, withoutIpv6);
};

/** A path that may name a torrent stands between such marks; a name may hold some of its own. */
const path = /“\/.*”/g;
/** Of a proxy’s login page, say. */
const origin = /(https?:\/\/)(?!127\.|localhost|<)[^\s/:)”]+/g;
const ipv4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
const maybeIpv6 = /(?<![\da-f:])[\da-f:]{2,45}(?![\da-f:])/gi;

/** "fd00::1:" is an address, and a colon of the sentence; "12:03:07" is none. */
const withoutIpv6 = (run: string): string => {
	const address = run.replace(/(?<!:):$/, '');
	return isIPv6(address) && !/^::1?$/.test(address) ? run.replace(address, '<address>') : run;
};
