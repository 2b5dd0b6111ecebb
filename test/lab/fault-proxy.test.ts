import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type FaultProxy, startFaultProxy} from './fault-proxy.ts';
import {labAvailable} from './lab.ts';
import {type Server, startServer} from './server.ts';
import {NEWEST} from './versions.ts';

describe.skipIf(!(await labAvailable(NEWEST)))('a fault proxy', () => {
	let server: Server;
	let proxy: FaultProxy;
	const get = (path: string) => fetch(`${proxy.url}/api/v2/${path}`);

	beforeAll(async () => {
		server = await startServer({version: NEWEST});
		proxy = await startFaultProxy(server);
	});
	afterAll(async () => {
		await proxy?.stop();
		await server?.discard();
	});

	it('passes on and records', async () => {
		const body = new URLSearchParams({username: server.username, password: server.password});
		const login = await fetch(`${proxy.url}/api/v2/auth/login?x=1`, {method: 'POST', body});
		expect(login.headers.getSetCookie()[0]).toMatch(/^QBT_SID_/);
		expect(proxy.seen('auth/login')).toMatchObject([
			{method: 'POST', path: '/api/v2/auth/login', body: body.toString(), status: 204},
		]);
		expect(proxy.requests[0]?.query.get('x')).toBe('1');
	});

	it('replaces status, body and headers, once', async () => {
		const responseHeaders = () => ({'set-cookie': ['a=1; Secure', 'b=2']});
		proxy.next('app/version', {instead: true, status: 503, body: '[]', responseHeaders});
		const response = await get('app/version');
		expect([response.status, await response.text()]).toEqual([503, '[]']);
		expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
		expect(proxy.requests.at(-1)?.status).toBeUndefined();
		expect((await get('app/version')).status).toBe(403);
	});

	it('changes what the server sees', async () => {
		proxy.always(/version/, {
			requestHeaders: headers => ({...headers, origin: 'http://else.where'}),
		});
		expect((await get('app/version')).status).toBe(401);
		proxy.clear();
		expect((await get('app/version')).status).toBe(403);
	});

	it('cuts, garbles and drops', async () => {
		proxy.next('app/version', {cutAfter: 3});
		await expect((await get('app/version')).text()).rejects.toThrow();
		proxy.next('app/version', {body: body => body.toString().slice(0, 3)});
		expect(await (await get('app/version')).text()).toBe('For');
		proxy.next('app/version', {drop: 'after'});
		await expect(get('app/version')).rejects.toThrow();
		expect(proxy.requests.at(-1)?.status).toBe(403);
		proxy.next('app/version', {drop: 'before'});
		await expect(get('app/version')).rejects.toThrow();
		expect(proxy.requests.at(-1)?.status).toBeUndefined();
	});

	it('delays and hangs', async () => {
		proxy.next('app/version', {delayHead: 60_000});
		proxy.next('app/version', {hang: true});
		proxy.next('app/version', {delayBody: 60_000});
		const brief = () => ({signal: AbortSignal.timeout(200)});
		const url = `${proxy.url}/api/v2/app/version`;
		await expect(fetch(url, brief())).rejects.toThrow('timeout');
		await expect(fetch(url, brief())).rejects.toThrow('timeout');
		const response = await fetch(url, brief());
		await expect(response.text()).rejects.toThrow('timeout');
	});

	it('sends 200 MB', async () => {
		proxy.next('app/version', {hugeBody: 200_000_000});
		let received = 0;
		for await (const chunk of (await get('app/version')).body ?? []) received += chunk.length;
		expect(received).toBe(200_000_000);
	});

	it('is away and back', async () => {
		await proxy.away();
		await expect(get('app/version')).rejects.toThrow();
		await proxy.back();
		expect((await get('app/version')).status).toBe(403);
		proxy.aim(undefined);
		await expect(get('app/version')).rejects.toThrow();
		proxy.aim(server);
		expect((await get('app/version')).status).toBe(403);
	});
});
