import {readText} from '../qbit/body.ts';
import {isRecord, tryParse} from '../qbit/shape.ts';
import {type Config, ConfigError} from '../settings/config.ts';
import {folderOf} from '../settings/own-folder.ts';
import {readHttpKey} from '../settings/secrets.ts';
import {settings} from '../settings/settings.ts';
import {readHolder} from '../space/store/lock.ts';
import {readServiceNote} from '../space/store/service-note.ts';

/** What a running `qbtui serve` answered. */
export type ServiceAnswer = {
	status: number;
	body: Readonly<Record<string, unknown>>;
	etag: string | undefined;
};

export type AskService = {
	/** Where it is asked, for people. */
	where: string;
	/** @throws an Error with a sentence when there is no answer */
	ask: (
		method: 'GET' | 'POST',
		path: string,
		body?: unknown,
		/** What is known already: 304 when it is still that. */
		etag?: string,
	) => Promise<ServiceAnswer>;
	close: () => Promise<void>;
};

/** Longer, and who asks is better off without the answer. */
const patienceMs = 10_000;

/**
 * Where the service is: as the settings say, or where the one of our state folder has noted that it
 * listens.
 */
export const serviceUrl = (config: Config): URL => {
	const {http, givenAs} = config;
	if (http.url) return http.url;
	const isSaid = [settings.httpHost, settings.httpPort].some(row => givenAs(row) !== row.name);
	const noted = isSaid && http.port !== 0 ? undefined : readServiceNote(folderOf(config))?.url;
	const host = /^(0\.0\.0\.0|\[::\])$/.test(http.host) ? '127.0.0.1' : http.host;
	return noted ?? new URL(`http://${host}:${http.port}`);
};

/** Where the qbtui that has our state folder answers; undefined when it is not known to be a service. */
export const serviceOfHolder = (config: Config): URL | undefined => {
	const folder = folderOf(config);
	const note = readServiceNote(folder);
	return note && note.pid === readHolder(folder)?.pid ? note.url : config.http.url;
};

/** DOOR to another qbtui. @throws ConfigError when no key is set, or it can’t be read */
export const openService = async (config: Config, at?: URL): Promise<AskService> => {
	const url = at ?? serviceUrl(config);
	const key = await readHttpKey(config);
	if (key === undefined) {
		throw new ConfigError(
			'No key of qbtui serve is set: http_api_key (HTTP_API_KEY), as it has it.',
		);
	}
	const {openNetwork} = await import('../qbit/network.ts');
	const {fetch, close} = openNetwork({
		...{url, poolSize: 2, verifyTls: true},
		...{connectTimeoutMs: patienceMs, readTimeoutMs: patienceMs},
	});
	return {
		where: url.host,
		close,
		ask: async (method, path, body, known) => {
			const reply = await fetch({
				...{method, url: new URL(url.pathname.replace(/\/$/, '') + path, url)},
				headers: {
					...{'user-agent': 'qbtui', 'x-api-key': key},
					...(body !== undefined && {'content-type': 'application/json'}),
					...(known !== undefined && {'if-none-match': known}),
				},
				...(body !== undefined && {body: JSON.stringify(body)}),
				signal: AbortSignal.timeout(6 * patienceMs),
			});
			const {etag} = reply.headers;
			return {
				...{status: reply.status, body: await readObject(reply.body)},
				etag: typeof etag === 'string' ? etag : undefined,
			};
		},
	};
};

const readObject = async (body: AsyncIterable<Uint8Array>): Promise<ServiceAnswer['body']> => {
	const value = tryParse(await readText(body, longestAnswer));
	return isRecord(value) ? value : {};
};

/** Bytes. */
const longestAnswer = 200e6;
