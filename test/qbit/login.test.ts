import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import type {FaultProxy} from '../lab/fault-proxy.ts';
import {VERSIONS, versionRow} from '../lab/versions.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

describeThroughProxy('a login', VERSIONS, ({server, version, proxy, open}) => {
	it('with the right password lets in, once for many calls at a time', async () => {
		const client = open(proxy().url, loginOf(server()));
		const answers = await Promise.all(
			Array.from({length: 12}, () => client.ask(endpoints.version)),
		);
		expect(new Set(answers).size).toBe(1);
		expect(answers[0]).toMatch(versionRow(version).reports);
		expect(proxy().seen('auth/login')).toHaveLength(1);
		expect(client.logins()).toBe(1);
	});

	it('says the version', async () => {
		const client = open(server().url, loginOf(server()));
		expect(await client.identify()).toEqual(client.version());
		expect(client.version()?.webapi).toMatch(/^2\.\d+(\.\d+)?$/);
	});

	it.each([
		['a wrong password', {username: 'admin', password: 'wrong'}],
		['a wrong name', {username: 'root', password: 'lab-password'}],
		['an empty password', {username: 'admin', password: ''}],
		['no password', {username: 'admin'}],
	])('with %s is refused', async (_, login) => {
		const asking = open(server().url, login).ask(endpoints.version);
		await expect(asking).rejects.toMatchObject({code: 'LoginRefused'});
	});

	it('that is not set is asked for', async () => {
		await expect(open(server().url).ask(endpoints.version)).rejects.toMatchObject({
			...{code: 'LoginRefused', message: expect.stringContaining('no user name is set')},
		});
	});

	it.each([
		['right', 'lab-password'],
		['wrong', 'wrong'],
	])('by a Host that the server refuses is told apart (%s password)', async (_, password) => {
		const requestHeaders = (headers: object) => ({...headers, host: '127.0.0.1:1'});
		proxy().always('', {requestHeaders});
		const asking = open(proxy().url, {username: 'admin', password}).ask(endpoints.version);
		await expect(asking).rejects.toMatchObject({code: 'HostRefused', status: 401});
	});

	it('sends neither Origin nor Referer, and the cookie as it came', async () => {
		// 64 of 100 session ids have a + or a /: soon there is one.
		for (let n = 0; n < 20 && !sawSpecial(proxy()); n++) {
			const client = open(proxy().url, loginOf(server()));
			expect(await client.ask(endpoints.version)).toMatch(/^v/);
			expect(client.logins()).toBe(1);
			await client.end();
		}
		expect(sawSpecial(proxy())).toBe(true);
		for (const {headers} of proxy().requests) {
			expect(headers).not.toHaveProperty('origin');
			expect(headers).not.toHaveProperty('referer');
			expect(headers.cookie ?? '').not.toContain('%');
		}
	});

	it('ends with a logout: the cookie is worth nothing any more', async () => {
		const client = open(proxy().url, loginOf(server()));
		await client.ask(endpoints.version);
		const cookie = proxy().requests.at(-1)?.headers.cookie ?? '';
		const ask = () => fetch(`${server().url}/api/v2/app/version`, {headers: {cookie}});
		expect((await ask()).status).toBe(200);
		await client.end();
		expect((await ask()).status).toBe(403);
		expect(proxy().seen('auth/logout')).toMatchObject([{method: 'POST', status: 200}]);
	});
});

const sawSpecial = (proxy: FaultProxy): boolean =>
	proxy.requests.some(({headers}) => /[+/]/.test(headers.cookie ?? ''));
