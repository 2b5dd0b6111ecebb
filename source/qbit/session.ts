import {Cookie, CookieJar} from 'tough-cookie';
import {readText} from './body.ts';
import {isQbitError, QbitError} from './errors.ts';
import type {Reply} from './fetch.ts';

/**
 * The cookies of one server, kept under whatever name it gives them and sent back as they came:
 * the name is SID up to 5.1, QBT_SID_<port> since 5.2, and anything at all by configuration; the
 * value is base64, which a client must not percent-encode.
 */
export type Session = {
	/** For the Cookie header; empty when there is none to send. */
	cookies: () => string;
	/** Takes the Set-Cookie headers of any reply: 5.2+ renews the cookie now and then. */
	keep: (reply: Reply) => void;
	forget: () => void;
	/** Why the server, after a good login, may not know us: in one sentence. */
	whyLost: () => string;
};

export const createSession = (url: URL): Session => {
	let jar = new CookieJar();
	/** Also of one that the jar refused. */
	let secure = false;
	// As a folder: a proxy may have given the cookie the path below which it has the server.
	const address = url.href.replace(/\/?$/, '/');
	return {
		cookies: () => jar.getCookieStringSync(address),
		keep: reply => {
			for (const header of [reply.headers['set-cookie'] ?? []].flat()) {
				const cookie = Cookie.parse(header, {loose: true});
				if (!cookie) continue;
				secure ||= cookie.secure;
				jar.setCookieSync(untimed(cookie), address, {ignoreError: true});
			}
		},
		forget: () => {
			jar = new CookieJar();
			secure = false;
		},
		whyLost: () => {
			if (jar.getCookieStringSync(address) !== '') {
				return 'The server took the login, but does not know the session that it gave.';
			}
			return secure && url.protocol === 'http:'
				? 'The server took the login, but marked its cookie as Secure: over http:// it can’t be sent back.'
				: 'The server took the login, but its cookie did not get here.';
		},
	};
};

/**
 * Without its end, which 5.2+ sends by a clock that may be hours behind ours: the server itself
 * knows when a session is over. A cookie without a value is how it takes one back.
 */
const untimed = (cookie: Cookie): Cookie => {
	if (cookie.value === '') return cookie;
	cookie.expires = 'Infinity';
	cookie.maxAge = null;
	return cookie;
};

/**
 * What the answer to `auth/login` means. Throws unless it is a yes.
 *
 * Up to 5.1: 200 "Ok." or 200 "Fails."; since 5.2: 204 or 401; 403 is a ban everywhere. A 401 may
 * also be the refusal of the Host header: `hostAccepted` finds out by a call without a session,
 * which then answers 401 and not 403.
 */
export const judgeLogin = async (
	reply: Reply,
	hostAccepted: () => Promise<boolean>,
): Promise<void> => {
	const {status} = reply;
	const body = (await readText(reply.body, 1_000_000)).trim();
	if (status === 204 || (status === 200 && body === 'Ok.')) return;
	if (status === 200 && body === 'Fails.') throw wrongPassword(status);
	if (status === 401) throw (await hostAccepted()) ? wrongPassword(status) : unauthorized(reply);
	if (status === 403) throw isPage(reply, body) ? refusedBefore(status) : banned(status);
	throw notQbittorrent(status);
};

/** qBittorrent tells a ban in plain text, of any language. */
const isPage = ({headers}: Reply, body: string): boolean =>
	/html/.test(String(headers['content-type'] ?? '')) || body.startsWith('<');

const refusedBefore = (status: number): QbitError =>
	new QbitError(
		'Forbidden',
		`A proxy in front of qBittorrent refuses the login: it answers ${status}.`,
		{
			status,
		},
	);

const wrongPassword = (status: number): QbitError =>
	new QbitError('LoginRefused', 'The user name or the password is wrong.', {status});

/** What a 401 means where it is not about a password. qBittorrent never names a way to log in. */
export const unauthorized = ({status, headers}: Reply): QbitError =>
	headers['www-authenticate'] === undefined
		? new QbitError(
				'HostRefused',
				'qBittorrent refuses the name or the port by which it is called (Host header check).',
				{status},
			)
		: new QbitError('Forbidden', 'A proxy in front of qBittorrent asks for a login of its own.', {
				status,
			});

const banned = (status: number): QbitError =>
	new QbitError('Banned', 'qBittorrent has banned this address after too many failed logins.', {
		status,
	});

/**
 * A strange answer where nothing has ever been answered as qBittorrent does: it is another program,
 * another path, or a proxy that speaks for itself.
 */
export const asElsewhere = (error: unknown): unknown =>
	isQbitError(error, 'BadReply')
		? new QbitError('BadReply', error.message, {
				...(error.status !== undefined && {status: error.status}),
				...{advice: error.advice, isElsewhere: true, cause: error},
			})
		: error;

/** "v5.3.0", as the server writes it; those who build their own add to it. */
export const isVersionText = (text: string): boolean => /^v\d+\.\d+[^\s<]*$/.test(text.trim());

/** It answers, but not what every version does. */
export const notTheApi = ({href}: URL, status?: number): QbitError =>
	new QbitError('BadReply', `What answers at ${href} is not qBittorrent’s Web API.`, {
		...(status !== undefined && {status}),
		advice: [
			'Check the port, and the path below which a reverse proxy has it (--url).',
			'qbtui doctor finds out which step it is, and what to change.',
		],
	});

const notQbittorrent = (status: number): QbitError =>
	new QbitError(
		'BadReply',
		`The address answers a login with ${status}, as qBittorrent does not.`,
		{status},
	);
