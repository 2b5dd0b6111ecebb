import {Buffer} from 'node:buffer';
import {createDemo, type Demo} from '../../source/demo/demo.ts';
import type {Delta, Torrent} from '../../source/qbit/types.ts';

/** A Friday in 2026, in milliseconds: where the clock of the tests stands. */
export const START = Date.UTC(2026, 10, 20, 12, 0, 0);

type Got = {status: number; body: string; cookie: string | undefined; bytes: Buffer};

export type Client = {
	ask: (
		method: 'GET' | 'POST',
		path: string,
		params?: Record<string, string>,
		headers?: Record<string, string>,
	) => Promise<Got>;
	send: (path: string, body: string | Uint8Array, type: string) => Promise<Got>;
	json: <Value>(path: string, params?: Record<string, string>) => Promise<Value>;
	post: (path: string, params?: Record<string, string>) => Promise<number>;
	/** A full maindata of a session of its own. */
	world: () => Promise<Required<Delta>>;
	torrents: () => Promise<Torrent[]>;
	torrent: (hash: string) => Promise<Torrent>;
	find: (test: (torrent: Torrent) => boolean) => Promise<Torrent>;
	login: () => Promise<Client>;
	demo: Demo;
	clock: {now: number; pass: (seconds: number) => void};
};

const read = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts);
};

const clientOf = (demo: Demo, clock: Client['clock'], jar: {cookie: string}): Client => {
	const request = async (
		method: 'GET' | 'POST',
		path: string,
		headers: Record<string, string>,
		body?: string | Uint8Array,
	): Promise<Got> => {
		const url = new URL(`${demo.url}/api/v2/${path}`);
		const all = {...(jar.cookie ? {cookie: jar.cookie} : {}), ...headers};
		const reply = await demo.fetch({
			method,
			url,
			headers: all,
			...(body === undefined ? {} : {body}),
		});
		const bytes = await read(reply.body);
		const set = reply.headers['set-cookie'];
		const cookie = Array.isArray(set) ? set[0] : set;
		if (cookie) jar.cookie = cookie.split(';')[0] ?? '';
		return {status: reply.status, body: bytes.toString(), cookie, bytes};
	};
	const form = {'content-type': 'application/x-www-form-urlencoded'};
	const client: Client = {
		demo,
		clock,
		ask: (method, path, params = {}, headers = {}) => {
			const query = new URLSearchParams(params).toString();
			if (method === 'GET') return request('GET', query ? `${path}?${query}` : path, headers);
			return request('POST', path, {...form, ...headers}, query);
		},
		send: (path, body, type) => request('POST', path, {'content-type': type}, body),
		json: async (path, params) => JSON.parse((await client.ask('GET', path, params)).body),
		post: async (path, params) => (await client.ask('POST', path, params)).status,
		world: () => client.login().then(other => other.json('sync/maindata', {rid: '0'})),
		torrents: async () => {
			const {torrents} = await client.json<Required<Delta>>('sync/maindata', {rid: '0'});
			return Object.entries(torrents).map(([hash, fields]) => full(hash, fields));
		},
		torrent: hash => client.find(torrent => torrent.hash === hash),
		find: async test => {
			const found = (await client.torrents()).find(test);
			if (!found) throw new Error('There is no such torrent.');
			return found;
		},
		login: async () => {
			const other = clientOf(demo, clock, {cookie: ''});
			const {username, password} = demo;
			await other.ask('POST', 'auth/login', {username, password});
			return other;
		},
	};
	return client;
};

const isTorrent = (fields: Partial<Torrent>): fields is Torrent =>
	fields.name !== undefined && fields.hash !== undefined;

const full = (hash: string, fields: Partial<Torrent>): Torrent => {
	const torrent = {...fields, hash};
	if (!isTorrent(torrent)) throw new Error('The torrent lacks fields.');
	return torrent;
};

/** A demo whose clock goes only when the test says so; nobody is logged in yet. */
export const stranger = (seed = 53): Client => {
	const clock = {
		now: START,
		pass: (seconds: number) => {
			clock.now += seconds * 1000;
		},
	};
	return clientOf(createDemo({now: () => clock.now, seed}), clock, {cookie: ''});
};

export const loggedIn = (seed = 53): Promise<Client> => stranger(seed).login();
