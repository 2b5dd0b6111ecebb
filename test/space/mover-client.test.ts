import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Client} from '../../source/qbit/client.ts';
import {QbitError} from '../../source/qbit/errors.ts';
import {
	allowedReads,
	allowedWrites,
	answerOf,
	createMover,
	createReleaser,
} from '../../source/space/run/mover-client.ts';

type Call = {path: string; params: unknown};

const hash = 'a'.repeat(40);

const spy = (fails?: Error): {client: Client; calls: Call[]} => {
	const calls: Call[] = [];
	const client: Client = {
		ask: async (endpoint, params) => {
			calls.push({path: endpoint.path, params});
			if (fails) throw fails;
			return endpoint.read((async function* () {})(), {maxBytes: 1000});
		},
		identify: async () => ({app: 'v5.3.0', webapi: '2.16.2'}),
		version: () => ({app: 'v5.3.0', webapi: '2.16.2'}),
		lacks: () => undefined,
		logins: () => 1,
		peek: () => Promise.reject(new Error('not here')),
		cookieNames: () => [],
		forgive: () => {},
		close: async () => {},
	};
	return {client, calls};
};

describe('what the orchestrator may ask of the server', () => {
	it('writes: places and tags, and nothing else', () => {
		expect(Object.keys(createMover(spy().client)).sort()).toEqual(
			Object.keys(allowedWrites).sort(),
		);
		const paths = Object.values(allowedWrites).map(({path}) => path);
		expect(paths.sort()).toEqual([
			...['torrents/addTags', 'torrents/removeTags', 'torrents/setLocation'],
		]);
	});

	it('everything else only reads', () => {
		for (const {method, path} of Object.values(allowedReads))
			expect([path, method]).toEqual([path, 'GET']);
	});

	it('the code that decides and moves reaches no other call', () => {
		const folder = join(import.meta.dirname, '../../source/space');
		const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name =>
			name.endsWith('.ts'),
		);
		expect(files).toContain('run/mover-client.ts');
		for (const name of files) {
			const text = readFileSync(join(folder, name), 'utf8');
			const used = [...text.matchAll(/\bendpoints\.(?!ts\b)(\w+)/g)].map(([, call = '']) => call);
			const reads = Object.keys(allowedReads);
			const more = name === 'run/mover-client.ts' ? [...Object.keys(allowedWrites), 'recheck'] : [];
			expect(
				used.filter(call => ![...reads, ...more].includes(call)),
				name,
			).toEqual([]);
			expect(text, name).not.toMatch(
				/hashes: *'all'|from '(\.\.\/)+qbit\/(verbs|run-verb|\w+-verbs)\.ts'/,
			);
		}
	});

	it('a recheck is only in the operator’s release', async () => {
		const {client, calls} = spy();
		await createReleaser(client).release(hash, '/ssd/tv', false);
		await createReleaser(client).release(hash, '/ssd/tv', true);
		expect(calls).toEqual([
			{path: 'torrents/setLocation', params: {hashes: hash, location: '/ssd/tv'}},
			{path: 'torrents/recheck', params: {hashes: hash}},
		]);
	});
});

describe('nothing is sent', () => {
	it.each(['all', '', `${hash}|${hash}`, 'a'.repeat(39), `${hash} `])(
		'for the hash “%s”',
		async wrong => {
			const {client, calls} = spy();
			const mover = createMover(client);
			expect(await mover.setLocation(wrong, '/hdd')).toBe('rejected');
			await expect(mover.addTags(wrong, ['hdd'])).rejects.toThrow();
			await expect(mover.removeTags(wrong, ['ssd'])).rejects.toThrow();
			await expect(createReleaser(client).release(wrong, '/ssd', false)).rejects.toThrow();
			expect(calls).toEqual([]);
		},
	);

	it.each([[[]], [['']], [[' ']], [['a,b']], [['ssd', '']]])('for the tags %j', async tags => {
		const {client, calls} = spy();
		await expect(createMover(client).removeTags(hash, tags)).rejects.toThrow();
		await expect(createMover(client).addTags(hash, tags)).rejects.toThrow();
		expect(calls).toEqual([]);
	});

	it('to no place', async () => {
		const {client, calls} = spy();
		expect(await createMover(client).setLocation(hash, '')).toBe('rejected');
		expect(calls).toEqual([]);
	});
});

it('one torrent, one place, one request', async () => {
	const {client, calls} = spy();
	const mover = createMover(client);
	expect(await mover.setLocation(hash, '/hdd/tv')).toBe('accepted');
	await mover.addTags(hash, ['hdd']);
	await mover.removeTags(hash, ['ssd', 'x']);
	expect(calls).toEqual([
		{path: 'torrents/setLocation', params: {hashes: hash, location: '/hdd/tv'}},
		{path: 'torrents/addTags', params: {hashes: hash, tags: 'hdd'}},
		{path: 'torrents/removeTags', params: {hashes: hash, tags: 'ssd,x'}},
	]);
});

const system = (code: string): QbitError =>
	new QbitError('Unreachable', 'x', {cause: Object.assign(new Error('x'), {code})});

/** TABLE: only what was surely not executed may be sent again. */
it.each([
	[new QbitError('Conflict', 'x', {status: 409}), 'noFolder'],
	[new QbitError('Forbidden', 'x', {status: 403}), 'notHeard'],
	[new QbitError('SessionLost', 'x', {status: 403}), 'notHeard'],
	[new QbitError('Banned', 'x', {status: 403}), 'notHeard'],
	[new QbitError('NotFound', 'x', {status: 404}), 'rejected'],
	[new QbitError('BadReply', 'x', {status: 500}), 'unknown'],
	[new QbitError('Forbidden', 'x', {status: 502}), 'unknown'],
	[new QbitError('BadReply', 'x'), 'unknown'],
	[system('ECONNREFUSED'), 'notHeard'],
	[system('UND_ERR_CONNECT_TIMEOUT'), 'notHeard'],
	[system('ECONNRESET'), 'unknown'],
	[system('UND_ERR_HEADERS_TIMEOUT'), 'unknown'],
	[system('UND_ERR_BODY_TIMEOUT'), 'unknown'],
	[new Error('anything'), 'unknown'],
])('%s means %s', async (error, answer) => {
	expect(answerOf(error)).toBe(answer);
	expect(await createMover(spy(error).client).setLocation(hash, '/hdd')).toBe(answer);
});

it.each([
	['connect', 'notHeard'],
	['read', 'unknown'],
	['write', 'unknown'],
])('a time-out of the system’s own in %s: %s', (syscall, answer) => {
	const cause = Object.assign(new Error('x'), {code: 'ETIMEDOUT', syscall});
	expect(answerOf(new QbitError('Unreachable', 'x', {cause}))).toBe(answer);
});
