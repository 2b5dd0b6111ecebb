import type {Answer} from './visit.ts';

/**
 * Whose answer it is. qBittorrent 4.5 to 5.3 puts these on every answer, whatever its status; seen
 * on 4.5.2, 5.1.0 and 5.3.0.
 */
export const isOfQbittorrent = ({headers, text}: Answer): boolean => {
	const hasHeaders =
		headers['referrer-policy'] === 'same-origin' && headers['x-content-type-options'] === 'nosniff';
	const type = String(headers['content-type'] ?? '');
	const saysStatus =
		type.startsWith('text/plain') && /^(Forbidden|Unauthorized)$/.test(text.trim());
	return hasHeaders || saysStatus;
};

/** What betrays that something stands between us and qBittorrent; undefined when nothing does. */
export const proxySigns = ({headers}: Answer): string | undefined => {
	const server = headers.server;
	const signs = [
		// qBittorrent itself does not name what serves it.
		...(server === undefined ? [] : [`Server: ${String(server)}`]),
		...[
			'via',
			'x-powered-by',
			'cf-ray',
			'x-served-by',
			'x-authentik-id',
			'www-authenticate',
		].flatMap(name => (headers[name] === undefined ? [] : [`${name}: ${String(headers[name])}`])),
	];
	return signs.length === 0 ? undefined : signs.join(', ');
};

export const isPage = ({headers, text}: Answer): boolean =>
	/html/.test(String(headers['content-type'] ?? '')) || /^\s*</.test(text);

/** What the body is, in a few words. */
export const bodyInShort = ({text}: Answer): string => {
	const title = /<title>([^<]{1,80})/i.exec(text)?.[1]?.trim();
	if (title) return `a page “${title}”`;
	const line = text.trim().split('\n', 1)[0] ?? '';
	if (line === '') return 'nothing';
	return line.length <= 60 ? `“${line}”` : `“${line.slice(0, 60)}…”`;
};

/** What 4.5.2, 5.1.0 and 5.3.0 put on their answers. */
const ownHeaders = new Set([
	...['date', 'connection', 'content-length', 'content-type', 'content-encoding', 'set-cookie'],
	...['content-security-policy', 'cross-origin-opener-policy', 'referrer-policy', 'cache-control'],
	...['x-content-type-options', 'x-frame-options', 'x-xss-protection'],
]);

/** Names of headers that something else has added, or the option “Add custom HTTP headers”. */
export const foreignHeaders = ({headers}: Answer): readonly string[] =>
	Object.keys(headers).filter(name => !ownHeaders.has(name));
