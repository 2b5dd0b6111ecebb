import {once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';
import {freePort} from './ports.ts';

/** Another port that leads to a server, as Docker publishes one: nothing in the bytes is changed. */
export const startPortMap = async (target: {
	port: number;
}): Promise<{url: string; port: number; stop: () => Promise<void>}> => {
	const sockets = new Set<Socket>();
	const server = createServer(incoming => {
		const outgoing = connect(target.port, '127.0.0.1');
		for (const [one, other] of [[incoming, outgoing] as const, [outgoing, incoming] as const]) {
			sockets.add(one);
			one.pipe(other);
			one.once('error', () => other.destroy());
			one.once('close', () => sockets.delete(one));
		}
	});
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		stop: async () => {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
};
