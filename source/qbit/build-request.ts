import type {Asking, ClientOptions, Params} from './client.ts';
import type {Endpoint} from './endpoint.ts';
import type {Request} from './fetch.ts';
import type {Body} from './multipart.ts';

/** No Origin and no Referer: qBittorrent's cross-site check lets pass what has neither. */
export const buildRequest = (
	options: ClientOptions,
	cookies: string,
	endpoint: Pick<Endpoint<unknown>, 'method' | 'path'>,
	params: Params | Body,
	{signal, patience}: Pick<Asking, 'signal' | 'patience'> = {},
): Request => {
	const url = new URL(options.url);
	url.pathname = `${url.pathname.replace(/\/$/, '')}/api/v2/${endpoint.path}`;
	const form = formOf(params);
	const headers: Record<string, string> = {
		'user-agent': 'qbtui',
		'accept-encoding': options.gzip ? 'gzip' : 'identity',
	};
	if (cookies !== '') headers.cookie = cookies;
	if (options.apiKey !== undefined) headers.authorization = `Bearer ${options.apiKey}`;
	const request: Request = {method: endpoint.method, url, headers};
	if (signal) request.signal = signal;
	if (patience !== undefined) request.patience = patience;
	if (endpoint.method === 'GET') {
		url.search = form.bytes.toString();
	} else {
		headers['content-type'] = form.type;
		request.body = form.bytes;
	}
	return request;
};

const isBody = (params: Params | Body): params is Body => params.bytes instanceof Uint8Array;

const formOf = (params: Params | Body): {type: string; bytes: string | Uint8Array} => {
	if (isBody(params)) return params;
	const bytes = new URLSearchParams(
		Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]),
	).toString();
	return {type: 'application/x-www-form-urlencoded', bytes};
};
