import {once} from 'node:events';
import {
	request as ask,
	createServer,
	type Server as HttpServer,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {createFaultRules, type FaultRules, type Match, matches, type Seen} from './fault-rules.ts';
import {type Fault, forwardedHeaders, type Reply, sendReply, spoil} from './faults.ts';
import {freePort} from './ports.ts';

/** A reverse proxy on loopback that goes wrong when it is told to. */
export type FaultProxy = FaultRules & {
	readonly url: string;
	readonly port: number;
	/** Every request since the start or `forget`, in the order in which they were complete. */
	readonly requests: Seen[];
	/** Those of `requests` that match. */
	seen: (match: Match) => Seen[];
	/** Empties `requests`. */
	forget: () => void;
	/** Leads to another server from now on; to none: connections end without a reply. */
	aim: (target: {url: string} | undefined) => void;
	/** Connections are refused from now on, and those that are open end. */
	away: () => Promise<void>;
	/** Takes connections again, on the same port. */
	back: () => Promise<void>;
	stop: () => Promise<void>;
};

/** Starts a proxy in front of a server. It passes everything on until it is told a fault. */
export async function startFaultProxy(first: {url: string}): Promise<FaultProxy> {
	let target: {url: string} | undefined = first;
	const requests: Seen[] = [];
	const {take, ...rules} = createFaultRules();
	const port = await freePort();
	// Who asks ends a connection that is idle, in 10 minutes: else what is sent just then would be lost.
	const server = createServer({keepAliveTimeout: 600_000}, (incoming, response) => {
		answer(incoming, response).catch(() => response.destroy());
	});

	/** Whatever is thrown in here ends the connection. */
	async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(incoming);
		const seen = see(incoming, body);
		requests.push(seen);
		const fault = take(seen);
		fault.first?.();
		if (fault.drop === 'before') throw new Error('dropped');
		const reply = fault.instead ? EMPTY : await forward(incoming, body, target, fault);
		if (!fault.instead) seen.status = reply.status;
		if (fault.drop === 'after') throw new Error('dropped');
		if (!fault.hang) await sendReply(response, spoil(reply, fault), fault);
	}

	const away = () => refuse(server);
	const back = () => accept(server, port);
	await back();
	return {
		...{url: `http://127.0.0.1:${port}`, port, requests, ...rules, away, back, stop: away},
		seen: match => requests.filter(each => matches(match, each)),
		forget: () => void requests.splice(0),
		aim(next) {
			target = next;
		},
	};
}

const EMPTY: Reply = {status: 200, headers: {}, body: Buffer.alloc(0)};

function see(incoming: IncomingMessage, body: Buffer): Seen {
	const {pathname, searchParams} = new URL(incoming.url ?? '/', 'http://proxy');
	const {method = '', headers} = incoming;
	return {method, path: pathname, query: searchParams, headers, body: body.toString()};
}

async function forward(
	incoming: IncomingMessage,
	body: Buffer,
	server: {url: string} | undefined,
	fault: Fault,
): Promise<Reply> {
	if (!server) throw new Error('aimed at no server');
	const target = new URL(incoming.url ?? '/', server.url);
	const {method} = incoming;
	const headers = forwardedHeaders(incoming, target, fault);
	const outgoing = ask(target, {method, headers, agent: false}).end(body);
	const [response]: IncomingMessage[] = await once(outgoing, 'response');
	if (!response) throw new Error('no response');
	const bytes = await buffer(response);
	return {status: response.statusCode ?? 0, headers: response.headers, body: bytes};
}

async function accept(server: HttpServer, port: number): Promise<void> {
	if (!server.listening) await once(server.listen(port, '127.0.0.1'), 'listening');
}

async function refuse(server: HttpServer): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}
