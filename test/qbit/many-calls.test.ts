import {expect, it} from 'vitest';
import {createClient} from '../../source/qbit/client.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {createFakeServer} from './fake-fetch.ts';

it('a call that hears late that its session is lost uses the one that another has opened', async () => {
	let logins = 0;
	let newest = '';
	const {promise: loggedInAgain, resolve: noteLogin} = Promise.withResolvers<void>();
	const {fetch, asked} = createFakeServer(async (path, {headers}) => {
		if (path === 'auth/login') {
			newest = `SID=${++logins}`;
			return {status: 204, headers: {'set-cookie': `${newest}; path=/`}};
		}
		if (headers.cookie === newest) return {body: 'v5.3.0'};
		if (path === 'app/webapiVersion') await loggedInAgain;
		return {status: 403};
	});
	const client = createClient({
		...{url: new URL('http://nas'), fetch, maxReplyBytes: 1_000_000},
		...{username: 'admin', password: async () => 'secret'},
	});
	await client.ask(endpoints.version);
	newest = 'SID=gone';
	const late = client.ask(endpoints.webapiVersion);
	await client.ask(endpoints.version);
	noteLogin();
	expect(await late).toBe('v5.3.0');
	expect(asked.filter(path => path === 'auth/login')).toHaveLength(2);
	expect(client.logins()).toBe(2);
});
