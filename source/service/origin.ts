import type {IncomingMessage} from 'node:http';
import {Refusal} from './route.ts';

export const isOwnAddress = (name: string): boolean =>
	/^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(name);

/**
 * Pages of the web must not reach it through someone’s browser: neither from a foreign page, nor by a
 * name that was made to point here.
 */
export const originProblem = (
	{headersDistinct}: IncomingMessage,
	options: {isLoopback: boolean; allowedHosts: readonly string[]},
): Refusal | undefined => {
	const {host: hosts = [], origin: origins = []} = headersDistinct;
	const host = hosts.length === 1 ? URL.parse(`http://${hosts[0]}`) : null;
	const name = host?.hostname ?? '';
	const isKnown = isOwnAddress(name) || options.allowedHosts.includes(name);
	if (!host || (options.isLoopback && !isKnown)) {
		return new Refusal(
			403,
			'HOST_REFUSED',
			'This name is not the service’s: use localhost, or set http_allowed_hosts.',
		);
	}
	const isOwn = origins.every(origin => URL.parse(origin)?.host === host.host);
	return isOwn
		? undefined
		: new Refusal(403, 'ORIGIN_REFUSED', 'A page of another origin may not ask for this.');
};
