import {connect, createServer, type Socket} from 'node:net';

/** Passes bytes on to a server and back, and remembers when the newest ones came from it. */
export type Relay = {
	url: string;
	/** performance.now() of the last byte of the newest long answer (over 1 MB). */
	lastByteAt: () => number;
	close: () => void;
};

export const openRelay = async (target: string): Promise<Relay> => {
	const {port: targetPort} = new URL(target);
	let lastByteAt = 0;
	const sockets = new Set<Socket>();
	const server = createServer(client => {
		const upstream = connect(Number(targetPort), '127.0.0.1');
		sockets.add(client).add(upstream);
		let length = 0;
		client.on('data', request => {
			length = 0;
			upstream.write(withHost(request, targetPort));
		});
		upstream.on('data', answer => {
			length += answer.length;
			if (length > 1e6) lastByteAt = performance.now();
			if (!client.write(answer)) {
				upstream.pause();
				client.once('drain', () => upstream.resume());
			}
		});
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on('close', () => other.destroy());
			one.on('error', () => other.destroy());
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		lastByteAt: () => lastByteAt,
		close: () => {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
};

/** qBittorrent refuses a Host header with another port than its own. */
const withHost = (request: Buffer, port: string): string =>
	request.toString('latin1').replace(/(\r\nhost: 127\.0\.0\.1:)\d+/i, `$1${port}`);
