import {pipeline} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {Pool} from 'undici';
import {QbitError} from './errors.ts';
import type {Fetch, Reply} from './fetch.ts';

export type NetworkOptions = {
	/** Only its origin is used. */
	url: URL;
	connectTimeoutMs: number;
	/** Longest silence before the headers, and between two pieces of the body. */
	readTimeoutMs: number;
	poolSize: number;
	verifyTls: boolean;
	/** PEM text of an authority of one's own. */
	ca?: string;
};

/** qBittorrent drops a connection that was idle for 7 s without a word; we let go first. */
const keepAliveMs = 5000;

/** A `Fetch` over a pool of connections to one server, and how to close it. */
export const openNetwork = (
	options: NetworkOptions,
): {fetch: Fetch; close: () => Promise<void>} => {
	const pool = new Pool(options.url.origin, {
		connections: options.poolSize,
		pipelining: 1,
		keepAliveTimeout: keepAliveMs,
		connect: {
			timeout: options.connectTimeoutMs,
			rejectUnauthorized: options.verifyTls,
			...(options.ca === undefined ? {} : {ca: options.ca}),
		},
	});
	const fetch: Fetch = async request => {
		const silence = options.readTimeoutMs * (request.patience ?? 1);
		const told = {...options, readTimeoutMs: silence};
		const answer = await pool
			.request({
				method: request.method,
				path: request.url.pathname + request.url.search,
				headers: request.headers,
				body: request.body ?? null,
				signal: request.signal ?? null,
				headersTimeout: silence,
				bodyTimeout: silence,
			})
			.catch(error => {
				throw asQbitError(error, request.url, told);
			});
		return {
			status: answer.statusCode,
			headers: answer.headers,
			body: readable(answer.body, answer.headers, request.url, told),
		};
	};
	return {fetch, close: () => pool.destroy()};
};

/** The body, unpacked, with its failures told in our words. */
async function* readable(
	body: AsyncIterable<Uint8Array> & NodeJS.ReadableStream,
	headers: Reply['headers'],
	url: URL,
	options: NetworkOptions,
): AsyncGenerator<Uint8Array> {
	try {
		yield* headers['content-encoding'] === 'gzip' ? unpacked(body) : body;
	} catch (error) {
		throw asQbitError(error, url, options);
	}
}

/** Unlike `pipe`, `pipeline` passes on that the connection was cut, and ends both streams. */
const unpacked = (body: NodeJS.ReadableStream): AsyncIterable<Uint8Array> =>
	pipeline(body, createGunzip(), () => {});

type Trouble = {code: string; message: string};

const troubleOf = (error: unknown): Trouble => {
	const inner = error instanceof AggregateError ? error.errors[0] : error;
	if (!(inner instanceof Error)) return {code: '', message: String(inner)};
	const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
	return {code, message: inner.message};
};

const tlsCodes =
	/^(DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH|EPROTO)/;

/** qBittorrent without HTTPS does not answer a handshake, and hangs up after some seconds. */
const noHandshake = /disconnected before secure TLS connection/;

/** What each failure of the network means, in one sentence. `where` is host and port. */
const sentences: ReadonlyArray<{
	codes: RegExp;
	say: (where: string, options: NetworkOptions) => string;
}> = [
	{codes: /^ECONNREFUSED$/, say: where => `Nothing listens at ${where}.`},
	{codes: /^ENOTFOUND$/, say: where => `The name in ${where} is not known.`},
	{codes: /^EAI_AGAIN$/, say: where => `The name in ${where} can’t be looked up right now.`},
	{codes: /^(EHOSTUNREACH|ENETUNREACH)$/, say: where => `There is no way to ${where}.`},
	{
		codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
		say: (where, o) =>
			`${where} did not take the connection within ${o.connectTimeoutMs / 1000} s.`,
	},
	{
		codes: /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/,
		say: (where, o) => `${where} was silent for ${o.readTimeoutMs / 1000} s.`,
	},
	{
		codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_BUF_ERROR)/,
		say: where => `${where} cut the connection.`,
	},
];

const asQbitError = (error: unknown, url: URL, options: NetworkOptions): QbitError => {
	if (error instanceof QbitError) return error;
	const {code, message} = troubleOf(error);
	const where = url.host;
	if (code.startsWith('HPE_') || code === 'HTTPParserError') return notHttp(where, error);
	if (/^Z_(?!BUF_ERROR)/.test(code)) {
		return new QbitError('BadReply', `What ${where} sent can’t be unpacked.`, {cause: error});
	}
	if (tlsCodes.test(code) || noHandshake.test(message)) {
		return tlsRefused(where, code, message, error);
	}
	const known = sentences.find(row => row.codes.test(code));
	const sentence = known?.say(where, options) ?? `${where} can’t be reached: ${message}`;
	return new QbitError('Unreachable', sentence, {cause: error});
};

const notHttp = (where: string, cause: unknown): QbitError =>
	new QbitError('BadReply', `What ${where} answers is not HTTP.`, {
		cause,
		advice: [
			'Use https:// in the URL if HTTPS is switched on in qBittorrent.',
			'Check that the port is the one of its Web UI.',
		],
	});

const tlsRefused = (where: string, code: string, message: string, cause: unknown): QbitError =>
	/^(EPROTO|ERR_SSL|ECONNRESET)/.test(code)
		? new QbitError('TlsRefused', `${where} does not speak TLS as we do.`, {
				cause,
				advice: ['Use http:// in the URL if HTTPS is not switched on in qBittorrent.'],
			})
		: new QbitError('TlsRefused', `The certificate of ${where} is not trusted: ${message}.`, {
				cause,
			});
