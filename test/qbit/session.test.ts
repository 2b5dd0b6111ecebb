import {getEventListeners} from 'node:events';
import {describe, expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {type Answer, createFakeServer} from './fake-fetch.ts';

const yes = (cookie: string): Answer => ({status: 204, headers: {'set-cookie': cookie}});

/** A server that lets in who sends the right cookie. */
const serverThatSets = (setCookie: string, wanted: string) =>
	createFakeServer((path, {headers}) => {
		if (path === 'auth/login') return yes(setCookie);
		return headers.cookie === wanted ? {body: 'v5.3.0'} : {status: 403, body: 'Forbidden'};
	});

const clientOf = (fetch: ReturnType<typeof createFakeServer>['fetch'], url = 'http://nas:8080') =>
	createClient({
		...{url: new URL(url), fetch, maxReplyBytes: 1_000_000},
		...{username: 'admin', password: async () => 'secret'},
	});

describe('a cookie', () => {
	it.each([
		['is kept under any name', 'http://nas:8080', 'anything=abc; path=/', 'anything=abc'],
		['goes back as it came', 'http://nas', 'SID=a+b/c==; HttpOnly; path=/', 'SID=a+b/c=='],
		['may be for a folder', 'http://nas/qbt', 'SID=a; path=/qbt/', 'SID=a'],
		['may be for a folder without a slash', 'http://nas/qbt/', 'SID=a; path=/qbt', 'SID=a'],
		['is kept when the clocks differ', 'http://nas', `SID=a; expires=${new Date(1e12)}`, 'SID=a'],
		['is kept when its time is up', 'http://nas', 'SID=a; Max-Age=0; path=/', 'SID=a'],
		['may be Secure over https', 'https://nas', 'SID=a; Secure; path=/', 'SID=a'],
		['may be of an address', 'http://[::1]:8080', 'SID=a; SameSite=Strict; path=/', 'SID=a'],
	])('%s', async (_, url, setCookie, wanted) => {
		const {fetch} = serverThatSets(setCookie, wanted);
		expect(await clientOf(fetch, url).ask(endpoints.version)).toBe('v5.3.0');
	});

	it.each([
		['is stripped', '', /did not get here/],
		['is marked as Secure', 'SID=right; Secure; path=/', /marked its cookie as Secure/],
		['is changed on the way', 'SID=wrong; path=/', /does not know the session/],
		['has another name', 'QBT_SID_1=right; path=/', /does not know the session/],
		['is for another folder', 'SID=right; path=/other', /did not get here/],
		['is for another host', 'SID=right; domain=example.org; path=/', /did not get here/],
	])('that %s makes a lost session, and one sentence that says why', async (_, setCookie, why) => {
		const {fetch, asked} = serverThatSets(setCookie, 'SID=right');
		const client = clientOf(fetch);
		const failure = {code: 'SessionLost', status: 403, message: expect.stringMatching(why)};
		await expect(client.ask(endpoints.version)).rejects.toMatchObject(failure);
		expect(asked).toEqual(['auth/login', 'app/version']);
		await expect(client.ask(endpoints.version)).rejects.toMatchObject(failure);
		expect(asked).toHaveLength(5);
	});

	it('is renewed by any answer, and taken back by an empty one', async () => {
		const offers = ['SID=b; path=/', 'SID=; expires=Thu, 01-Jan-1970 00:00:00 GMT; path=/', ''];
		const {fetch, requests} = createFakeServer(path => {
			if (path === 'auth/login') return yes('SID=a; path=/');
			return {body: 'v5.3.0', headers: {'set-cookie': offers.shift() ?? ''}};
		});
		const client = clientOf(fetch);
		for (let n = 0; n < 3; n++) await client.ask(endpoints.version);
		expect(requests.map(({headers}) => headers.cookie)).toEqual([
			...[undefined, 'SID=a', 'SID=b', undefined],
		]);
	});
});

it('closes a session that a server without a login gave', async () => {
	const {fetch, asked} = createFakeServer(() => ({
		body: 'v5.3.0',
		headers: {'set-cookie': 'SID=a; path=/'},
	}));
	const client = createClient({url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000});
	await client.close();
	expect(asked).toEqual([]);
	await client.ask(endpoints.version);
	await client.close();
	expect(asked).toEqual(['app/version', 'auth/logout']);
});

it('does not log in again to log out', async () => {
	const {fetch, asked} = createFakeServer(path =>
		path === 'auth/login' ? yes('SID=a; path=/') : {status: path === 'auth/logout' ? 403 : 200},
	);
	const client = clientOf(fetch);
	await client.ask(endpoints.version);
	await client.close();
	expect(asked).toEqual(['auth/login', 'app/version', 'auth/logout']);
});

it('gives up a login that gets no answer when it is closed', async () => {
	const {fetch} = createFakeServer(
		(_, {signal}) =>
			new Promise((_resolve, reject) => {
				const giveUp = () => reject(new Error('aborted'));
				if (signal?.aborted) giveUp();
				else signal?.addEventListener('abort', giveUp);
			}),
	);
	const client = clientOf(fetch);
	const asking = client.ask(endpoints.version);
	await client.close();
	await expect(asking).rejects.toThrow('aborted');
});

it('no longer waits for a login when the call is given up', async () => {
	const {fetch} = createFakeServer(() => new Promise(() => {}));
	const asking = clientOf(fetch).ask(endpoints.version, {}, {signal: AbortSignal.timeout(1)});
	await expect(asking).rejects.toMatchObject({code: 'Unreachable'});
});

it('leaves nothing behind on a signal that outlives many logins that failed', async () => {
	const {fetch} = createFakeServer(() => ({status: 503}));
	const client = clientOf(fetch);
	const {signal} = new AbortController();
	for (let times = 0; times < 3; times++) {
		await expect(client.ask(endpoints.version, {}, {signal})).rejects.toThrow('503');
	}
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});
