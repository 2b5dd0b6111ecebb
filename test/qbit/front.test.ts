import {describe, expect, it, onTestFinished} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {VERSIONS} from '../lab/versions.ts';
import {type Certificate, selfSigned, startFront} from './front.ts';
import {loginOf} from './real.ts';
import {describeThroughProxy} from './through-proxy.ts';

const certificate = await selfSigned().catch((): undefined => undefined);

describeThroughProxy('behind a reverse proxy', VERSIONS, ({server, open}) => {
	const front = async (options: {prefix?: string; tls?: Certificate}): Promise<string> => {
		const {url, stop} = await startFront(server(), options);
		onTestFinished(stop);
		return url;
	};
	const ask = (url: string, network: Parameters<typeof open>[2] = {}) =>
		open(url, loginOf(server()), network).ask(endpoints.version);

	it.each(['', '/'])('a path below which it has the server is used (%j behind it)', async end => {
		const client = open((await front({prefix: '/nas/qbt'})) + end, loginOf(server()));
		expect(await client.ask(endpoints.version)).toMatch(/^v/);
		const update = await client.ask(endpoints.maindata, {rid: 0});
		expect(update.full_update).toBe(true);
		expect(client.logins()).toBe(1);
	});

	it('a path that is not there is told', async () => {
		const url = new URL(await front({prefix: '/qbt'})).origin;
		await expect(ask(url)).rejects.toMatchObject({
			...{code: 'BadReply', message: expect.stringContaining('404')},
		});
	});

	describe.skipIf(!certificate)('with TLS', () => {
		const tls = () => (certificate ? {tls: certificate} : {});

		it('a certificate that nobody signed is refused', async () => {
			await expect(ask(await front(tls()))).rejects.toMatchObject({
				code: 'TlsRefused',
				message: expect.stringMatching(
					/^The certificate of 127\.0\.0\.1:\d+ is not trusted: .+\.$/,
				),
				advice: [expect.stringContaining('ca_file'), expect.stringContaining('verify_tls')],
			});
		});

		it('it is taken as an authority of one’s own, or without a check', async () => {
			const url = await front({...tls(), prefix: '/qbt'});
			expect(await ask(url, {verifyTls: false})).toMatch(/^v/);
			expect(await ask(url, {ca: certificate?.cert ?? ''})).toMatch(/^v/);
		});

		it('http to a port of https, and https to a port of http, are told', async () => {
			const plain = (await front(tls())).replace('https:', 'http:');
			await expect(ask(plain)).rejects.toMatchObject({
				name: 'QbitError',
				message: expect.stringMatching(/is not HTTP\.$|cut the connection\.$/),
			});
			await expect(ask(server().url.replace('http:', 'https:'))).rejects.toMatchObject({
				...{code: 'TlsRefused', message: expect.stringMatching(/does not speak TLS as we do\.$/)},
				advice: [expect.stringContaining('http://')],
			});
		});
	});
});
