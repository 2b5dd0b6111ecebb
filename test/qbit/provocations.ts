import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import {createServer as createTcpServer} from 'node:net';
import {onTestFinished} from 'vitest';
import type {Cause} from '../../source/qbit/doctor/causes.ts';
import type {Fetch} from '../../source/qbit/fetch.ts';
import {createLabClient} from '../lab/client.ts';
import type {FaultProxy} from '../lab/fault-proxy.ts';
import {startPortMap} from '../lab/port-map.ts';
import {freePort} from '../lab/ports.ts';
import type {Server} from '../lab/server.ts';
import type {VersionName} from '../lab/versions.ts';
import type {Patient} from './diagnose.ts';
import {type Certificate, startFront} from './front.ts';
import {loginOf} from './real.ts';

type Bench = {server: Server; proxy: FaultProxy; certificate: Certificate};

/** One way to bring a cause about, as it happens to people. */
export type Provocation = {
	cause: Cause;
	/** What is wrong, for the table of the docs. */
	what: string;
	/** Where it can be; everywhere when absent. */
	only?: readonly VersionName[];
	/** How often the password is sent; once when absent. */
	sends?: 0 | 1;
	patient: (bench: Bench) => Promise<Patient>;
};

const through = ({server, proxy}: Bench): Patient => ({url: proxy.url, ...loginOf(server)});
const direct = ({server}: Bench): Patient => ({url: server.url, ...loginOf(server)});

/** Preferences of the server for the length of a test. */
const prefer = async (server: Server, changed: Record<string, unknown>): Promise<void> => {
	const before = await server.call<Record<string, unknown>>('app/preferences');
	const former = Object.fromEntries(Object.keys(changed).map(name => [name, before[name]]));
	const set = (preferences: unknown) =>
		server.call('app/setPreferences', {json: JSON.stringify(preferences)});
	await set(changed);
	onTestFinished(async () => void (await set(former)));
};

const listen = async (listener: RequestListener): Promise<string> => {
	const other = createServer(listener);
	const port = await freePort();
	await once(other.listen(port, '127.0.0.1'), 'listening');
	onTestFinished(() => {
		other.closeAllConnections();
		other.close();
	});
	return `http://127.0.0.1:${port}`;
};

const front = async (bench: Bench, options: Parameters<typeof startFront>[1]): Promise<string> => {
	const {url, stop} = await startFront(bench.server, options);
	onTestFinished(stop);
	return url;
};

type SetCookie = (cookie: string) => string[];

/** What a proxy does to the cookie on its way to us. */
const cookies = (change: SetCookie) => async (bench: Bench) => {
	bench.proxy.always('auth/login', {
		responseHeaders: headers => ({
			...headers,
			'set-cookie': [headers['set-cookie'] ?? []].flat().map(String).flatMap(change),
		}),
	});
	return through(bench);
};

/** Something happens to the server after the login, and before the first call. */
const afterLogin =
	(happen: () => Promise<unknown>) =>
	(fetch: Fetch): Fetch =>
	async request => {
		if (request.url.pathname.endsWith('app/preferences')) await happen();
		return fetch(request);
	};

const wrongLogin = ({url}: Server): Promise<Response> =>
	fetch(`${url}/api/v2/auth/login`, {
		method: 'POST',
		body: new URLSearchParams({username: 'admin', password: 'wrong'}),
	});

const page = '<!DOCTYPE html><title>Sign in</title>';

/** TABLE: every cause, and how it comes about. */
export const provocations: readonly Provocation[] = [
	{cause: 'OK', what: 'a healthy server', patient: async bench => direct(bench)},
	{
		cause: 'OK',
		what: 'a healthy server behind a proxy with TLS and a path',
		patient: async bench => ({
			...direct(bench),
			url: await front(bench, {prefix: '/nas/qbt', tls: bench.certificate}),
			ca: bench.certificate.cert,
		}),
	},
	{
		cause: 'OK',
		what: 'no login needed from this address (bypass)',
		sends: 0,
		patient: async bench => {
			await prefer(bench.server, {bypass_local_auth: true});
			return direct(bench);
		},
	},
	{
		cause: 'UNREACHABLE',
		what: 'nothing listens on the port',
		sends: 0,
		patient: async bench => ({...direct(bench), url: `http://127.0.0.1:${await freePort()}`}),
	},
	{
		cause: 'UNREACHABLE',
		what: 'a name that nobody knows',
		sends: 0,
		patient: async bench => ({...direct(bench), url: 'http://no-such-nas.invalid:8080'}),
	},
	{
		cause: 'UNREACHABLE',
		what: 'the proxy runs, qBittorrent does not (502)',
		sends: 0,
		patient: async bench => {
			bench.proxy.always('', {instead: true, status: 502, body: page});
			return through(bench);
		},
	},
	{
		cause: 'UNREACHABLE',
		what: 'the port is open, and nobody answers',
		sends: 0,
		patient: async bench => {
			bench.proxy.aim(undefined);
			onTestFinished(() => bench.proxy.aim(bench.server));
			return through(bench);
		},
	},
	{
		cause: 'TLS_UNTRUSTED',
		what: 'a self-signed certificate',
		sends: 0,
		patient: async bench => ({
			...direct(bench),
			url: await front(bench, {tls: bench.certificate}),
		}),
	},
	{
		cause: 'TLS_MISMATCH',
		what: 'https in the URL, HTTP on the port',
		sends: 0,
		patient: async bench => ({
			...direct(bench),
			url: bench.server.url.replace('http:', 'https:'),
		}),
	},
	{
		cause: 'TLS_MISMATCH',
		what: 'http in the URL, TLS on the port',
		sends: 0,
		patient: async bench => {
			const url = await front(bench, {tls: bench.certificate});
			return {...direct(bench), url: url.replace('https:', 'http:')};
		},
	},
	{
		cause: 'TLS_MISMATCH',
		what: 'the proxy sends http on to https',
		sends: 0,
		patient: async bench => {
			const location = `https://127.0.0.1:${bench.proxy.port}/`;
			const responseHeaders = (headers: object) => ({...headers, location});
			bench.proxy.always('', {instead: true, status: 301, responseHeaders});
			return through(bench);
		},
	},
	{
		cause: 'NOT_QBITTORRENT',
		what: 'another program on the port',
		sends: 0,
		patient: async bench => {
			const url = await listen((_, response) => response.end(page));
			return {...direct(bench), url};
		},
	},
	{
		cause: 'NOT_QBITTORRENT',
		what: 'something that speaks no HTTP on the port',
		sends: 0,
		patient: async bench => {
			const ssh = createTcpServer(socket => {
				socket.on('error', () => socket.destroy());
				socket.end('SSH-2.0-lab\r\n');
			});
			const port = await freePort();
			await once(ssh.listen(port, '127.0.0.1'), 'listening');
			onTestFinished(() => void ssh.close());
			return {...direct(bench), url: `http://127.0.0.1:${port}`};
		},
	},
	{
		cause: 'NOT_QBITTORRENT',
		what: 'a base path that is not there',
		sends: 0,
		patient: async bench => ({...direct(bench), url: `${bench.server.url}/qbittorrent`}),
	},
	{
		cause: 'NOT_QBITTORRENT',
		what: 'the base path is missing',
		sends: 0,
		patient: async bench => {
			const url = await front(bench, {prefix: '/qbt'});
			return {...direct(bench), url: new URL(url).origin};
		},
	},
	{
		cause: 'HOST_REFUSED',
		what: 'a port mapping: 9090:8080',
		sends: 0,
		patient: async bench => {
			const {url, stop} = await startPortMap(bench.server);
			onTestFinished(stop);
			return {...direct(bench), url};
		},
	},
	{
		cause: 'HOST_REFUSED',
		what: 'a name that is not in “Server domains”',
		sends: 0,
		patient: async bench => {
			await prefer(bench.server, {web_ui_domain_list: 'nas.example'});
			return {...direct(bench), url: `http://localhost:${bench.server.port}`};
		},
	},
	...(['origin', 'referer'] as const).map(
		(name): Provocation => ({
			cause: 'CSRF_REFUSED',
			what: `a proxy that adds ${name === 'origin' ? 'an Origin' : 'a Referer'}`,
			sends: 0,
			patient: async bench => {
				bench.proxy.always('', {
					requestHeaders: headers => ({[name]: 'http://nas.example/', ...headers}),
				});
				return through(bench);
			},
		}),
	),
	{
		cause: 'CSRF_REFUSED',
		what: 'a proxy that sets Origin itself, whatever comes',
		sends: 0,
		patient: async bench => {
			bench.proxy.always('', {
				requestHeaders: headers => ({...headers, origin: 'http://nas.example'}),
			});
			return through(bench);
		},
	},
	{
		cause: 'CSRF_REFUSED',
		what: 'a proxy that adds Sec-Fetch-Site: cross-site',
		only: ['5.3'],
		sends: 0,
		patient: async bench => {
			bench.proxy.always('', {
				requestHeaders: headers => ({...headers, 'sec-fetch-site': 'cross-site'}),
			});
			return through(bench);
		},
	},
	{
		cause: 'PROXY_REFUSED',
		what: 'a proxy with a login of its own (Basic)',
		sends: 0,
		patient: async bench => {
			const responseHeaders = () => ({
				'www-authenticate': 'Basic realm="NAS"',
				'content-length': 0,
			});
			bench.proxy.always('', {instead: true, status: 401, responseHeaders});
			return through(bench);
		},
	},
	{
		cause: 'PROXY_REFUSED',
		what: 'a proxy that sends to a login page (Authelia and others)',
		sends: 0,
		patient: async bench => {
			const location = 'https://auth.example/?rd=qbt';
			const responseHeaders = () => ({location, 'content-length': 0});
			bench.proxy.always('', {instead: true, status: 302, responseHeaders});
			return through(bench);
		},
	},
	{
		cause: 'PROXY_REFUSED',
		what: 'a proxy that forbids the login (403 with a page)',
		patient: async bench => {
			const responseHeaders = () => ({'content-type': 'text/html', server: 'nginx'});
			bench.proxy.always('auth/login', {instead: true, status: 403, body: page, responseHeaders});
			return through(bench);
		},
	},
	{
		cause: 'PROXY_REFUSED',
		what: 'a proxy that adds Authorization: Bearer',
		only: ['5.3'],
		patient: async bench => {
			bench.proxy.always('', {
				requestHeaders: headers => ({...headers, authorization: 'Bearer something'}),
			});
			return through(bench);
		},
	},
	{
		cause: 'BAD_CREDENTIALS',
		what: 'a wrong password',
		patient: async bench => ({...direct(bench), password: 'wrong'}),
	},
	{
		cause: 'BAD_CREDENTIALS',
		what: 'no user name set, and a login is needed',
		sends: 0,
		patient: async bench => ({url: bench.server.url}),
	},
	{
		cause: 'COOKIE_SECURE',
		what: 'the cookie is marked Secure over plain http',
		patient: cookies(cookie => [`${cookie}; Secure`]),
	},
	{
		cause: 'COOKIE_SECURE',
		what: 'HTTPS is on, its certificate can’t be loaded: it falls back to HTTP',
		patient: async bench => {
			await prefer(bench.server, {
				use_https: true,
				web_ui_https_cert_path: '/nowhere/cert.pem',
				web_ui_https_key_path: '/nowhere/key.pem',
			});
			return direct(bench);
		},
	},
	{
		cause: 'COOKIE_LOST',
		what: 'a proxy that takes Set-Cookie away',
		patient: cookies(() => []),
	},
	{
		cause: 'COOKIE_LOST',
		what: 'a proxy that renames the cookie',
		patient: cookies(cookie => [cookie.replace(/^[^=]+/, 'session')]),
	},
	{
		cause: 'COOKIE_LOST',
		what: 'a proxy that encodes the cookie’s value',
		patient: cookies(cookie => [cookie.replace(/^([^=]+)=./, '$1=%2B')]),
	},
	{
		cause: 'COOKIE_LOST',
		what: 'a proxy that gives the cookie another path',
		patient: cookies(cookie => [cookie.replace(/path=\//i, 'path=/elsewhere')]),
	},
	{
		cause: 'COOKIE_LOST',
		what: 'a proxy that takes Cookie out of the requests',
		patient: async bench => {
			bench.proxy.always('', {requestHeaders: ({cookie: _, ...headers}) => headers});
			return through(bench);
		},
	},
	{
		cause: 'SESSION_LOST',
		what: 'others log in, and “Sessions count limit” is 1',
		only: ['5.3'],
		patient: async bench => {
			const {server} = bench;
			const limit = (sessions: number) => ({
				json: JSON.stringify({web_ui_sessions_count_limit: sessions}),
			});
			await server.call('app/setPreferences', limit(1));
			const other = createLabClient(server.url, server.username, server.password);
			// The session of the tests is ended as well.
			onTestFinished(() => server.restart());
			return {
				...direct(bench),
				around: afterLogin(() => other.call('app/setPreferences', limit(15))),
			};
		},
	},
	{
		cause: 'SESSION_LOST',
		what: 'qBittorrent is restarted after the login',
		patient: async bench => ({
			...direct(bench),
			around: afterLogin(() => bench.server.restart()),
		}),
	},
	{
		cause: 'API_KEY_REFUSED',
		what: 'an API key that is not (or no longer) right',
		sends: 0,
		patient: async bench => ({url: bench.server.url, apiKey: `qbt_${'x'.repeat(28)}`}),
	},
	{
		cause: 'UNSUPPORTED_VERSION',
		what: 'a server of 4.3 (its version put in by a proxy)',
		patient: async bench => {
			const isKnown = ({path, headers}: {path: string; headers: {cookie?: string | undefined}}) =>
				path.endsWith('app/version') && headers.cookie !== undefined;
			bench.proxy.always(isKnown, {body: 'v4.3.9'});
			return through(bench);
		},
	},
	{
		cause: 'UNKNOWN',
		what: 'calls with a session end with 500',
		patient: async bench => {
			bench.proxy.always('app/preferences', {status: 500, body: 'Internal Server Error'});
			return through(bench);
		},
	},
	{
		cause: 'BANNED',
		what: 'five wrong passwords before',
		patient: async bench => {
			await prefer(bench.server, {web_ui_max_auth_fail_count: 5});
			for (let times = 0; times < 5; times++) await wrongLogin(bench.server);
			onTestFinished(() => bench.server.restart());
			return direct(bench);
		},
	},
];
