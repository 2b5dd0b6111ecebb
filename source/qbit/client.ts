import {readText} from './body.ts';
import {buildRequest} from './build-request.ts';
import type {Endpoint} from './endpoint.ts';
import {compareVersions, endpoints} from './endpoints.ts';
import {type ErrorCode, isQbitError, QbitError} from './errors.ts';
import type {Fetch, Reply} from './fetch.ts';
import type {Body} from './multipart.ts';
import type {ReadOptions} from './read-maindata.ts';
import {asElsewhere, createSession, isVersionText, judgeLogin, notTheApi} from './session.ts';
import {statusError} from './status-error.ts';

export type ClientOptions = {
	/** With the base path of a reverse proxy, if there is one. */
	url: URL;
	/** All undefined: a server that needs no login from this address. */
	username?: string | undefined;
	/** Asked for at each login, as it may come from a command or a file that changes. */
	password?: (() => Promise<string | undefined>) | undefined;
	/** 5.2+; goes before user name and password. */
	apiKey?: string | undefined;
	fetch: Fetch;
	maxReplyBytes: number;
	/** Ask for packed replies: worth it over a network, a loss on the same machine. */
	gzip?: boolean;
	/** ms since 1970 */
	now?: () => number;
	/** Told of every call that was answered with 401 or 403, for people who look for the reason. */
	onRefusal?: (refusal: Refusal) => void;
};

export type Refusal = {
	path: string;
	status: number;
	/** Since the last login that was taken, ms; undefined before the first. */
	sinceLogin: number | undefined;
};

/** How one thing is asked. */
export type Asking = {
	signal?: AbortSignal | undefined;
	/** Of an answer with many torrents: how many are here so far. */
	onProgress?: ReadOptions['onProgress'] | undefined;
	/** It is on its way: a login that it needed has been taken. */
	onSent?: () => void;
	/** So many times as long as usually a silence is borne. */
	patience?: number;
};

/** Query or form fields. */
export type Params = Readonly<Record<string, string | number | boolean>>;

export type ServerVersion = {
	/** "v5.3.0" */
	app: string;
	/** "2.16.2" */
	webapi: string;
};

/**
 * One session with one server. Logs in when first asked for something, once more when the session
 * is lost, and out on `close`: sessions are limited (15 on 5.3), and each keeps a copy of the list
 * in the server's memory.
 */
export type Client = {
	/** @throws QbitError, always of the family in `errors.ts`. */
	ask: <Answer>(
		endpoint: Endpoint<Answer>,
		params?: Params | Body,
		options?: Asking,
	) => Promise<Answer>;
	/** Asks for the versions, and remembers them for `lacks`. */
	identify: () => Promise<ServerVersion>;
	version: () => ServerVersion | undefined;
	/** Why this server can't do it, or undefined when it can. */
	lacks: (endpoint: Endpoint<unknown>) => string | undefined;
	/** How many times it has logged in; more than once means that sessions were lost. */
	logins: () => number;
	/** Sends a GET with the session that there is, whatever comes of it: no login, no second try. */
	peek: (path: string) => Promise<Reply>;
	/** Names of the cookies that there are. */
	cookieNames: () => readonly string[];
	/** A password that was refused may be sent again: a person wants it. */
	forgive: () => void;
	/** Ends a login that is under way, and the session; takes a second at most. */
	close: () => Promise<void>;
};

/** For how long (ms) a login that was refused so is not sent again by itself. A ban ends. */
const rests: Partial<Record<ErrorCode, number>> = {LoginRefused: Infinity, Banned: 60_000};

/** So many logins that were taken within that time: something ends each session at once. */
const mostLogins = 6;
const stormMs = 60_000;

export const createClient = (options: ClientOptions): Client => {
	const session = createSession(options.url);
	const needsLogin = options.apiKey === undefined && options.username !== undefined;
	let version: ServerVersion | undefined;
	/** Counts logins, so that of many calls that lose the same session only one logs in again. */
	let generation = 0;
	let opening: Promise<void> | undefined;
	/** Not sent again until it is another one, or a person wants it: each counts towards a ban. */
	let refused: {password: string; error: unknown; until: number} | undefined;
	const {now = Date.now} = options;
	/** When logins were taken, ms since 1970. */
	let takenAt: number[] = [];
	const closing = new AbortController();

	const send = async (
		endpoint: Endpoint<unknown>,
		params: Params | Body,
		asking: Asking = {},
		/** For someone, and not about the login: of that, its own failure tells. */
		isAsked = false,
	): Promise<Reply> => {
		const answer = options.fetch(
			buildRequest(options, session.cookies(), endpoint, params, asking),
		);
		asking.onSent?.();
		const reply = await answer;
		session.keep(reply);
		if (isAsked && (reply.status === 401 || reply.status === 403)) {
			const last = takenAt.at(-1);
			const sinceLogin = last === undefined ? undefined : now() - last;
			options.onRefusal?.({path: endpoint.path, status: reply.status, sinceLogin});
		}
		return reply;
	};

	const hostAccepted = async (): Promise<boolean> => {
		const reply = await send(endpoints.version, {});
		await readText(reply.body, options.maxReplyBytes);
		return reply.status !== 401;
	};

	/** Something there has answered as qBittorrent does. */
	const isKnown = (): boolean => generation > 0 || version !== undefined;

	const sendLogin = async (password: string): Promise<void> => {
		const fields = {username: options.username ?? '', password};
		const reply = await send(endpoints.login, fields, {signal: closing.signal});
		const {status} = reply;
		if (status >= 500 || (status >= 300 && status < 400))
			throw await statusError(endpoints.login, reply);
		await judgeLogin(reply, hostAccepted);
	};

	const login = async (): Promise<void> => {
		takenAt = takenAt.filter(at => now() - at < stormMs);
		if (takenAt.length >= mostLogins) throw endedAgain(takenAt.length);
		const password = (await options.password?.()) ?? '';
		if (refused?.password === password && now() < refused.until) throw refused.error;
		session.forget();
		try {
			await sendLogin(password);
		} catch (error) {
			const rest = error instanceof QbitError ? rests[error.code] : undefined;
			if (rest !== undefined) refused = {password, error, until: now() + rest};
			throw isKnown() ? error : asElsewhere(error);
		}
		refused = undefined;
		takenAt.push(now());
		generation++;
	};

	/** One login for all who wait for it; who gives up no longer waits, the others still do. */
	const openSession = (signal: AbortSignal | undefined): Promise<void> => {
		opening ??= login().finally(() => {
			opening = undefined;
		});
		return signal ? unlessGivenUp(opening, signal) : opening;
	};

	/** Sends, and once more with a new session if the server no longer knows the old one. */
	const exchange = async (
		endpoint: Endpoint<unknown>,
		params: Params | Body,
		asking: Asking,
	): Promise<Reply> => {
		const {signal} = asking;
		const before = generation;
		if (needsLogin && generation === 0) await openSession(signal);
		const known = generation;
		const reply = await send(endpoint, params, asking, true);
		if (reply.status !== 403) return reply;
		// A 403 means that nothing was done: what was asked can be asked again, whatever it is.
		await readText(reply.body, options.maxReplyBytes);
		if (!needsLogin) throw noEntry(options);
		if (before === 0 && known === 1) throw lost(session.whyLost());
		if (generation === known) await openSession(signal);
		const again = await send(endpoint, params, asking, true);
		if (again.status !== 403) return again;
		await readText(again.body, options.maxReplyBytes);
		throw lost(session.whyLost());
	};

	const lacks = (endpoint: Endpoint<unknown>): string | undefined => {
		const {since, until} = endpoint;
		if (version === undefined) return undefined;
		const {app, webapi} = version;
		if (since !== undefined && compareVersions(webapi, since) < 0) {
			return `This server (${app}) can’t do it: it needs WebAPI ${since} and has ${webapi}.`;
		}
		return until !== undefined && compareVersions(webapi, until) >= 0
			? `This server (${app}) no longer has ${endpoint.path}.`
			: undefined;
	};

	const client: Client = {
		ask: async (endpoint, params = {}, more = {}) => {
			const missing = lacks(endpoint);
			if (missing) throw new QbitError('Unsupported', missing);
			const reply = await exchange(endpoint, params, more);
			if (reply.status < 200 || reply.status > 299) throw await statusError(endpoint, reply);
			const {onProgress} = more;
			const limits = {maxBytes: options.maxReplyBytes, ...(onProgress ? {onProgress} : {})};
			return endpoint.read(reply.body, limits);
		},
		identify: async () => {
			const [app, webapi] = await Promise.all([
				client.ask(endpoints.version),
				client.ask(endpoints.webapiVersion),
			]).catch((error: unknown) => {
				const told = isQbitError(error, 'NotFound') ? notTheApi(options.url, 404) : error;
				throw isKnown() ? told : asElsewhere(told);
			});
			if (!isVersionText(app)) {
				throw isKnown() ? notTheApi(options.url) : asElsewhere(notTheApi(options.url));
			}
			version = {app, webapi};
			return version;
		},
		version: () => version,
		lacks,
		logins: () => generation,
		peek: path => {
			const [name = '', query = ''] = path.split('?');
			const params = Object.fromEntries(new URLSearchParams(query));
			return options.fetch(
				buildRequest(options, session.cookies(), {method: 'GET', path: name}, params),
			);
		},
		cookieNames: () =>
			session
				.cookies()
				.split('; ')
				.map(cookie => cookie.split('=', 1)[0] ?? ''),
		forgive: () => {
			refused = undefined;
			takenAt = [];
		},
		close: async () => {
			closing.abort();
			// A server that asks for no login gives a session, too.
			if (session.cookies() === '') return;
			try {
				const reply = await send(endpoints.logout, {}, {signal: AbortSignal.timeout(1000)});
				await readText(reply.body, options.maxReplyBytes);
			} catch {
				// A session that can't be closed ends by itself; nothing hangs on it.
			}
		},
	};
	return client;
};

/** The signal may outlive thousands of logins: none leaves anything on it. */
const unlessGivenUp = (opening: Promise<void>, signal: AbortSignal): Promise<void> => {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const giveUp = (): void =>
		reject(new QbitError('Unreachable', 'The call was given up while it waited for the login.'));
	if (signal.aborted) giveUp();
	else signal.addEventListener('abort', giveUp, {once: true});
	opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
	return promise;
};

const lost = (sentence: string): QbitError => new QbitError('SessionLost', sentence, {status: 403});

/** Each further login would end the session of somebody else, and ours would be ended again. */
const endedAgain = (times: number): QbitError =>
	new QbitError(
		'SessionLost',
		`The server took ${times} logins within a minute, and ended each session again.`,
		{status: 403, waitMs: stormMs},
	);

const noEntry = (options: ClientOptions): QbitError =>
	new QbitError(
		'LoginRefused',
		options.apiKey === undefined
			? 'The server asks for a login, and no user name is set.'
			: 'The server does not know this API key.',
		{status: 403},
	);
