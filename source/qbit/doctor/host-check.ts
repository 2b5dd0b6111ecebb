import {compareVersions} from '../endpoints.ts';
import {portOf} from './address.ts';
import {foreignHeaders} from './answers.ts';
import {apiUrl} from './refusals.ts';
import {placeOf} from './server-options.ts';
import type {Finding} from './shape.ts';
import type {Visit} from './visit.ts';

/**
 * Which of the two checks refuses, found by asking again with one thing other each time. None of
 * these asks for a login, and so none counts towards a ban.
 */
type Variant = {
	says: 'port' | 'name' | 'origin';
	/** What was other, for the evidence. */
	with: string;
	headers: Readonly<Record<string, string>>;
};

/** TABLE: what a check takes that refused the plain call. */
const variantsOf = ({place, known}: Visit): Variant[] => {
	const {url} = place;
	const [address = url.hostname] = known.addresses;
	const bare = address.includes(':') ? `[${address.replace(/^\[|\]$/g, '')}]` : address;
	return [
		// Its check takes a Host without a port whatever port it listens on.
		{
			says: 'port',
			with: `the Host header “${url.hostname}” without a port`,
			headers: {host: url.hostname},
		},
		// Its own address is always taken.
		{says: 'name', with: `the Host header “${bare}”`, headers: {host: bare}},
		// 5.2+: who comes with a key is spared the cross-site check, but not that of the Host.
		{says: 'origin', with: 'the header of an API key', headers: {authorization: 'Bearer qbt_none'}},
		// Up to 5.2.1 an Origin is compared with this, whatever the Host is. It goes before a Referer.
		{
			says: 'origin',
			with: 'an Origin that is that of X-Forwarded-Host',
			headers: {origin: url.origin, 'x-forwarded-host': url.host},
		},
		{
			says: 'origin',
			with: `X-Forwarded-Host “${url.host}”`,
			headers: {'x-forwarded-host': url.host},
		},
		{says: 'origin', with: 'an Origin header of its own address', headers: {origin: url.origin}},
	];
};

export const askWhy = async (visit: Visit): Promise<Finding> => {
	for (const variant of variantsOf(visit)) {
		const {status} = await visit.request({
			path: '/api/v2/app/version',
			headers: {...variant.headers},
		});
		if (status !== 401) return refusedBy(visit, variant);
	}
	return refusedBy(visit, undefined);
};

const refusedBy = (visit: Visit, variant: Variant | undefined): Finding => {
	const stranger =
		'It answers 401 to a call without any login, which only its checks of Host and Origin do';
	if (variant === undefined) return unclear(visit, stranger);
	const why = `${stranger}, and takes the same call with ${variant.with} (no password is involved).`;
	return variant.says === 'origin' ? crossSite(visit, why) : hostRefused(visit, why, variant.says);
};

/**
 * No other way to ask made a difference, that of the Host header neither: it does not get through,
 * so something rewrites it. To its target’s own address, most often, which the check takes; what is
 * left is the other check. But the proxies that say who they are often put their own port there.
 */
const unclear = (visit: Visit, stranger: string): Finding => {
	const {proxy, stranger: answer, likely} = visit.known;
	// 5.2 and later would have taken the one with a key, if it were not for the Host.
	const isHost = likely !== undefined && compareVersions(likely, '5.2') >= 0;
	const isRewritten =
		!isHost && proxy === undefined && answer !== undefined && foreignHeaders(answer).length > 0;
	return isRewritten
		? crossSite(
				visit,
				`${stranger}. Something on the way adds headers to its answers (${foreignHeaders(answer).join(', ')}), and another Host header makes no difference: it is rewritten, so the Origin is what is left. That is likely, not certain.`,
			)
		: hostRefused(visit, `${stranger}; none of the other ways to ask was taken.`, undefined);
};

const hostRefused = (
	{place, known}: Visit,
	evidence: string,
	says: 'port' | 'name' | undefined,
): Finding => {
	const {url} = place;
	const number = portOf(url);
	const {likely: version} = known;
	const portAdvice = [
		`Publish the port under the number on which qBittorrent listens. Docker: ports: ["${number}:${number}"] with WEBUI_PORT=${number}, not "${number}:8080": it compares the port in the Host header with its own, even where “Server domains” is *. Or set url to the other number.`,
		'Behind a reverse proxy, let it say the address of its target. nginx: proxy_set_header Host $proxy_host; Caddy: header_up Host {upstream_hostport}; Traefik: passHostHeader: false.',
	];
	const nameAdvice = [
		`Add ${url.hostname} to ${placeOf('domains', version)}; several are joined with ;`,
		'Or set url to a name that is in that list, or to the server’s own address.',
	];
	return {
		status: 'fail',
		cause: 'HOST_REFUSED',
		detail:
			says === 'port'
				? `qBittorrent refuses the port ${number}: it listens on another one itself.`
				: says === 'name'
					? `qBittorrent refuses the name ${url.hostname}: it is not among its server domains.`
					: `qBittorrent refuses the name or the port by which it is called (${url.host}).`,
		evidence,
		advice: [
			...(says === 'name' ? [] : portAdvice),
			...(says === 'port' ? [] : nameAdvice),
			`Leave ${placeOf('hostCheck', version)} on: without it, any page that you open in a browser can reach qBittorrent under a name of its own (DNS rebinding).`,
			`Verify with: curl -si ${apiUrl(url)}app/version (403 is right, 401 is this refusal)`,
		],
	};
};

const crossSite = ({place, known}: Visit, evidence: string): Finding => ({
	status: 'fail',
	cause: 'CSRF_REFUSED',
	detail:
		'qBittorrent takes the call for one from a foreign page: a proxy adds an Origin, Referer or Sec-Fetch-Site header.',
	evidence: `${evidence} qbtui itself sends neither Origin nor Referer.`,
	advice: [
		'Let the proxy remove these headers, or pass them on unchanged. nginx: proxy_set_header Origin ""; proxy_set_header Referer ""; Caddy: header_up -Origin and header_up -Referer.',
		'If the proxy sets Host to another name than the browser’s, qBittorrent compares that with the Origin: pass X-Forwarded-Host, and (5.2.2 and later) switch ' +
			`${placeOf('proxySupport', known.likely)} on with the proxy’s address in “Trusted proxies list”.`,
		`Leave ${placeOf('csrf', known.likely)} on: without it, any page that you open in a browser can use your login.`,
		`Verify with: curl -si ${apiUrl(place.url)}app/version (403 is right, 401 is this refusal)`,
	],
});
