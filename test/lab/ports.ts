import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:net';

const LOWEST = 10_240;

/**
 * A TCP port of 127.0.0.1 that is free, and that nobody else is given as long as this process lives,
 * also while what listens there is restarted.
 *
 * The kernel gives ports of its own range to whoever connects to anything, so it is one below that
 * range. And it is claimed, so that another process that looks for one passes it by.
 *
 * @throws when there is none
 */
export async function freePort(): Promise<number> {
	const highest = await endOfOurs();
	const count = highest - LOWEST;
	const first = Math.floor(Math.random() * count);
	for (let tries = 0; tries < count; tries++) {
		const port = LOWEST + ((first + tries) % count);
		if ((await claim(port)) && (await isFree(port))) return port;
	}
	throw new Error(`none of the ports from ${LOWEST} to ${highest} is free`);
}

/** Where the kernel's own range begins. */
async function endOfOurs(): Promise<number> {
	const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
	return Math.max(LOWEST + 1024, Number.parseInt(range, 10) || 32_768);
}

/** A socket without a file, which the kernel takes away with its process, stands for the port. */
async function claim(port: number): Promise<boolean> {
	const token = createServer().listen(`\0qbtui-lab-port-${port}`);
	try {
		await once(token, 'listening');
	} catch {
		return false;
	}
	token.unref();
	return true;
}

const isFree = (port: number): Promise<boolean> =>
	tryPort(port).then(
		() => true,
		() => false,
	);

/**
 * Fails when somebody listens on a port of 127.0.0.1. qBittorrent itself would start, without its
 * WebUI, and the one that has the port would answer in its place.
 */
export async function assertFree(port: number): Promise<void> {
	await tryPort(port);
}

async function tryPort(port: number): Promise<void> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	server.close();
	await once(server, 'close');
}
