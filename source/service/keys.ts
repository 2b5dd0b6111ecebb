import {createHash, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import {Refusal} from './route.ts';

/** What a request shows to be let in: in either header, or in the address. */
const keysIn = ({headersDistinct}: IncomingMessage, query: URLSearchParams): string[] => [
	...(headersDistinct['x-api-key'] ?? []),
	...(headersDistinct.authorization ?? []).flatMap(
		value => /^bearer\s+(.*)$/i.exec(value)?.[1] ?? [],
	),
	...query.getAll('api_key'),
];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time whatever is wrong. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Why a request may not be answered; undefined: its key is right. */
export const keyProblem = (
	request: IncomingMessage,
	query: URLSearchParams,
	key: string,
): Refusal | undefined => {
	const [given, ...others] = keysIn(request, query);
	if (given === undefined) return refuse('The key is missing: send it as X-API-Key.');
	if (others.length > 0) return refuse('The key is given more than once.');
	if (isSame(given, key)) return undefined;
	// What qBittorrent’s box, which has no shell, makes of it.
	if (/^\$\{?\w+\}?$/.test(given)) {
		return refuse(`The key is the text ${given}: no shell has put the key in its place.`);
	}
	return refuse('The key is wrong.');
};

const refuse = (text: string): Refusal =>
	new Refusal(401, 'UNAUTHORIZED', text, {'www-authenticate': 'Bearer realm="qbtui"'});

const mostWrong = 20;
const perMs = 60_000;
/** More than this many addresses are not remembered: the oldest are forgotten. */
const mostAddresses = 1000;

/**
 * Counts wrong keys by address. A right key is let in all the same: it can’t be kept out by somebody
 * else on this machine who has a wrong one.
 */
export const createAttempts = (now: () => number) => {
	const wrong = new Map<string, {since: number; count: number}>();
	return {
		/** Notes one more; how many seconds there are too many for, or 0. */
		note: (address: string): number => {
			const known = wrong.get(address);
			const at = now();
			const entry =
				known && at - known.since < perMs && at >= known.since ? known : {since: at, count: 0};
			entry.count++;
			wrong.delete(address);
			wrong.set(address, entry);
			if (wrong.size > mostAddresses) wrong.delete(wrong.keys().next().value ?? '');
			return entry.count > mostWrong ? Math.ceil((entry.since + perMs - at) / 1000) : 0;
		},
	};
};
