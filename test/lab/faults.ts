import type {
	IncomingHttpHeaders,
	IncomingMessage,
	OutgoingHttpHeaders,
	ServerResponse,
} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setTimeout as sleep} from 'node:timers/promises';

/** What goes wrong with a request or its reply. Fields can be combined. */
export type Fault = {
	/** Done when the request is here and the server has not seen it. */
	first?: () => void;
	/** Ends the connection without a reply: before the server has the request, or after it acted. */
	drop?: 'before' | 'after';
	/** Never replies, and leaves the connection open. The server has acted. */
	hang?: boolean;
	/** Replies itself: the server never sees the request. 200 and no body, if nothing else is said. */
	instead?: boolean;
	/** Milliseconds until the reply's head. */
	delayHead?: number;
	/** Milliseconds between head and body. */
	delayBody?: number;
	/** Bytes of the body that pass before the connection ends; the head has promised all. */
	cutAfter?: number;
	status?: number;
	/** The body, or what becomes of the server's (which is then asked not to compress it). */
	body?: string | Uint8Array | ((body: Buffer) => string | Uint8Array);
	/** A body of so many bytes, all of them spaces. */
	hugeBody?: number;
	/** Headers as the server gets them. */
	requestHeaders?: (headers: IncomingHttpHeaders) => OutgoingHttpHeaders;
	/** Headers as the client gets them. `set-cookie` is a list. */
	responseHeaders?: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders;
};

/** A reply on its way from server to client. */
export type Reply = {status: number; headers: OutgoingHttpHeaders; body: Buffer};

/** Headers of the connection to the proxy; those to the server are another connection's. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding'];

/** What the server is sent: as to itself, for it refuses a Host with another port than its own. */
export function forwardedHeaders(request: IncomingMessage, target: URL, fault: Fault) {
	const headers = without(request.headers, HOP_BY_HOP);
	headers.host = target.host;
	if (fault.body !== undefined) delete headers['accept-encoding'];
	return fault.requestHeaders?.(headers) ?? headers;
}

/** The reply that the client shall get. */
export function spoil(reply: Reply, fault: Fault): Reply {
	const {body: spoiled} = fault;
	const body = typeof spoiled === 'function' ? spoiled(reply.body) : (spoiled ?? reply.body);
	const bytes = Buffer.from(body);
	const headers = without(reply.headers, HOP_BY_HOP);
	headers['content-length'] = fault.hugeBody ?? bytes.length;
	return {
		status: fault.status ?? reply.status,
		headers: fault.responseHeaders?.(headers) ?? headers,
		body: bytes,
	};
}

/** Sends a spoiled reply with the fault's delays and cut. */
export async function sendReply(response: ServerResponse, reply: Reply, fault: Fault) {
	await pause(fault.delayHead);
	response.writeHead(reply.status, reply.headers);
	response.flushHeaders();
	await pause(fault.delayBody);
	if (fault.hugeBody) await pipeline(Readable.from(spaces(fault.hugeBody)), response);
	else if (fault.cutAfter === undefined) response.end(reply.body);
	else response.write(reply.body.subarray(0, fault.cutAfter), () => response.destroy());
}

/** Unreferenced: no waiting reply keeps a test process alive. */
const pause = (ms = 0) => (ms > 0 ? sleep(ms, undefined, {ref: false}) : undefined);

function* spaces(count: number): Generator<Buffer> {
	const chunk = Buffer.alloc(2 ** 20, ' ');
	for (let left = count; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}

function without<Headers extends OutgoingHttpHeaders>(headers: Headers, names: readonly string[]) {
	const copy = {...headers};
	for (const name of names) delete copy[name];
	return copy;
}
