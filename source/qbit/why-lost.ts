import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import type {Level} from './journal.ts';

/**
 * Asked after a login that followed on a lost session: whether the server was started anew since,
 * which ends all sessions. 5.2 and later tell. Returns what is to be told, or undefined.
 */
export const askWhyLost = async (
	client: Client,
	since: number,
	now: number,
): Promise<readonly [Level, string] | undefined> => {
	if (client.lacks(endpoints.processInfo)) return undefined;
	const {launch_time: time} = await client.ask(endpoints.processInfo);
	if (typeof time !== 'number' || time <= 0) return undefined;
	const seconds = Math.round((now - time * 1000) / 1000);
	return time * 1000 > since
		? [1, `The session was lost because qBittorrent was started anew, ${seconds} s ago.`]
		: [
				4,
				'The session was ended although qBittorrent was not restarted: by its limit of sessions, a time-out, or somebody’s hand. 6 tells more.',
			];
};
