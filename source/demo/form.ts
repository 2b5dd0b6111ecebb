import type {Request} from '../qbit/fetch.ts';
import type {Form} from './http.ts';
import {readMultipart} from './multipart.ts';

const empty = (): Form => ({params: new Map(), files: new Map()});

const fromQuery = (query: string | URLSearchParams): Form => ({
	params: new Map(new URLSearchParams(query)),
	files: new Map(),
});

export const header = (request: Request, name: string): string => {
	const found = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);
	return found?.[1] ?? '';
};

const asBytes = (body: string | Uint8Array): Uint8Array =>
	typeof body === 'string' ? new TextEncoder().encode(body) : body;

const asText = (body: string | Uint8Array): string =>
	typeof body === 'string' ? body : new TextDecoder().decode(body);

/**
 * What a request brings: GET in the query alone, POST in the body alone. Undefined when the
 * server would not understand the body: neither urlencoded nor multipart.
 */
export const readForm = (request: Request): Form | undefined => {
	if (request.method === 'GET') return fromQuery(request.url.searchParams);
	if (request.body === undefined || request.body.length === 0) return empty();
	const type = header(request, 'content-type');
	if (type.startsWith('application/x-www-form-urlencoded')) return fromQuery(asText(request.body));
	if (!type.startsWith('multipart/form-data')) return undefined;
	return readMultipart(asBytes(request.body), type);
};
