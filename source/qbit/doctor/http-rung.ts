import {isQbitError} from '../errors.ts';
import {messageOf} from '../message.ts';
import {hostOf, portOf, whereOf} from './address.ts';
import type {Finding, Rung} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

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
		return tlsBehindHttp(visit, `It redirects every http request to ${to.origin}.`, to.origin);
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
	const text = messageOf(error);
	if (url.protocol === 'http:' && (await shakes(visit))) {
		return tlsBehindHttp(visit, 'It does not answer plain HTTP, and answers a TLS handshake.');
	}
	const isOther = isQbitError(error, 'BadReply');
	return {
		status: 'fail',
		cause: isOther ? 'NOT_QBITTORRENT' : 'UNREACHABLE',
		detail: text,
		evidence: isOther
			? 'The port is open, but what comes from it is not HTTP.'
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
