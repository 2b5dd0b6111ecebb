import {expect, it} from 'vitest';
import {checks} from '../../source/qbit/checks.ts';
import {createDoctor} from '../../source/qbit/doctor/doctor.ts';
import type {Reach} from '../../source/qbit/doctor/reach.ts';
import type {Fetch} from '../../source/qbit/fetch.ts';

/** A server that is not on this machine, which the lab’s are. */
const reach: Reach = {
	addresses: async () => ['192.0.2.7'],
	connect: async () => {},
	handshake: () => Promise.reject(new Error('no TLS')),
	speaksHttp: async () => true,
};

type Answer = {status: number; body?: string; cookie?: string};

const examine = (answer: (path: string, cookie: string | undefined, host?: string) => Answer) => {
	const fetch: Fetch = async ({url, headers}) => {
		const {status, body = '', cookie} = answer(url.pathname, headers.cookie, headers.host);
		return {
			status,
			headers: {
				...{'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff'},
				'content-type': 'text/plain',
				...(cookie === undefined ? {} : {'set-cookie': cookie}),
			},
			body: (async function* () {
				yield new TextEncoder().encode(body);
			})(),
		};
	};
	return createDoctor({
		load: async () => ({rungs: checks, reach}),
		place: {
			...{url: new URL('http://nas:9090'), username: 'admin', apiKey: undefined, fetch},
			...{password: async () => 'secret', ca: undefined, connectTimeoutMs: 1, verifyTls: true},
			now: () => 0,
		},
		...{settle: async () => {}, running: () => undefined, refused: () => undefined},
		...{recall: () => undefined, keep: () => {}, version: () => 'v5.3.0'},
	}).run();
};

const value = 'A'.repeat(32);

it('a Secure cookie over http does not come back to another machine, and no call is made for it', async () => {
	const {checks: found, verdict} = await examine((path, cookie) => {
		if (path.endsWith('auth/login')) {
			return {status: 204, cookie: `QBT_SID_8080=${value}; HttpOnly; Secure; path=/`};
		}
		return cookie ? {status: 200, body: '{}'} : {status: 403, body: 'Forbidden'};
	});
	expect(verdict).toMatchObject({ok: false, cause: 'COOKIE_SECURE'});
	expect(found.find(({name}) => name === 'authenticated_call')).toMatchObject({
		...{status: 'fail', cause: 'COOKIE_SECURE'},
	});
	// The names of the options are those of the version that it was the last time.
	expect(verdict?.advice.join()).toContain('SecureCookie in [WebUI]');
	expect(verdict?.advice.join()).not.toContain('[Preferences]');
});

it('says the name where the name alone is refused, by the address of the server', async () => {
	const {verdict} = await examine((_, __, host) =>
		host === '192.0.2.7' ? {status: 403, body: 'Forbidden'} : {status: 401, body: 'Unauthorized'},
	);
	expect(verdict).toMatchObject({cause: 'HOST_REFUSED'});
	expect(verdict?.summary).toBe(
		'qBittorrent refuses the name nas: it is not among its server domains.',
	);
	expect(verdict?.advice[0]).toMatch(/Add nas to “Server domains” .*ServerDomains in \[WebUI\]/);
});

it('where nothing tells which check it was, it is not said to be certain', async () => {
	const {verdict} = await examine(() => ({status: 401, body: 'Unauthorized'}));
	expect(verdict).toMatchObject({cause: 'HOST_REFUSED'});
	expect(verdict?.why).toContain('none of the other ways to ask was taken');
	expect(verdict?.advice.join()).toMatch(/WEBUI_PORT=9090.*Server domains/);
});
