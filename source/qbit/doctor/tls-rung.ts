import {codeOf, hostOf, portOf, whereOf} from './address.ts';
import {inside, noted} from './noted.ts';
import type {Certificate, Reach} from './reach.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

/** How long before the port of a handshake that does not come is asked in plain HTTP. */
const plainAfterMs = 1000;

const dayMs = 86_400_000;

const soonDays = 14;

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
		'qbtui needs TLS 1.2 or later: update the proxy.',
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
		evidence: `It belongs to ${found.subject}, signed by ${own ? 'itself' : found.issuer}; SHA-256 ${found.fingerprint}.`,
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
			detail: `The certificate is not trusted (${inWords(found.problem)}), and verify_tls is off: anyone on the way can read along.`,
			advice: ['Name the certificate in ca_file and set verify_tls to true again.'],
		};
	}
	if (days !== undefined && days < soonDays) {
		return {
			status: 'warn',
			detail: `The certificate of ${whereOf(url)} is valid for only ${days} more days.`,
			advice: ['Renew it.'],
		};
	}
	const checked = verifyTls ? 'trusted' : 'trusted, though verify_tls is off';
	return {status: 'pass', detail: `The certificate is ${checked}, good${until}.`};
};
