import {connect} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, it, onTestFinished} from 'vitest';
import {createEngine} from '../../source/engine.ts';
import {startService, usualServiceLimits} from '../../source/service/server.ts';
import {resolveConfig} from '../../source/settings/config.ts';

/** As the program runs it, with less patience. */
const startHasty = async () => {
	const answers = {url: 'http://127.0.0.1:9'};
	const engine = await createEngine(
		resolveConfig({flags: {}, env: {}, dotenv: {}, file: undefined, answers}),
	);
	const service = await startService({
		...{host: '127.0.0.1', port: 0, isLoopback: true},
		offered: () => ({key: 'key', allowedHosts: []}),
		...{engine: () => engine, isReadOnly: () => false, version: '0', now: Date.now},
		sleep: ms => sleep(ms),
		...{log: () => {}, complain: () => {}},
		limits: {...usualServiceLimits, headersMs: 200, requestMs: 300},
	});
	onTestFinished(async () => {
		await service.close();
		await engine.stop();
	});
	return service;
};

/** Sends the beginning of a request, and no more; what comes back until the connection ends. */
const sendPart = (url: string, part: string) =>
	new Promise<string>((resolve, reject) => {
		const {hostname, port} = new URL(url);
		let text = '';
		const socket = connect(Number(port), hostname, () => socket.write(part));
		socket.setEncoding('utf8').on('data', more => {
			text += more;
		});
		socket.on('close', () => resolve(text)).on('error', reject);
	});

it.each([
	['headers', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX-'],
	[
		'body',
		'POST /queue/clear HTTP/1.1\r\nHost: localhost\r\nX-API-Key: key\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"',
	],
])('a sender whose %s do not end is answered 408, and others meanwhile', async (_, part) => {
	const {url} = await startHasty();
	const slow = sendPart(url, part);
	expect((await fetch(`${url}/health`)).status).toBe(200);
	expect(await slow).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"TOO_SLOW"/);
});
