import {describe, expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';

const ask = (answers: Record<string, Answer>, login: {apiKey?: string; username?: string} = {}) => {
	const {fetch, asked} = createFakeServer(path => answers[path] ?? {status: 404});
	const options = {url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000, ...login};
	return {asking: createClient(options).ask(endpoints.version), asked};
};

const ofProxy = {status: 401, headers: {'www-authenticate': 'Basic realm="nas"'}};

describe('an answer to a login', () => {
	const page = `<html>${' '.repeat(200_000)}</html>`;
	it.each<[string, Answer, Answer, string, RegExp]>([
		['200 Fails.', {body: 'Fails.'}, {status: 403}, 'LoginRefused', /password is wrong/],
		['401', {status: 401}, {status: 403}, 'LoginRefused', /password is wrong/],
		['401, as all else', {status: 401}, {status: 401}, 'HostRefused', /Host header/],
		[
			'401 of a proxy',
			ofProxy,
			ofProxy,
			'Forbidden',
			/proxy in front of qBittorrent asks for a login/,
		],
		['403', {status: 403, body: 'Gesperrt'}, {}, 'Banned', /banned/],
		['200 and a page', {body: page}, {}, 'BadReply', /as qBittorrent does not/],
		['404', {status: 404}, {}, 'BadReply', /404, as qBittorrent does not/],
		['403 and a page', {status: 403, body: page}, {}, 'Forbidden', /proxy .* refuses the login/],
		['502', {status: 502, body: 'Bad Gateway'}, {}, 'Unreachable', /502/],
		['a redirect', {status: 301, headers: {location: 'https://nas/'}}, {}, 'BadReply', /https:/],
	])('%s', async (_, login, version, code, message) => {
		const {asking} = ask({'auth/login': login, 'app/version': version}, {username: 'admin'});
		const isElsewhere = code === 'BadReply';
		const told = {code, message: expect.stringMatching(message), isElsewhere};
		await expect(asking).rejects.toMatchObject(told);
	});
});

describe('an answer to a call', () => {
	it.each<[string, Answer, string, RegExp]>([
		['401', {status: 401}, 'HostRefused', /Host header/],
		['401', ofProxy, 'Forbidden', /proxy in front of qBittorrent asks for a login/],
		['403', {status: 403}, 'LoginRefused', /no user name is set/],
		['404', {status: 404}, 'NotFound', /app\/version/],
		['409', {status: 409, body: 'Schon da'}, 'Conflict', /Schon da/],
		['400', {status: 400, body: 'Missing'}, 'Unsupported', /Missing/],
		['405', {status: 405}, 'Unsupported', /405/],
		['500', {status: 500}, 'Unreachable', /500/],
		['502', {status: 502, body: '<html>'}, 'Unreachable', /502/],
		['302', {status: 302, headers: {location: '/login'}}, 'BadReply', /on to \/login/],
		['418', {status: 418}, 'BadReply', /418/],
	])('%s', async (status, answer, code, message) => {
		const {asking} = ask({'app/version': answer});
		await expect(asking).rejects.toMatchObject({
			...{code, status: Number(status), message: expect.stringMatching(message)},
		});
	});

	it('403 with an API key', async () => {
		const {asking, asked} = ask({'app/version': {status: 403}}, {apiKey: 'qbt_x'});
		const message = expect.stringContaining('API key');
		await expect(asking).rejects.toMatchObject({code: 'LoginRefused', message});
		expect(asked).toEqual(['app/version']);
	});
});

it('what answers and knows no version is not qBittorrent', async () => {
	const {fetch} = createFakeServer(() => ({status: 404, body: 'Not found'}));
	const client = createClient({url: new URL('http://nas:81'), fetch, maxReplyBytes: 1_000_000});
	await expect(client.identify()).rejects.toMatchObject({
		...{code: 'BadReply', status: 404, isElsewhere: true},
		message: 'What answers at http://nas:81/ is not qBittorrent’s Web API.',
		advice: expect.arrayContaining([expect.stringContaining('qbtui doctor')]),
	});
});

it('a strange answer of a server that is known does not make it another one', async () => {
	const {fetch} = createFakeServer(path => (path === 'auth/login' ? {status: 204} : {body: '<p>'}));
	const options = {url: new URL('http://nas'), fetch, maxReplyBytes: 1000, username: 'admin'};
	const asking = createClient(options).identify();
	await expect(asking).rejects.toMatchObject({code: 'BadReply', isElsewhere: false});
});

it('says why a server can’t do what needs a newer one, without asking it', async () => {
	const {fetch, asked} = createFakeServer(path => ({
		body: path === 'app/version' ? 'v5.1.0' : '2.11.4',
	}));
	const client = createClient({url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000});
	expect(client.lacks(endpoints.freeSpaceAtPath)).toBeUndefined();
	expect(await client.identify()).toEqual({app: 'v5.1.0', webapi: '2.11.4'});
	expect(client.lacks(endpoints.freeSpaceAtPath)).toMatch(/v5\.1\.0.*needs WebAPI 2\.15\.2/);
	expect(client.lacks(endpoints.maindata)).toBeUndefined();
	const asking = client.ask(endpoints.freeSpaceAtPath, {path: '/'});
	await expect(asking).rejects.toMatchObject({code: 'Unsupported'});
	expect(asked).toHaveLength(2);
});
