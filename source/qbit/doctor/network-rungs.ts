import {isQbitError} from '../errors.ts';
import {codeOf, isLoopbackHost, portOf, whereOf} from './address.ts';
import type {Certificate, Reach} from './reach.ts';
import type {Finding, Rung} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

/** How long before the port of a handshake that does not come is asked in plain HTTP. */
const plainAfterMs = 1000;
const dayMs = 86_400_000;
const soonDays = 14;

const inside: Finding = {status: 'skip', detail: 'The server is within this program.'};

export const address: Rung = {
	name: 'address_resolves',
	title: 'The name is known',
	needs: [],
	ask: async visit => {
		const {url, reach} = visit.place;
		if (!reach) return inside;
		const host = hostOf(url);
		try {
			const found = await noted(visit, `look up ${host}`, () => reach.addresses(host), String);
			visit.known.addresses = found;
			const same = found.length === 1 && found[0] === host;
			return {
				status: 'pass',
				detail: same ? `${host} is an address.` : `${host} is ${found.join(', ')}.`,
			};
		} catch (error) {
			return unknownName(host, codeOf(error));
		}
	},
};

const unknownName = (host: string, code: string): Finding => ({
	status: 'fail',
	cause: 'UNREACHABLE',
	detail:
		code === 'EAI_AGAIN'
			? `The name ${host} can’t be looked up just now.`
			: `Nobody knows the name ${host}.`,
	evidence: `This machine’s resolver answers ${code}.`,
	advice: [
		'Check the spelling in url (--url, QBTUI_URL).',
		'In a container, localhost and names of other containers mean something else: use the name of the service on the same network, or the address of the host.',
		`Verify with: getent hosts ${host}`,
	],
});

export const port: Rung = {
	name: 'port_open',
	title: 'The port is open',
	needs: ['address_resolves'],
	ask: async visit => {
		const {url, reach, connectTimeoutMs} = visit.place;
		if (!reach) return inside;
		const [host, number] = [hostOf(url), portOf(url)];
		try {
			await noted(visit, `connect to ${whereOf(url)}`, () =>
				reach.connect(host, number, connectTimeoutMs),
			);
			return {status: 'pass', detail: `${whereOf(url)} takes connections.`};
		} catch (error) {
			return closedPort(visit, codeOf(error));
		}
	},
};

const closedPort = ({place}: Visit, code: string): Finding => {
	const {url, connectTimeoutMs} = place;
	const where = whereOf(url);
	const isRefused = code === 'ECONNREFUSED';
	return {
		status: 'fail',
		cause: 'UNREACHABLE',
		detail: isRefused
			? `Nothing listens at ${where}.`
			: code === 'ETIMEDOUT'
				? `${where} did not take the connection within ${connectTimeoutMs / 1000} s.`
				: `There is no way to ${where} (${code}).`,
		evidence: isRefused
			? 'The machine answers, and refuses the connection.'
			: 'No answer comes: a machine that is off, another network, or a firewall.',
		advice: [
			'Check that qBittorrent runs and that its Web UI is on (Tools > Options… > WebUI: “Web User Interface (Remote control)”; WebUI\\Enabled in qBittorrent.conf).',
			'Check the port: qBittorrent says it in its log at each start (“WebUI: Now listening on IP …, port …”). If it was changed, change url, too.',
			`In Docker, the port must be published under the same number: ports: ["${portOf(url)}:${portOf(url)}"], with WEBUI_PORT=${portOf(url)}.`,
			...(isLoopbackHost(url.hostname)
				? ['From another container, this machine is not localhost.']
				: [
						'qBittorrent must listen on more than 127.0.0.1: “IP address” on the same page, * for all.',
					]),
			`Verify with: curl -sI ${url.origin}/`,
		],
	};
};

export const tls: Rung = {
	name: 'tls',
	title: 'The certificate is trusted',
	needs: ['port_open'],
	ask: async visit => {
		const {url, reach, verifyTls} = visit.place;
		if (url.protocol === 'http:') {
			return {status: 'skip', detail: 'The URL is http: nothing is encrypted.'};
		}
		if (!reach) return inside;
		const outcome = await handshakeOrPlain(visit, reach);
		if (outcome === 'plain') return plainBehindHttps(visit);
		if (outcome instanceof Error) return noHandshake(visit, outcome);
		return outcome.problem !== undefined && verifyTls
			? untrusted(visit, outcome, outcome.problem)
			: trusted(visit, outcome);
	},
};

/** A port of plain HTTP is silent on a handshake for many seconds: it is asked in its own way. */
const handshakeOrPlain = async (
	visit: Visit,
	reach: Reach,
): Promise<Certificate | Error | 'plain'> => {
	const {url, connectTimeoutMs: ms, ca} = visit.place;
	const [host, number] = [hostOf(url), portOf(url)];
	const shake = noted(
		visit,
		`TLS with ${whereOf(url)}`,
		() => reach.handshake(host, number, {ms, ca}),
		({problem}) => problem ?? 'trusted',
	).catch(error => (error instanceof Error ? error : new Error(String(error))));
	const plain = new Promise<'plain' | Error>(resolve => {
		setTimeout(
			() =>
				reach
					.speaksHttp(host, number, ms)
					.then(speaks => resolve(speaks ? 'plain' : new Error('silent'))),
			plainAfterMs,
		).unref();
	});
	const first = await Promise.race([shake, plain]);
	if (first === 'plain' || !(first instanceof Error)) return first;
	return (await reach.speaksHttp(host, number, ms)) ? 'plain' : shake;
};

const plainBehindHttps = ({place: {url}}: Visit): Finding => ({
	status: 'fail',
	cause: 'TLS_MISMATCH',
	detail: `The URL is https, but ${whereOf(url)} speaks plain HTTP.`,
	evidence: 'It does not answer a TLS handshake, and answers HTTP on the same port.',
	advice: [
		`Set url to http://${url.host}${url.pathname === '/' ? '' : url.pathname}.`,
		'If HTTPS is switched on in qBittorrent, its certificate could not be loaded: it then falls back to HTTP, and says “HTTPS setup failed, fallback to HTTP” in its log. Check the files of “Certificate” and “Key”.',
		`Verify with: curl -sI http://${url.host}/`,
	],
});

const noHandshake = ({place: {url}}: Visit, error: Error): Finding => ({
	status: 'fail',
	cause: 'TLS_MISMATCH',
	detail: `${whereOf(url)} does not speak TLS as we do.`,
	evidence: `The handshake ends with ${codeOf(error)}.`,
	advice: [
		'Check the port: this may be another service.',
		'TLS 1.2 is the least that is spoken here: bring the proxy up to date.',
		`Verify with: openssl s_client -connect ${whereOf(url)}`,
	],
});

const untrusted = ({place: {url, now}}: Visit, found: Certificate, problem: string): Finding => {
	const expired = found.validTo !== undefined && found.validTo < now();
	const own = found.subject === found.issuer;
	return {
		status: 'fail',
		cause: 'TLS_UNTRUSTED',
		detail: `The certificate of ${whereOf(url)} is not trusted: ${inWords(problem)}.`,
		evidence: `It is of ${found.subject}, signed by ${own ? 'itself' : found.issuer}; SHA-256 ${found.fingerprint}.`,
		advice: [
			...(expired
				? [
						'It has expired: renew it, and restart what serves it. Nothing else is wrong with it that could be told.',
					]
				: [
						`Save it and name it in ca_file (QBTUI_CA_FILE): openssl s_client -connect ${whereOf(url)} </dev/null | openssl x509 > nas.pem. Compare the fingerprint with that on the server first.`,
						'Or give the server one that an authority signed for this very name (Let’s Encrypt, or your own authority in ca_file).',
						'verify_tls = false works, too, and takes from TLS what it is for: anybody on the way can then read the password.',
					]),
			`Verify with: curl -sI --cacert nas.pem ${url.origin}/`,
		],
	};
};

/** TABLE: why a certificate is not trusted, by the codes of OpenSSL and Node. */
const problems: ReadonlyArray<readonly [codes: RegExp, words: string]> = [
	[/^DEPTH_ZERO_SELF_SIGNED/, 'it is signed by itself'],
	[
		/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/,
		'it is signed by an authority that is not known here',
	],
	[/^CERT_HAS_EXPIRED/, 'it has expired'],
	[/^CERT_NOT_YET_VALID/, 'it is not valid yet (or a clock is wrong)'],
	[/^ERR_TLS_CERT_ALTNAME|altnames/i, 'it is for other names than this one'],
];

const inWords = (problem: string): string =>
	problems.find(([codes]) => codes.test(problem))?.[1] ?? problem;

const trusted = ({place: {url, now, verifyTls}}: Visit, found: Certificate): Finding => {
	const days =
		found.validTo === undefined ? undefined : Math.floor((found.validTo - now()) / dayMs);
	const until = days === undefined ? '' : ` for ${days} more days`;
	if (found.problem !== undefined) {
		return {
			status: 'warn',
			detail: `The certificate is not trusted (${inWords(found.problem)}), and verify_tls is off: anybody on the way can read along.`,
			advice: ['Name the certificate in ca_file and set verify_tls to true again.'],
		};
	}
	if (days !== undefined && days < soonDays) {
		return {
			status: 'warn',
			detail: `The certificate of ${whereOf(url)} is good for ${days} more days only.`,
			advice: ['Renew it.'],
		};
	}
	const checked = verifyTls ? 'trusted' : 'trusted, though verify_tls is off';
	return {status: 'pass', detail: `The certificate is ${checked}, good${until}.`};
};

export const http: Rung = {
	name: 'http_answers',
	title: 'HTTP is answered',
	needs: ['port_open', 'tls'],
	ask: async visit => {
		try {
			const answer = await visit.request({path: '/'});
			const tlsHint = await isTlsBehindHttp(visit, answer);
			if (tlsHint) return tlsHint;
			return {status: 'pass', detail: `HTTP ${answer.status} in ${answer.ms} ms.`};
		} catch (error) {
			return noHttp(visit, error);
		}
	},
};

/** nginx, Caddy and others answer 400 to plain HTTP where they want TLS; others send on to it. */
const isTlsBehindHttp = async (visit: Visit, answer: Answer): Promise<Finding | undefined> => {
	const {url} = visit.place;
	if (url.protocol === 'https:') return undefined;
	const to = URL.parse(String(answer.headers.location ?? ''), url.href);
	if (
		answer.status >= 300 &&
		answer.status < 400 &&
		to?.protocol === 'https:' &&
		to.hostname === url.hostname
	) {
		return tlsBehindHttp(visit, `It sends every http request on to ${to.origin}.`, to.origin);
	}
	if (answer.status !== 400 || !(await shakes(visit))) return undefined;
	return tlsBehindHttp(
		visit,
		'It answers plain HTTP with 400, and a TLS handshake with a certificate.',
	);
};

const tlsBehindHttp = ({place: {url}}: Visit, evidence: string, origin?: string): Finding => ({
	status: 'fail',
	cause: 'TLS_MISMATCH',
	detail: `The URL is http, but ${whereOf(url)} wants https.`,
	evidence,
	advice: [
		`Set url to ${origin ?? `https://${url.host}`}${url.pathname === '/' ? '' : url.pathname}.`,
		`Verify with: curl -skI ${origin ?? `https://${url.host}`}/`,
	],
});

const shakes = async ({place}: Visit): Promise<boolean> => {
	const {url, reach, connectTimeoutMs: ms, ca} = place;
	if (!reach) return false;
	return reach.handshake(hostOf(url), portOf(url), {ms, ca}).then(
		() => true,
		() => false,
	);
};

const noHttp = async (visit: Visit, error: unknown): Promise<Finding> => {
	const {url} = visit.place;
	const text = error instanceof Error ? error.message : String(error);
	if (url.protocol === 'http:' && (await shakes(visit))) {
		return tlsBehindHttp(visit, 'It does not answer plain HTTP, and answers a TLS handshake.');
	}
	const isOther = isQbitError(error, 'BadReply');
	return {
		status: 'fail',
		cause: isOther ? 'NOT_QBITTORRENT' : 'UNREACHABLE',
		detail: text,
		evidence: isOther
			? 'The port is open, but what comes from it is no HTTP.'
			: 'The port takes connections, but no answer comes.',
		advice: isOther
			? ['Check the port: another service listens on it.', `Verify with: curl -sv ${url.origin}/`]
			: [
					'qBittorrent may be starting, or busy with its disks: try again in a minute.',
					'Docker keeps a published port open even when nothing listens behind it: compare WEBUI_PORT with the right-hand number of ports.',
					`Verify with: curl -sv ${url.origin}/`,
				],
	};
};

/** Without the brackets of IPv6, which only URLs have. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const noted = async <Value>(
	visit: Visit,
	sent: string,
	ask: () => Promise<Value>,
	show: (value: Value) => string = () => 'yes',
): Promise<Value> => {
	const {now} = visit.place;
	const startedAt = now();
	try {
		const value = await ask();
		visit.note(sent, show(value), now() - startedAt);
		return value;
	} catch (error) {
		visit.note(sent, codeOf(error), now() - startedAt);
		throw error;
	}
};
