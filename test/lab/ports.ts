import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:net';

/** Of the ports that nobody gets by chance, each worker has so many to itself. */
const SHARE = 1024;
const LOWEST = 10_240;

let given = Math.floor(Math.random() * SHARE);

/**
 * A TCP port of 127.0.0.1 that is free, and stays so. The kernel gives one of its own range to
 * whoever connects to anything: between a look and its use, or while a server is restarted, somebody
 * would have it. So it is one below that range, and never one that this process had before.
 *
 * @throws when all of this worker's share are taken
 */
export async function freePort(): Promise<number> {
	const lowest = await lowestOfShare();
	for (let tries = 0; tries < SHARE; tries++) {
		given += 1;
		const port = lowest + (given % SHARE);
		const isFree = await tryPort(port).then(
			() => true,
			() => false,
		);
		if (isFree) return port;
	}
	throw new Error(`none of the ${SHARE} ports from ${lowest} on is free`);
}

/** vitest counts its workers from 1; two at a time never have the same number. */
async function lowestOfShare(): Promise<number> {
	const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
	const highest = Number.parseInt(range, 10) || 32_768;
	const shares = Math.max(1, Math.floor((highest - LOWEST) / SHARE));
	const worker = Number(process.env.VITEST_POOL_ID ?? process.pid);
	return LOWEST + (worker % shares) * SHARE;
}

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
