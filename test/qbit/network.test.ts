import {once} from 'node:events';
import {createServer, type Server, type Socket} from 'node:net';
import {afterEach, expect, it} from 'vitest';
import {endpoints} from '../../source/qbit/endpoints.ts';
import type {NetworkOptions} from '../../source/qbit/network.ts';
import {freePort} from '../lab/ports.ts';
import {openClient} from './real.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];

/** Listens, and does with each connection as told. */
const listen = async (serve: (socket: Socket) => void): Promise<string> => {
	const server = createServer(socket => {
		sockets.push(socket);
		socket.on('error', () => {});
		serve(socket);
	});
	servers.push(server);
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	return `127.0.0.1:${port}`;
};

afterEach(() => {
	for (const socket of sockets.splice(0)) socket.destroy();
	for (const server of servers.splice(0)) server.close();
});

const ask = async (address: string, brief: Partial<NetworkOptions> = {}) => {
	const client = openClient(address, {}, brief);
	try {
		return await client.ask(endpoints.version);
	} finally {
		await client.end();
	}
};

const reply = (text: string) => (socket: Socket) => socket.end(text);

it.each<[string, (socket: Socket) => void, string, RegExp]>([
	['hangs up', socket => socket.destroy(), 'Unreachable', /^HOST cut the connection\.$/],
	['speaks first', reply('220 ftp ready\r\n'), 'BadReply', /^What HOST answers is not HTTP\.$/],
	['speaks in bytes', reply('\u0015\u0003\u0001\u0000\u0002'), 'BadReply', /is not HTTP\.$/],
	[
		'promises more than it sends',
		reply('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nv5'),
		'Unreachable',
		/^HOST cut the connection\.$/,
	],
	[
		'ends in the middle of a piece',
		reply('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nv5'),
		'Unreachable',
		/^HOST cut the connection\.$/,
	],
	[
		'says that it packed what it did not',
		reply('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nv5'),
		'BadReply',
		/^What HOST sent can’t be unpacked\.$/,
	],
])('a server that %s', async (_, serve, code, message) => {
	const host = await listen(serve);
	const pattern = new RegExp(message.source.replace('HOST', host));
	await expect(ask(`http://${host}`)).rejects.toMatchObject({
		...{name: 'QbitError', code, message: expect.stringMatching(pattern)},
	});
});

it('a server that takes the connection and is silent', async () => {
	const host = await listen(() => {});
	const asking = ask(`http://${host}`, {readTimeoutMs: 300});
	const message = `${host} was silent for 0.3 s.`;
	await expect(asking).rejects.toMatchObject({code: 'Unreachable', message});
});

it('a handshake that gets no answer ends with the time for connections', async () => {
	const host = await listen(() => {});
	const message = `${host} did not take the connection within 0.3 s.`;
	const asking = ask(`https://${host}`, {connectTimeoutMs: 300});
	await expect(asking).rejects.toMatchObject({code: 'Unreachable', message});
});

it('a name that nobody knows is told', async () => {
	await expect(ask('http://qbtui.invalid:8080')).rejects.toMatchObject({
		...{code: 'Unreachable', message: expect.stringContaining('qbtui.invalid:8080')},
	});
});
