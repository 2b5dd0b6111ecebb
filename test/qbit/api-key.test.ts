import {expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {NEWEST} from '../lab/versions.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

describeThroughProxy('an API key', [NEWEST], ({server, proxy, open}) => {
	it('lets in without a login; a wrong one is told apart', async () => {
		const {apiKey} = await server().call<{apiKey: string}>('app/rotateAPIKey', {});
		const client = open(proxy().url, {apiKey, ...loginOf(server())});
		expect(await client.ask(endpoints.version)).toMatch(/^v5\.3/);
		await client.ask(endpoints.maindata, {rid: 0});
		await client.end();
		expect(proxy().requests.map(({path}) => path)).toEqual([
			...['/api/v2/app/version', '/api/v2/sync/maindata'],
		]);
		const wrong = open(proxy().url, {apiKey: `${apiKey.slice(0, -1)}!`});
		await expect(wrong.ask(endpoints.version)).rejects.toMatchObject({
			...{code: 'LoginRefused', message: expect.stringContaining('API key')},
		});
	});
});
