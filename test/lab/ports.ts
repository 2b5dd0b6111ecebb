import {once} from 'node:events';
import {createServer} from 'node:net';

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export const freePort = () => tryPort(0);

/**
 * Fails when somebody listens on a port of 127.0.0.1. qBittorrent itself would start, without its
 * WebUI, and the one that has the port would answer in its place.
 */
export async function assertFree(port: number): Promise<void> {
	await tryPort(port);
}

async function tryPort(port: number): Promise<number> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('no port of 127.0.0.1');
	return address.port;
}
