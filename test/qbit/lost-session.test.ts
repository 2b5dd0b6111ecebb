import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {VERSIONS} from '../lab/versions.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const renamed = (cookie: string) => cookie.replace(/^[^=]+/, 'other');
const secure = (cookie: string) => `${cookie}; Secure`;

describeThroughProxy('a session that is lost', VERSIONS, ({server, proxy, open}) => {
	it('by a logout behind our back costs one login, and the calls succeed', async () => {
		const client = open(proxy().url, loginOf(server()));
		await client.ask(endpoints.version);
		const cookie = proxy().requests.at(-1)?.headers.cookie ?? '';
		const logout = `${server().url}/api/v2/auth/logout`;
		expect((await fetch(logout, {method: 'POST', headers: {cookie}})).status).toBe(200);
		const calls = Array.from({length: 8}, () => client.ask(endpoints.version));
		for (const answer of await Promise.all(calls)) expect(answer).toMatch(/^v/);
		expect(client.logins()).toBe(2);
		expect(proxy().seen('auth/login')).toHaveLength(2);
	});

	it('by a restart of the server costs one login, and the next list is whole', async () => {
		const client = open(server().url, loginOf(server()));
		const {rid} = await client.ask(endpoints.maindata, {rid: 0});
		await server().restart();
		const update = await client.ask(endpoints.maindata, {rid});
		expect(update.full_update).toBe(true);
		expect(client.logins()).toBe(2);
	});

	it.each([
		['stripped', () => [], /did not get here/],
		[
			'given another name',
			(cookies: string[]) => cookies.map(renamed),
			/does not know the session/,
		],
	])('because the cookie is %s says so, and logs in once a call', async (_, change, why) => {
		proxy().always('', {
			responseHeaders: headers => ({
				...headers,
				'set-cookie': change([headers['set-cookie'] ?? []].flat().map(String)),
			}),
		});
		const client = open(proxy().url, loginOf(server()));
		await expect(client.ask(endpoints.version)).rejects.toMatchObject({
			...{code: 'SessionLost', status: 403, message: expect.stringMatching(why)},
		});
		expect(proxy().seen('auth/login')).toHaveLength(1);
	});

	it('is not, when only the cookie of a server on this machine is Secure', async () => {
		proxy().always('auth/login', {
			responseHeaders: headers => ({
				...headers,
				'set-cookie': [headers['set-cookie'] ?? []].flat().map(value => secure(String(value))),
			}),
		});
		expect(await open(proxy().url, loginOf(server())).ask(endpoints.version)).toMatch(/^v/);
	});
});
