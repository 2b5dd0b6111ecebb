import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {VERSIONS} from '../lab/versions.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

describeThroughProxy(
	'five failed logins',
	VERSIONS,
	({server, open}) => {
		it('are a ban, for the right password too; who is inside stays', async () => {
			const inside = open(server().url, loginOf(server()));
			await inside.ask(endpoints.version);
			// Each of them sends it once, and not again by itself.
			const tryWrong = () =>
				open(server().url, {username: 'admin', password: 'wrong'}).ask(endpoints.version);
			for (let n = 0; n < 5; n++) {
				await expect(tryWrong()).rejects.toMatchObject({code: 'LoginRefused'});
			}
			await expect(tryWrong()).rejects.toMatchObject({code: 'Banned'});
			const right = open(server().url, loginOf(server()));
			await expect(right.ask(endpoints.version)).rejects.toMatchObject({code: 'Banned'});
			expect(await inside.ask(endpoints.version)).toMatch(/^v/);
		});
	},
	{configure: {'Preferences/WebUI/MaxAuthenticationFailCount': '5'}},
);
