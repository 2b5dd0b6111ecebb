import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {createLabClient} from '../lab/client.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

describeThroughProxy('a login', ['4.5', '5.3'], ({server, proxy, open}) => {
	it('that was refused is not sent again until the password is another one, or a person wants it', async () => {
		const client = open(proxy().url, {username: server().username, password: 'wrong'});
		for (let times = 0; times < 5; times++) {
			await expect(client.ask(endpoints.version)).rejects.toMatchObject({code: 'LoginRefused'});
		}
		expect(proxy().seen('auth/login')).toHaveLength(1);
		client.forgive();
		await expect(client.ask(endpoints.version)).rejects.toMatchObject({code: 'LoginRefused'});
		expect(proxy().seen('auth/login')).toHaveLength(2);
	});
});

describeThroughProxy('sessions', ['5.3'], ({server, proxy, open}) => {
	it('that others end again and again are not fought for: six logins, then a rest', async () => {
		const {url, username, password} = server();
		const other = createLabClient(url, username, password);
		await other.call('app/setPreferences', {
			json: JSON.stringify({web_ui_sessions_count_limit: 1}),
		});
		const client = open(proxy().url, loginOf(server()));
		let failed = 0;
		for (let times = 0; times < 12; times++) {
			await client.ask(endpoints.version).catch(error => {
				expect(error).toMatchObject({code: 'SessionLost'});
				failed++;
			});
			// Each login ends the session of the other one.
			other.forget();
			await other.call('app/version');
		}
		expect(proxy().seen('auth/login')).toHaveLength(6);
		expect(failed).toBe(6);
		await other.call('app/setPreferences', {
			json: JSON.stringify({web_ui_sessions_count_limit: 15}),
		});
	});
});
