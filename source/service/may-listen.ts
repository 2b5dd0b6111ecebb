import {isOwnAddress} from './origin.ts';

/** Shorter ones can be guessed by who reaches the port from elsewhere. */
const leastElsewhere = 32;
const leastHere = 16;

/** Why it must not listen there with that key; undefined: it may. */
export const listenProblem = (options: {
	host: string;
	key: string | undefined;
	/** How the settings are named, as they were given. */
	names: {host: string; key: string};
}): string | undefined => {
	const {host, key, names} = options;
	if (key === undefined) {
		return 'qbtui serve needs a key: set http_api_key (HTTP_API_KEY) or http_api_key_file, for example to what openssl rand -hex 32 prints.';
	}
	if (isOwnAddress(host) || key.length >= leastElsewhere) return undefined;
	return `${names.key} must have ${leastElsewhere} characters or more where ${names.host} is not this machine’s own (${host}).`;
};

/** What may be done all the same, and should be known. */
export const listenWarning = (key: string): string | undefined =>
	key.length < leastHere
		? `The key has less than ${leastHere} characters: whoever runs programs on this machine could guess it.`
		: undefined;
