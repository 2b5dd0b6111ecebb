import {randomUUID} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {codeOf} from '../qbit/message.ts';
import {isKnownType} from './body.ts';
import {createAttempts, keyProblem} from './keys.ts';
import {originProblem} from './origin.ts';
import {type Asked, Refusal, type Route, type ServiceScene, type Told} from './route.ts';
import {routes} from './routes.ts';

/** How it is offered; read anew after SIGHUP. */
export type Offered = {
	key: string;
	/** Names beside this machine’s own. */
	allowedHosts: readonly string[];
};

export type ServiceLimits = {
	bodyBytes: number;
	/** Until the headers are there, and the whole request. */
	headersMs: number;
	requestMs: number;
	/** Before a wrong key is answered. */
	refusalMs: number;
};

export const usualServiceLimits: ServiceLimits = {
	...{bodyBytes: 64 * 1024, headersMs: 10_000, requestMs: 15_000, refusalMs: 200},
};

/** One line about each request; without its query, which may hold the key. */
export type RequestLine = {
	method: string;
	path: string;
	status: number;
	ms: number;
	address: string;
	request: string;
};

export type Service = {
	/** Where it answers. */
	url: string;
	/** Answers what is under way, and no more. */
	close: () => Promise<void>;
};

/** DOOR: answers over HTTP. @throws what `listen` throws, such as EADDRINUSE */
export const startService = async (options: {
	host: string;
	port: number;
	isLoopback: boolean;
	offered: () => Offered;
	engine: ServiceScene['engine'];
	isReadOnly: () => boolean;
	version: string;
	now: () => number;
	sleep: (ms: number) => Promise<void>;
	log: (line: RequestLine) => void;
	/** Something failed that should not: it is answered 500. */
	complain: (error: unknown) => void;
	limits?: ServiceLimits;
}): Promise<Service> => {
	const {now, offered, isLoopback} = options;
	const limits = options.limits ?? usualServiceLimits;
	const answered = new Map<string, number>();
	const attempts = createAttempts(now);
	let lastActivity: number | undefined;
	const scene: ServiceScene = {
		...{
			engine: options.engine,
			isReadOnly: options.isReadOnly,
			version: options.version,
			now,
			startedAt: now(),
		},
		...{lastActivity: () => lastActivity, answered: () => answered},
	};
	const {fastify} = await import('./libraries.ts');
	const app: FastifyInstance = fastify({
		bodyLimit: limits.bodyBytes,
		requestTimeout: limits.requestMs,
		// Half-sent ones are looked for this often.
		http: {
			headersTimeout: limits.headersMs,
			connectionsCheckingInterval: Math.min(1000, limits.headersMs / 2),
			// Refused like a wrong one, in our own words.
			requireHostHeader: false,
		},
		forceCloseConnections: 'idle',
		genReqId: () => randomUUID(),
		requestIdHeader: false,
		routerOptions: {maxParamLength: 200},
		clientErrorHandler: (error, socket) => {
			const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : malformed(error.code);
			if (socket.writable) socket.end(rawAnswer(status));
			else socket.destroy();
		},
	});

	/** The key goes out of the query before anybody else reads it. */
	const queryOf = (request: FastifyRequest): URLSearchParams =>
		new URLSearchParams(request.raw.url?.split('?')[1] ?? '');

	const letIn = async (request: FastifyRequest): Promise<void> => {
		const problem = keyProblem(request.raw, queryOf(request), offered().key);
		if (!problem) return;
		const wait = attempts.note(request.ip);
		await options.sleep(limits.refusalMs);
		if (wait === 0) throw problem;
		const text = 'Too many wrong keys came from this address.';
		throw new Refusal(429, 'TOO_MANY', text, {'retry-after': String(wait)});
	};

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', {parseAs: 'string'}, (_, body, done) => done(null, body));

	app.addHook('onRequest', async (request, reply) => {
		reply.headers({
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
			'x-request-id': request.id,
		});
		const {allowedHosts} = offered();
		const problem = originProblem(request.raw, {isLoopback, allowedHosts});
		if (problem) throw problem;
	});

	app.addHook('onResponse', async (request, reply) => {
		const path = pathOf(request.raw);
		const route = request.routeOptions.url ?? 'none';
		const key = `${route} > ${reply.statusCode}`;
		answered.set(key, (answered.get(key) ?? 0) + 1);
		if (reply.statusCode < 400 && routes.some(row => row.quiet && row.path === path)) return;
		options.log({
			...{method: request.method, path, status: reply.statusCode},
			ms: Math.round(reply.elapsedTime * 10) / 10,
			...{address: request.ip, request: request.id},
		});
	});

	for (const row of routes) {
		app.route({
			method: row.method,
			url: row.path.replace(/\{(\w+)\}/g, ':$1'),
			...(row.open ? {} : {onRequest: letIn}),
			handler: async (request, reply) => {
				const told = await row.run(askedOf(request, queryOf(request)), scene);
				if (row.method === 'POST') lastActivity = now();
				return send(reply, row, told);
			},
		});
	}

	app.setNotFoundHandler(request => {
		const path = pathOf(request.raw);
		const methods = routes.filter(row => matches(row, path)).map(({method}) => method);
		if (methods.length === 0) throw new Refusal(404, 'NOT_FOUND', 'There is nothing here.');
		const allow = methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
		const text = `It is asked for by ${methods.join(' or ')}.`;
		throw new Refusal(405, 'WRONG_METHOD', text, {allow: allow.join(', ')});
	});

	app.setErrorHandler((error, _, reply) => {
		const refusal = refusalOf(error);
		if (refusal.status === 500 && !(error instanceof Refusal)) options.complain(error);
		// What is still being sent is not read to its end.
		if (refusal.status === 413) reply.header('connection', 'close');
		return reply
			.status(refusal.status)
			.headers(refusal.headers)
			.send({success: false, error: refusal.message, code: refusal.code});
	});

	const {host, port} = options;
	return {
		url: await app.listen({host: host.replace(/^\[|\]$/g, ''), port}),
		close: () => app.close(),
	};
};

const pathOf = ({url = '/'}: IncomingMessage): string => url.split('?')[0] ?? '/';

const matches = ({path}: Route, asked: string): boolean =>
	new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(asked);

const askedOf = (request: FastifyRequest, query: URLSearchParams): Asked => {
	const {params, body} = request;
	const id = typeof params === 'object' && params && 'id' in params ? String(params.id) : '';
	const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
	query.delete('api_key');
	const text = typeof body === 'string' ? body : '';
	if (text !== '' && !isKnownType(contentType ?? '')) {
		throw new Refusal(415, 'BAD_TYPE', 'The body must be JSON or a form.');
	}
	const known = request.headers['if-none-match'];
	return {id, query, body: text, contentType: contentType ?? '', known};
};

const send = (reply: FastifyReply, {type}: Route, told: Told): FastifyReply => {
	const {status = 200, headers = {}, body} = told;
	if (typeof body === 'string') reply.type(type ?? 'text/plain; charset=utf-8');
	return reply.status(status).headers(headers).send(body);
};

/** TABLE: what the library refuses by itself, in our words. */
const refusals: Readonly<Record<string, readonly [status: number, code: string, text: string]>> = {
	FST_ERR_CTP_BODY_TOO_LARGE: [413, 'TOO_LARGE', 'The body is longer than 64 KiB.'],
	FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'BAD_LENGTH', 'The body is not as long as it says.'],
	FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'BAD_TYPE', 'The body must be JSON or a form.'],
	FST_ERR_BAD_URL: [400, 'BAD_URL', 'The address can’t be understood.'],
	FST_ERR_MAX_PARAM_LENGTH: [404, 'NOT_FOUND', 'There is nothing here.'],
};

const refusalOf = (error: unknown): Refusal => {
	if (error instanceof Refusal) return error;
	const [status, name, text] = refusals[codeOf(error)] ?? [
		500,
		'FAILED',
		'It failed; the log says why.',
	];
	return new Refusal(status, name, text);
};

/** What Node’s own parser refuses. */
const malformed = (code: string): number => (code === 'HPE_HEADER_OVERFLOW' ? 431 : 400);

const rawReasons: Readonly<Record<number, readonly [reason: string, code: string, text: string]>> =
	{
		400: ['Bad Request', 'BAD_REQUEST', 'This is not HTTP.'],
		408: ['Request Timeout', 'TOO_SLOW', 'The request came too slowly.'],
		431: ['Request Header Fields Too Large', 'TOO_LARGE', 'The headers are too long.'],
	};

/** Where there is no request to answer, only a connection. */
const rawAnswer = (status: number): string => {
	const [reason, code, error] = rawReasons[status] ?? ['Error', 'BAD_REQUEST', 'It failed.'];
	const body = JSON.stringify({success: false, error, code});
	return [
		`HTTP/1.1 ${status} ${reason}`,
		'content-type: application/json; charset=utf-8',
		`content-length: ${Buffer.byteLength(body)}`,
		'connection: close',
		'',
		body,
	].join('\r\n');
};
