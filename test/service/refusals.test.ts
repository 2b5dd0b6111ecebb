import {request as rawRequest} from 'node:http';
import {connect} from 'node:net';
import {beforeAll, expect, it} from 'vitest';
import {key, type Serving, serve, untilAllEnd} from './serving.ts';

/** One for all: whatever it is sent, it goes on. qBittorrent is not there, and is not asked. */
const atEnd = untilAllEnd();
let service: Serving;
beforeAll(async () => {
	service = await serve({atEnd});
});

const notify = '/notify/torrent-finished';
const hash = 'a'.repeat(40);

type Case = {
	method?: string;
	path?: string;
	headers?: Record<string, string | string[]>;
	body?: string;
};

/** As it stands, without a client that knows better. */
const send = ({method = 'GET', path = '/status', headers = {}, body}: Case) =>
	new Promise<{status: number; code: unknown; headers: Record<string, unknown>}>(
		(resolve, reject) => {
			const {hostname, port} = new URL(service.url);
			const asked = rawRequest(
				{hostname, port, method, path, headers: {'x-api-key': key, ...headers}},
				answer => {
					let text = '';
					answer.setEncoding('utf8').on('data', part => {
						text += part;
					});
					answer.on('end', () => {
						const body = JSON.parse(text);
						expect(body).toMatchObject({success: false, error: expect.stringMatching(/\w+ \w+/)});
						resolve({status: answer.statusCode ?? 0, code: body.code, headers: answer.headers});
					});
				},
			);
			asked.on('error', reject);
			asked.end(body);
		},
	);

const json = {'content-type': 'application/json'};
const post = (body: string, headers: Record<string, string> = json): Case => ({
	...{method: 'POST', path: notify, body, headers},
});

it.each<[string, number, string, Case]>([
	['no key', 401, 'UNAUTHORIZED', {headers: {'x-api-key': []}}],
	['a wrong key', 401, 'UNAUTHORIZED', {headers: {'x-api-key': 'wrong'}}],
	['the key twice', 401, 'UNAUTHORIZED', {headers: {'x-api-key': [key, key]}}],
	['the key in two places', 401, 'UNAUTHORIZED', {path: `/status?api_key=${key}`}],
	[
		'the key twice in the address',
		...([401, 'UNAUTHORIZED'] as const),
		{path: `/status?api_key=${key}&api_key=${key}`, headers: {'x-api-key': []}},
	],
	['a foreign name', 403, 'HOST_REFUSED', {headers: {host: 'example.org'}}],
	['a foreign page', 403, 'ORIGIN_REFUSED', {headers: {origin: 'https://example.org'}}],
	['a page without an origin', 403, 'ORIGIN_REFUSED', {headers: {origin: 'null'}}],
	['an unknown route', 404, 'NOT_FOUND', {path: '/nope'}],
	['an unknown job', 404, 'NO_JOB', {path: '/jobs/nope'}],
	['a wrong method', 405, 'WRONG_METHOD', {method: 'DELETE'}],
	['GET where POST is right', 405, 'WRONG_METHOD', {path: notify}],
	['POST where GET is right', 405, 'WRONG_METHOD', {method: 'POST', path: '/health'}],
	['bad JSON', 400, 'BAD_JSON', post('{"hash":')],
	['a list', 400, 'BAD_JSON', post('[]')],
	['deep nesting', 400, 'BAD_JSON', post('['.repeat(60_000))],
	['no hash', 400, 'BAD_HASH', post('{}')],
	['a hash that is none', 400, 'BAD_HASH', post('{"hash":"xyz"}')],
	['a hash that is a number', 400, 'BAD_HASH', post('{"hash":1}')],
	['no id but a dash', 400, 'BAD_HASH', post('{"hash":"-"}')],
	['params that are none', 400, 'BAD_VALUE', post(`{"hash":"${hash}","params":[]}`)],
	['a priority that is none', 400, 'BAD_VALUE', post(`{"hash":"${hash}","priority":{}}`)],
	['text', 415, 'BAD_TYPE', post('hash', {'content-type': 'text/plain'})],
	['64 KiB and one byte', 413, 'TOO_LARGE', post(' '.repeat(64 * 1024 + 1))],
	[
		'64 KiB and one byte, of which nothing is said before',
		...([413, 'TOO_LARGE'] as const),
		post(' '.repeat(64 * 1024 + 1), {...json, 'transfer-encoding': 'chunked'}),
	],
	[
		'dry_run that is neither true nor false',
		...([400, 'BAD_VALUE'] as const),
		{...post('{"dry_run":"perhaps"}'), path: '/tags/existing'},
	],
	['kinds that are none', 400, 'BAD_VALUE', {...post('{"kinds":["all"]}'), path: '/queue/clear'}],
	['after that is no number', 400, 'BAD_VALUE', {path: '/audit?after=x'}],
	['a limit that is nothing', 400, 'BAD_VALUE', {path: '/audit?limit=0'}],
	['qBittorrent away', 503, 'QBT_DOWN', {path: '/tags/summary'}],
])('refuses %s: %i %s', async (_, status, code, asked) => {
	const refused = await send(asked);
	expect([refused.status, refused.code]).toEqual([status, code]);
	expect(refused.headers).toMatchObject({'cache-control': 'no-store'});
	expect(refused.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
	if (status === 405) expect(refused.headers.allow).toMatch(/^(GET, HEAD|POST)$/);
	if (status === 413) expect(refused.headers.connection).toBe('close');
	if (status === 503) expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
	expect((await service.get('/health')).status).toBe(200);
});

it('takes a body of 64 KiB', async () => {
	const body = `{"hash":"${hash}"}`.padEnd(64 * 1024);
	expect((await service.post(notify, body, json)).status).toBe(200);
});

it.each([
	['no HTTP', 'NONSENSE\r\n\r\n', 400, 'BAD_REQUEST'],
	['for no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 403, 'HOST_REFUSED'],
])('what is %s gets an answer, and the connection ends', async (_, words, status, code) => {
	const {hostname, port} = new URL(service.url);
	const answer = await new Promise<string>((resolve, reject) => {
		let text = '';
		const socket = connect(Number(port), hostname, () => socket.write(words));
		socket.setEncoding('utf8').on('data', part => {
			text += part;
		});
		socket.on('end', () => resolve(text)).on('error', reject);
	});
	expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
	expect(answer).toContain(`"code":"${code}"`);
});

it('answers 1,000 at once, each torrent with one job', async () => {
	const hashes = Array.from({length: 100}, (_, i) => i.toString(16).padStart(40, 'b'));
	const asked = Array.from({length: 1000}, (_, i) =>
		service.post(notify, {hash: hashes[i % hashes.length]}),
	);
	const answers = await Promise.all(asked);
	expect(new Set(answers.map(({status}) => status))).toEqual(new Set([200]));
	const ids = new Set(answers.map(({body}) => body.queue_id));
	expect(ids.size).toBe(100);
	expect(answers.filter(({body}) => body.duplicate === false)).toHaveLength(100);
	expect((await service.get('/health')).status).toBe(200);
});

it('too many wrong keys from one address are told to wait; the right one is let in', async () => {
	const wrong = Array.from({length: 25}, () => service.get('/status', {'x-api-key': 'no'}));
	const answers = await Promise.all(wrong);
	const late = answers.find(({status}) => status === 429);
	expect(late?.body).toMatchObject({success: false, code: 'TOO_MANY'});
	expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await service.get('/status')).status).toBe(200);
});

it('writes no key into its log, wherever it came from', async () => {
	await service.get(`/status?api_key=${key}`, {'x-api-key': ''});
	await service.get('/status', {'x-api-key': '', authorization: `Bearer ${key}`});
	expect(service.lines().length).toBeGreaterThan(30);
	expect(service.text()).not.toContain(key);
	expect(service.errors()).toBe('');
});
