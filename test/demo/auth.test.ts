import {CookieJar} from 'tough-cookie';
import {describe, expect, it} from 'vitest';
import {loggedIn, stranger} from './ask.ts';

describe('the door', () => {
	it('lets in with 204 and a cookie that jars keep', async () => {
		const {ask, demo, clock} = stranger();
		// The jar looks at the real clock.
		clock.now = Math.max(clock.now, Date.now());
		const {username, password} = demo;
		const got = await ask('POST', 'auth/login', {username, password});
		expect(got.status).toBe(204);
		expect(got.body).toBe('');
		expect(got.cookie).toMatch(
			/^QBT_SID_8080=[A-Za-z0-9+/]{32}; HttpOnly; SameSite=Lax; expires=.+; path=\/$/,
		);
		const jar = new CookieJar();
		await jar.setCookie(got.cookie ?? '', demo.url);
		const [cookie] = await jar.getCookies(`${demo.url}/api/v2/app/version`);
		expect(cookie?.key).toBe('QBT_SID_8080');
		expect((await ask('GET', 'app/version')).body).toBe('v5.3.0');
		expect((await ask('GET', 'app/webapiVersion')).body).toBe('2.16.2');
	});

	it.each([
		['wrong password', 'POST', 'auth/login', {username: 'admin', password: 'x'}, 401],
		['no password', 'POST', 'auth/login', {}, 401],
		['login by GET', 'GET', 'auth/login', {}, 405],
		['no session', 'GET', 'app/version', {}, 403],
		['no session, no such endpoint', 'GET', 'app/nonsense', {}, 403],
		['logout without a session', 'POST', 'auth/logout', {}, 403],
		['no such path', 'GET', 'app', {}, 404],
	] as const)('%s', async (_, method, path, params, status) => {
		expect((await stranger().ask(method, path, {...params})).status).toBe(status);
	});

	it.each([
		['no such endpoint', 'GET', 'app/nonsense', {}, 404],
		['GET on a verb', 'GET', 'torrents/stop', {hashes: 'all'}, 405],
		['POST on a question', 'POST', 'app/version', {}, 200],
		['a parameter is missing', 'POST', 'torrents/stop', {}, 400],
		['no such torrent', 'GET', 'torrents/properties', {hash: 'x'}, 404],
		['unknown hashes are skipped', 'POST', 'torrents/stop', {hashes: 'x|y'}, 200],
		['a second login, whatever it says', 'POST', 'auth/login', {}, 204],
	] as const)('inside: %s', async (_, method, path, params, status) => {
		const {ask} = await loggedIn();
		expect((await ask(method, path, {...params})).status).toBe(status);
	});

	it('forgets who logs out', async () => {
		const {ask} = await loggedIn();
		expect((await ask('POST', 'auth/logout')).status).toBe(200);
		expect((await ask('GET', 'app/version')).status).toBe(403);
	});

	it('forgets who stays away for an hour, and renews the cookie of who does not', async () => {
		const {ask, clock} = await loggedIn();
		clock.pass(1900);
		expect((await ask('GET', 'app/version')).cookie).toMatch(/^QBT_SID_8080=/);
		expect((await ask('GET', 'app/version')).cookie).toBeUndefined();
		clock.pass(3700);
		expect((await ask('GET', 'app/version')).status).toBe(403);
	});

	it('takes the API key, but not at its own door', async () => {
		const {ask, demo} = stranger();
		const key = {authorization: `Bearer ${demo.apiKey}`};
		expect(demo.apiKey).toMatch(/^qbt_.{28}$/);
		expect((await ask('GET', 'app/version', {}, key)).status).toBe(200);
		expect((await ask('POST', 'auth/login', {}, key)).status).toBe(403);
		const wrong = {authorization: 'Bearer qbt_wrong'};
		expect((await ask('GET', 'app/version', {}, wrong)).status).toBe(403);
	});

	it('bans after five wrong passwords, for an hour, but not who is inside', async () => {
		const {ask, demo, clock, login} = stranger();
		const inside = await login();
		const {username, password} = demo;
		for (let n = 0; n < 5; n++)
			expect((await ask('POST', 'auth/login', {username, password: 'no'})).status).toBe(401);
		expect((await ask('POST', 'auth/login', {username, password})).status).toBe(403);
		expect((await inside.ask('GET', 'app/version')).status).toBe(200);
		clock.pass(3601);
		expect((await ask('POST', 'auth/login', {username, password})).status).toBe(204);
	});

	it('keeps fifteen sessions', async () => {
		const first = await loggedIn();
		for (let n = 0; n < 15; n++) {
			first.clock.pass(1);
			await first.login();
		}
		expect((await first.ask('GET', 'app/version')).status).toBe(403);
	});

	it('refuses a body that is no form', async () => {
		const {send} = await loggedIn();
		expect((await send('torrents/stop', '{}', 'application/json')).status).toBe(400);
	});
});
