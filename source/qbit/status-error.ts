import {readText} from './body.ts';
import type {Endpoint} from './endpoint.ts';
import {QbitError} from './errors.ts';
import type {Reply} from './fetch.ts';
import {unauthorized} from './session.ts';

/** What a status that is no success means. Messages of servers are translated: never matched. */
export const statusError = async (
	endpoint: Endpoint<unknown>,
	reply: Reply,
): Promise<QbitError> => {
	const {status} = reply;
	const said = (await readText(reply.body, 1_000_000).catch(() => '')).trim().slice(0, 200);
	if (status === 401) return unauthorized(reply);
	if (status === 404)
		return new QbitError('NotFound', `The server has no ${endpoint.path}.`, {status});
	if (status === 409) return new QbitError('Conflict', said || 'The server refuses it.', {status});
	if (status >= 300 && status < 400) return redirected(reply);
	if (status >= 500) {
		return new QbitError('Unreachable', `The server, or a proxy before it, answers ${status}.`, {
			status,
		});
	}
	if (status === 400 || status === 405 || status === 415) {
		return new QbitError('Unsupported', said || `The server answers ${status}.`, {status});
	}
	return new QbitError('BadReply', `The server answers ${endpoint.path} with ${status}.`, {status});
};

const redirected = (reply: Reply): QbitError => {
	const to = String(reply.headers.location ?? 'somewhere else');
	return new QbitError('BadReply', `The server sends us on to ${to}.`, {
		status: reply.status,
		advice: ['Set the URL to where it sends us, if that is qBittorrent.'],
	});
};
