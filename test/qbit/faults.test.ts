import {beforeEach, describe, expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import type {Fault} from '../lab/faults.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {addTorrents} from '../lab/upload.ts';
import {NEWEST} from '../lab/versions.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const redirect = () => ({location: 'https://nas.example/login', 'content-length': '0'});

/** What each fault of the way becomes. Silence is told after 3 s here. */
const faults: ReadonlyArray<[string, Fault, code: string, message: RegExp]> = [
	['drops the request', {drop: 'before'}, 'Unreachable', /cut the connection\.$/],
	['drops the reply', {drop: 'after'}, 'Unreachable', /cut the connection\.$/],
	['never replies', {hang: true}, 'Unreachable', /was silent for 3 s\.$/],
	['stops after the headers', {delayBody: 60_000}, 'Unreachable', /was silent for 3 s\.$/],
	['cuts the body', {cutAfter: 2000}, 'Unreachable', /cut the connection\.$/],
	['shortens the body', {body: body => body.subarray(0, -9)}, 'BadReply', /JSON, or it was cut/],
	['answers with a page', {body: '<html>Sign in</html>'}, 'BadReply', /not JSON/],
	['answers with nothing', {body: ''}, 'BadReply', /not JSON/],
	['answers with another document', {body: '{"ok":true}'}, 'BadReply', /no rid/],
	['answers 200 MB', {hugeBody: 200e6}, 'BadReply', /not JSON|unpacked/],
	['answers 500', {instead: true, status: 500}, 'Unreachable', /answers 500/],
	['answers 502', {instead: true, status: 502, body: '<html>'}, 'Unreachable', /answers 502/],
	[
		'sends on',
		{instead: true, status: 302, responseHeaders: redirect},
		'BadReply',
		/on to https:\/\/nas\.example\/login/,
	],
];

describeThroughProxy('a proxy that', [NEWEST], ({server, proxy, open}) => {
	let added: Promise<unknown> | undefined;
	beforeEach(async () => {
		added ??= addTorrents(server(), syntheticTorrents(30));
		await added;
	});

	describe.each([false, true])('(packed: %s)', gzip => {
		it.each(faults)('%s: one sentence, and the next call succeeds', async (...row) => {
			const [, fault, code, message] = row;
			const login = {...loginOf(server()), gzip};
			const client = open(proxy().url, login, {readTimeoutMs: 3000, poolSize: 1});
			await client.ask(endpoints.version);
			proxy().next('sync/maindata', fault);
			await expect(client.ask(endpoints.maindata, {rid: 0})).rejects.toMatchObject({
				...{name: 'QbitError', code, message: expect.stringMatching(message)},
			});
			const update = await client.ask(endpoints.maindata, {rid: 0});
			expect(update.torrents.size).toBe(30);
			expect(client.logins()).toBe(1);
		});
	});

	it('packs, when that is asked for, changes nothing in the answer', async () => {
		const packed = open(proxy().url, {...loginOf(server()), gzip: true});
		const plain = open(proxy().url, loginOf(server()));
		const [one, other] = [
			await packed.ask(endpoints.maindata, {rid: 0}),
			await plain.ask(endpoints.maindata, {rid: 0}),
		];
		expect([...one.torrents.keys()].sort()).toEqual([...other.torrents.keys()].sort());
		const asked = proxy()
			.seen('sync/maindata')
			.map(({headers}) => headers['accept-encoding']);
		expect(asked).toEqual(['gzip', 'identity']);
	});

	it('is away says that nothing listens there', async () => {
		await proxy().away();
		const asking = open(proxy().url, loginOf(server())).ask(endpoints.version);
		const message = `Nothing listens at 127.0.0.1:${proxy().port}.`;
		await expect(asking).rejects.toMatchObject({code: 'Unreachable', message});
		await proxy().back();
	});
});
