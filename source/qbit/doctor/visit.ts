import {readText} from '../body.ts';
import type {ErrorCode} from '../errors.ts';
import type {Fetch, Reply} from '../fetch.ts';
import {messageOf} from '../message.ts';
import {createSession, type Session} from '../session.ts';
import type {Reach} from './reach.ts';
import {shownRequest, shownSession} from './redact.ts';
import type {Exchange} from './shape.ts';

/** Which server is visited, and with what. */
export type Place = {
	/** With the base path of a reverse proxy, if there is one. */
	url: URL;
	username: string | undefined;
	/** 5.2+; goes before user name and password. */
	apiKey: string | undefined;
	password: () => Promise<string | undefined>;
	fetch: Fetch;
	/** undefined: the server is in this process, and there is no network. */
	reach: Reach | undefined;
	connectTimeoutMs: number;
	verifyTls: boolean;
	ca: string | undefined;
	/** ms since 1970 */
	now: () => number;
};

/** A session that runs already: it is asked in place of one of our own. */
export type Running = {
	send: (path: string) => Promise<Reply>;
	/** How often it has logged in. */
	logins: number;
	cookieNames: readonly string[];
};

/** Why the password is not sent without being asked. */
export type Caution =
	| {kind: 'refused'; code: ErrorCode; text: string}
	| {kind: 'often'; times: number};

type Asked = {
	method?: 'GET' | 'POST';
	/** Below the URL, with a slash in front. */
	path: string;
	/** Below the server itself, whatever path the URL has. */
	fromRoot?: boolean;
	headers?: Record<string, string>;
	body?: string;
	/** With the session, or the key. */
	asUs?: boolean;
};

export type Answer = {
	status: number;
	headers: Reply['headers'];
	text: string;
	setCookies: readonly string[];
	ms: number;
};

/** One run: what the rungs have learned from one another so far. */
export type Visit = {
	place: Place;
	/** Borrowed; undefined: it logs in itself. */
	running: Running | undefined;
	caution: Caution | undefined;
	session: Session;
	known: Known;
	/** @throws QbitError when no answer comes */
	request: (asked: Asked) => Promise<Answer>;
	/** An API call with our session or key. @throws QbitError */
	call: (path: string) => Promise<Answer>;
	/** For what is no HTTP. */
	note: (sent: string, answered: string, ms: number) => void;
	/** What was exchanged since the last time. */
	taken: () => readonly Exchange[];
	/** Ends a session of our own. */
	close: () => Promise<void>;
};

export type Known = {
	addresses: readonly string[];
	/** To `app/version`, asked without a login. */
	stranger: Answer | undefined;
	/** Signs of something between us and qBittorrent. */
	proxy: string | undefined;
	login: Answer | undefined;
	/** Why the cookie may have been changed on its way. */
	cookieDoubt: string | undefined;
	/** The password was sent in this run. */
	sent: boolean;
	/** When it was refused, for the next run to know; ms since 1970. */
	refusedAt: number | undefined;
	version: string | undefined;
	/** The version, or what it was the last time: names of options go by it. */
	likely: string | undefined;
	webapi: string | undefined;
	preferences: Readonly<Record<string, unknown>> | undefined;
};

/** Preferences have 10 kB, the torrents of a sample some more. */
const longestBody = 4_000_000;

export const createVisit = (options: {
	place: Place;
	running: Running | undefined;
	lastVersion: string | undefined;
}): Visit => {
	const {place, running} = options;
	const session = createSession(place.url);
	let exchanges: Exchange[] = [];

	const note: Visit['note'] = (sent, answered, ms) => {
		exchanges.push({sent, answered, ms});
	};

	const measured = async (sent: string, send: () => Promise<Reply>): Promise<Answer> => {
		const startedAt = place.now();
		const took = (): number => place.now() - startedAt;
		try {
			const reply = await send();
			const text = await readText(reply.body, longestBody);
			const setCookies = [reply.headers['set-cookie'] ?? []].flat();
			const answer = {...reply, text, setCookies, ms: took()};
			note(sent, shownAnswer(answer), answer.ms);
			return answer;
		} catch (error) {
			note(sent, messageOf(error), took());
			throw error;
		}
	};

	const request: Visit['request'] = asked => {
		const {method = 'GET', path, body, asUs = false, fromRoot = false} = asked;
		const url = new URL(place.url);
		const [pathname = '', query = ''] = path.split('?');
		url.pathname = (fromRoot ? '' : url.pathname.replace(/\/$/, '')) + pathname;
		url.search = query;
		const headers: Record<string, string> = {
			'user-agent': 'qbtui',
			'accept-encoding': 'identity',
			...(body === undefined ? {} : {'content-type': 'application/x-www-form-urlencoded'}),
			...(asUs && session.cookies() !== '' ? {cookie: session.cookies()} : {}),
			...(asUs && place.apiKey !== undefined ? {authorization: `Bearer ${place.apiKey}`} : {}),
			...asked.headers,
		};
		return measured(shownRequest(method, url, headers), async () => {
			const reply = await place.fetch({
				method,
				url,
				headers,
				...(body === undefined ? {} : {body}),
			});
			if (asUs || body !== undefined) session.keep(reply);
			return reply;
		});
	};

	return {
		place,
		running,
		caution: undefined,
		session,
		known: {
			...{addresses: [], stranger: undefined, proxy: undefined, login: undefined},
			...{cookieDoubt: undefined, sent: false, refusedAt: undefined, version: undefined},
			likely: options.lastVersion,
			...{webapi: undefined, preferences: undefined},
		},
		request,
		call: path =>
			running
				? measured(`GET /api/v2/${path} (Cookie ${running.cookieNames.join(', ')})`, () =>
						running.send(path),
					)
				: request({path: `/api/v2/${path}`, asUs: true}),
		note,
		taken: () => {
			const taken = exchanges;
			exchanges = [];
			return taken;
		},
		close: async () => {
			if (session.cookies() === '') return;
			await request({method: 'POST', path: '/api/v2/auth/logout', body: '', asUs: true}).catch(
				() => undefined,
			);
			session.forget();
		},
	};
};

/** "403 text/plain, 9 bytes: Forbidden"; what is long, or may hold anything, is only counted. */
const shownAnswer = ({status, headers, text, setCookies}: Answer): string => {
	const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
	const short = text.length <= 100 && !/[{<[]/.test(text) ? `: ${text.trim()}` : '';
	const size = text === '' ? ', empty' : `, ${text.length} characters${short}`;
	const cookies = setCookies.length === 0 ? '' : `; Set-Cookie ${shownSession(setCookies)}`;
	return `${status}${type === '' ? '' : ` ${type}`}${size}${cookies}`;
};
