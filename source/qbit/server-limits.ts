import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import {QbitError} from './errors.ts';

/** The limits of the whole server. Bytes per second, 0 = none. */
export type ServerLimits = {
	download: number;
	upload: number;
	/** In force while the alternative limits are on. */
	altDownload: number;
	altUpload: number;
};

/** TABLE: what the server calls them in its preferences, since long before 4.5. */
const wireNames: Readonly<Record<keyof ServerLimits, string>> = {
	download: 'dl_limit',
	upload: 'up_limit',
	altDownload: 'alt_dl_limit',
	altUpload: 'alt_up_limit',
};

export const readServerLimits = async (client: Client): Promise<ServerLimits> => {
	const preferences = await client.ask(endpoints.preferences);
	const read = (name: keyof ServerLimits): number => {
		const value = preferences[wireNames[name]];
		if (typeof value === 'number') return Math.max(0, value);
		throw new QbitError('BadReply', `The server does not tell its ${wireNames[name]}.`);
	};
	return {
		download: read('download'),
		upload: read('upload'),
		altDownload: read('altDownload'),
		altUpload: read('altUpload'),
	};
};

/**
 * Sets those that are given. Through the preferences: `transfer/setDownloadLimit` sets the limit of
 * whichever mode is on, which may have changed since one looked.
 *
 * @throws Conflict when the server still says otherwise: it takes what it can’t read for done
 */
export const setServerLimits = async (
	client: Client,
	limits: Partial<ServerLimits>,
): Promise<void> => {
	const wanted = Object.entries(wireNames).flatMap(([name, wire]): Array<[string, number]> => {
		const limit = Object.entries(limits).find(([given]) => given === name)?.[1];
		return limit === undefined ? [] : [[wire, Math.round(limit)]];
	});
	await client.ask(endpoints.setPreferences, {json: JSON.stringify(Object.fromEntries(wanted))});
	const now = await client.ask(endpoints.preferences);
	const other = wanted.find(([wire, limit]) => now[wire] !== limit);
	if (other) throw new QbitError('Conflict', `The server keeps its ${other[0]} as it was.`);
};
