import type {Fetch, Reply, Request} from '../../source/qbit/fetch.ts';
import {inChunks} from './wire.ts';

/** A reply in short: a status, JSON or text, headers. */
export type Answer = {
	status?: number;
	body?: unknown;
	headers?: Record<string, string | string[]>;
};

const toReply = ({status = 200, body = '', headers = {}}: Answer): Reply => ({
	status,
	headers,
	body: inChunks(typeof body === 'string' ? body : JSON.stringify(body), 1000),
});

export type FakeServer = {
	fetch: Fetch;
	/** What was asked, as `path?query`, in order. */
	asked: string[];
	requests: Request[];
};

/** A server that answers as the function says; it may wait, or throw as a network does. */
export const createFakeServer = (
	answer: (path: string, request: Request) => Answer | Promise<Answer>,
): FakeServer => {
	const server: FakeServer = {
		asked: [],
		requests: [],
		fetch: async request => {
			const path = request.url.pathname.replace(/^.*\/api\/v2\//, '');
			server.asked.push(path + request.url.search);
			server.requests.push(request);
			return toReply(await answer(path, request));
		},
	};
	return server;
};
