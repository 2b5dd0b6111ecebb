import {isVersionText} from '../session.ts';
import {portOf, whereOf} from './address.ts';
import {bodyInShort, isOfQbittorrent, isPage, proxySigns} from './answers.ts';
import {askWhy} from './host-check.ts';
import {apiUrl, behindIsAway, refusedByProxy, strange} from './refusals.ts';
import type {Finding, Rung} from './shape.ts';
import type {Answer, Visit} from './visit.ts';

const versionPath = '/api/v2/app/version';

/** Asked as a stranger: qBittorrent answers 403 then, whatever is asked. */
export const isQbittorrent: Rung = {
	name: 'is_qbittorrent',
	title: 'It is qBittorrent',
	needs: ['http_answers'],
	ask: async visit => {
		const answer = await visit.request({path: versionPath});
		visit.known.proxy = proxySigns(answer);
		const through =
			visit.known.proxy === undefined ? '' : ` Behind a proxy (${visit.known.proxy}).`;
		const {status, text} = answer;
		const isOpen = status === 200 && isVersionText(text);
		if (isOpen || ((status === 403 || status === 401) && isOfQbittorrent(answer))) {
			visit.known.stranger = answer;
			return {status: 'pass', detail: `It answers as qBittorrent does.${through}`};
		}
		return otherServer(visit, answer);
	},
};

const otherServer = async (visit: Visit, answer: Answer): Promise<Finding> => {
	const {status} = answer;
	if (status >= 300 && status < 400) return sentOn(visit, answer);
	if (status === 401 || status === 403 || status === 407)
		return refusedByProxy(visit, answer, 'the call');
	if (status === 502 || status === 503 || status === 504) return behindIsAway(visit, answer);
	if (status >= 500 && isOfQbittorrent(answer)) return strange(answer, 'app/version');
	return notQbittorrent(visit, answer);
};

/** To the same server below another path, or to somebody’s login page. */
const sentOn = (visit: Visit, answer: Answer): Finding => {
	const {url} = visit.place;
	const to = URL.parse(String(answer.headers.location ?? ''), apiUrl(url));
	const isSame = to?.host === url.host && to.pathname.endsWith(versionPath);
	if (!isSame) return refusedByProxy(visit, answer, 'the call');
	const base = to.pathname.slice(0, -versionPath.length);
	return elsewhere(visit, `${to.origin}${base}`, `It redirects ${versionPath} to ${to.pathname}.`);
};

const elsewhere = ({place: {url}}: Visit, right: string, evidence: string): Finding => ({
	status: 'fail',
	cause: 'NOT_QBITTORRENT',
	detail: `qBittorrent is not at ${url.href}, but at ${right}/.`,
	evidence,
	advice: [`Set url to ${right}.`, `Verify with: curl -si ${right}${versionPath} (403 is right)`],
});

/** The path may be wrong: where a path was given, the server itself is asked, too. */
const notQbittorrent = async (visit: Visit, answer: Answer): Promise<Finding> => {
	const {url} = visit.place;
	const hasPath = url.pathname !== '/';
	if (hasPath && (await isAtRoot(visit))) {
		return elsewhere(
			visit,
			url.origin,
			`${versionPath} without ${url.pathname} before it is answered as qBittorrent does.`,
		);
	}
	return {
		status: 'fail',
		cause: 'NOT_QBITTORRENT',
		detail: `What answers at ${url.href} is not qBittorrent’s Web API.`,
		evidence: `It answers ${versionPath} with ${answer.status} and ${bodyInShort(answer)}; qBittorrent answers 403 or its version.`,
		advice: [
			`Check the port: ${whereOf(url)} may be another program (8080 is popular).`,
			hasPath
				? `Check the path ${url.pathname}: the proxy must remove it before it passes the request on. nginx: location ${url.pathname}/ { proxy_pass http://qbittorrent:8080/; } with the slash at the end.`
				: 'If a reverse proxy serves qBittorrent under a path, url must include that path: http://nas/qbittorrent.',
			...(isPage(answer) ? ['An alternative Web UI must pass /api/v2/ on to qBittorrent.'] : []),
			`Verify with: curl -si ${apiUrl(url)}app/version (403 is right)`,
		],
	};
};

const isAtRoot = async (visit: Visit): Promise<boolean> => {
	try {
		const answer = await visit.request({path: versionPath, fromRoot: true});
		return isOfQbittorrent(answer) && answer.status !== 404;
	} catch {
		return false;
	}
};

/** A stranger’s 401 is no matter of passwords: qBittorrent looks at Host and Origin before all. */
export const hostAccepted: Rung = {
	name: 'host_accepted',
	title: 'The address is accepted',
	needs: ['is_qbittorrent'],
	ask: async visit => {
		const {stranger, proxy} = visit.known;
		const {url} = visit.place;
		if (stranger?.status === 401) return askWhy(visit);
		const name = url.port === '' ? url.hostname : `${url.hostname}:${portOf(url)}`;
		const by = proxy === undefined ? '' : ', or what the proxy makes of it';
		return {status: 'pass', detail: `It accepts the Host header ${name}${by}.`};
	},
};
