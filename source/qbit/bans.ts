import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {banPeers} from './server-verbs.ts';

/** The banned addresses of the server, without ports: for good, and for all torrents. */
const bannedBy = async (client: Client): Promise<string[]> => {
	const {banned_IPs: text} = await client.ask(endpoints.preferences);
	return typeof text === 'string' ? text.split('\n').filter(line => line !== '') : [];
};

/**
 * Bans the address of a peer.
 *
 * @param peer `ip:port`, IPv6 in brackets
 * @returns whether it was not banned before
 */
export const banForGood = async (client: Client, peer: string, ip: string): Promise<boolean> => {
	const before = await bannedBy(client);
	await banPeers(client, [peer]);
	return !before.includes(ip);
};

/** The others stay banned. */
export const unban = async (client: Client, ip: string): Promise<void> => {
	const banned = await bannedBy(client);
	if (!banned.includes(ip)) return;
	const rest = banned.filter(other => other !== ip).join('\n');
	await client.ask(endpoints.setPreferences, {json: JSON.stringify({banned_IPs: rest})});
};
