import type {Route} from './route.ts';

const errorCodes: Readonly<Record<number, string>> = {
	400: 'What was sent can’t be understood',
	401: 'The key is missing, wrong, or given more than once',
	403: 'A foreign name or origin',
	404: 'There is no such thing',
	405: 'Another method is needed: see Allow',
	408: 'The request came too slowly',
	409: 'Not possible as things are now',
	413: 'The body is longer than 64 KiB',
	415: 'Neither JSON nor a form',
	429: 'Too many wrong keys',
	500: 'It failed',
	501: 'Not in this version',
	503: 'Not possible now; sent again later, it may be',
};

const always = [403, 405, 408];
const keyed = [401, 429];
const withBody = [400, 413, 415];

const reference = {$ref: '#/components/schemas/Error'};

const responsesOf = ({method, open, codes = [], type}: Route): Record<string, unknown> => {
	const errors = [
		...always,
		...(open ? [] : keyed),
		...(method === 'POST' ? withBody : []),
		...codes,
	].sort((a, b) => a - b);
	const content =
		type === undefined ? {'application/json': {schema: {type: 'object'}}} : {[type]: {}};
	return {
		200: {description: 'Done', content},
		...Object.fromEntries(
			errors.map(code => [
				code,
				{
					description: errorCodes[code] ?? 'Failed',
					content: {'application/json': {schema: reference}},
				},
			]),
		),
	};
};

const parametersOf = ({method, path, takes = {}}: Route): unknown[] => [
	...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		...{name, in: 'path', required: true, schema: {type: 'string'}},
	})),
	...(method === 'GET'
		? Object.entries(takes).map(([name, {type, help}]) => ({
				...{name, in: 'query', description: help, schema: {type}},
			}))
		: []),
];

const bodyOf = ({method, takes}: Route): Record<string, unknown> => {
	if (method === 'GET' || !takes) return {};
	const properties = Object.fromEntries(
		Object.entries(takes).map(([name, {type, help}]) => [name, {type, description: help}]),
	);
	const schema = {type: 'object', properties};
	return {
		requestBody: {
			content: {'application/json': {schema}, 'application/x-www-form-urlencoded': {schema}},
		},
	};
};

/** The service as an OpenAPI document, read off the table of its routes. */
export const openApiOf = (routes: readonly Route[], version: string): Record<string, unknown> => {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const route of routes) {
		paths[route.path] ??= {};
		Object.assign(paths[route.path] ?? {}, {
			[route.method.toLowerCase()]: {
				summary: route.help,
				...(route.open ? {security: []} : {}),
				parameters: parametersOf(route),
				...bodyOf(route),
				responses: responsesOf(route),
			},
		});
	}
	return {
		openapi: '3.1.0',
		info: {title: 'qbtui serve', version},
		security: [{header: []}, {bearer: []}, {query: []}],
		paths,
		components: {
			securitySchemes: {
				header: {type: 'apiKey', in: 'header', name: 'X-API-Key'},
				bearer: {type: 'http', scheme: 'bearer'},
				query: {type: 'apiKey', in: 'query', name: 'api_key'},
			},
			schemas: {
				Error: {
					type: 'object',
					required: ['success', 'error', 'code'],
					properties: {
						success: {const: false},
						error: {type: 'string', description: 'A sentence for people'},
						code: {type: 'string', description: 'For machines'},
					},
				},
			},
		},
	};
};
