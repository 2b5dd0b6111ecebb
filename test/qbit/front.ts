import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {request as ask, createServer, type IncomingMessage, type RequestListener} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {freePort} from '../lab/ports.ts';

export type Certificate = {cert: string; key: string};

/** A certificate for 127.0.0.1 that nobody else has signed. */
export const selfSigned = async (): Promise<Certificate> => {
	const folder = await mkdtemp(join(tmpdir(), 'qbtui-tls-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
	const name = ['-nodes', '-subj', '/CN=lab', '-addext', 'subjectAltName=IP:127.0.0.1'];
	await promisify(execFile)('openssl', [...args, ...name, '-keyout', key, '-out', cert]);
	const texts = {key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8')};
	await rm(folder, {recursive: true, force: true});
	return texts;
};

/** Passes on what is asked for below `prefix`, as nginx does with `proxy_cookie_path`. */
const passOn =
	(target: {url: string}, prefix: string): RequestListener =>
	async (incoming, response) => {
		const path = incoming.url ?? '';
		if (!path.startsWith(`${prefix}/`)) {
			response.writeHead(404).end();
			return;
		}
		const url = new URL(path.slice(prefix.length), target.url);
		const {method, headers} = incoming;
		const outgoing = ask(url, {method, headers: {...headers, host: url.host}, agent: false});
		incoming.pipe(outgoing);
		const [reply]: IncomingMessage[] = await once(outgoing, 'response');
		const cookies = reply?.headers['set-cookie']?.map(cookie =>
			cookie.replace(/path=\//i, `path=${prefix}/`),
		);
		const changed = cookies ? {'set-cookie': cookies} : {};
		response.writeHead(reply?.statusCode ?? 502, {...reply?.headers, ...changed});
		reply?.pipe(response);
	};

/** A reverse proxy: below a path, with TLS, or both. */
export const startFront = async (
	target: {url: string},
	{prefix = '', tls}: {prefix?: string; tls?: Certificate},
): Promise<{url: string; stop: () => Promise<void>}> => {
	const listener = passOn(target, prefix);
	const server = tls ? createTlsServer(tls, listener) : createServer(listener);
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`,
		stop: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
};
