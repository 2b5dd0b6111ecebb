import {isRecord, tryParse} from '../shape.ts';
import {isOfQbittorrent} from './answers.ts';
import {apiUrl, behindIsAway, refusedByProxy, strange} from './refusals.ts';
import {placeOf} from './server-options.ts';
import {sessionUnknown} from './session-lost.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

export const authenticatedCall: Rung = {
	name: 'authenticated_call',
	title: 'A call with the session works',
	needs: ['login'],
	ask: async visit => {
		const {known, place} = visit;
		const answer = await visit.call('app/preferences');
		const {status, ms} = answer;
		if (status === 200) {
			known.preferences = preferencesOf(answer.text);
			if (known.preferences === undefined) return strange(answer, 'app/preferences');
			return {status: 'pass', detail: `app/preferences is answered in ${ms} ms.`};
		}
		if (status === 403 && isOfQbittorrent(answer)) {
			return place.apiKey === undefined ? sessionUnknown(visit) : keyRefused(visit);
		}
		if (status === 401 || status === 403 || status === 407 || (status >= 300 && status < 400)) {
			return refusedByProxy(visit, answer, 'calls with a session');
		}
		if (status === 502 || status === 503 || status === 504) return behindIsAway(visit, answer);
		return strange(answer, 'app/preferences');
	},
};

const preferencesOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
	const value = tryParse(text);
	return isRecord(value) ? value : undefined;
};

const keyRefused = async (visit: Visit): Promise<Finding> => {
	// Since 5.2 a key makes every path but those of the API unknown: nothing older knows of keys.
	const root = await visit.request({path: '/', asUs: true}).catch(() => undefined);
	const isOld = root?.status === 200;
	return {
		status: 'fail',
		cause: 'API_KEY_REFUSED',
		detail: isOld
			? 'The API key is not used: this server is older than 5.2, and has no such keys.'
			: 'The server does not know this API key.',
		evidence: isOld
			? 'It answers calls with the key with 403, and shows its login page to who has one, which 5.2 and later do not.'
			: 'It answers calls with the key with 403. Wrong keys never bring a ban.',
		advice: isOld
			? ['Set username and password_file in place of api_key, or update qBittorrent to 5.2.']
			: [
					`Copy it anew from ${placeOf('apiKey', visit.known.likely)}: there is one at a time, and making a new one ends the old one at once. It begins with qbt_ and has 32 characters; yours has ${visit.place.apiKey?.length}.`,
					'A proxy must pass the Authorization header on. nginx does, unless proxy_set_header Authorization is set.',
					`Verify with: curl -si -H "Authorization: Bearer $(cat FILE)" ${apiUrl(visit.place.url)}app/version`,
				],
	};
};
