import {endpoints} from '../../source/qbit/endpoints.ts';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import type {Controls} from '../../source/qbit/verb.ts';
import type {Server} from '../lab/server.ts';
import {type Patience, until} from '../lab/until.ts';
import type {Opened} from './real.ts';

/** The torrents of a server as a mirror has them just now. */
export const controlsOf = async (client: Opened): Promise<Controls> => {
	const maindata = emptyMaindata();
	applyUpdate(maindata, await client.ask(endpoints.maindata, {rid: 0}));
	return {client, torrents: maindata.torrents};
};

/** What the server itself says of its torrents, by hash. */
export const rowsOf = async (server: Server): Promise<Map<string, Torrent>> => {
	const rows = await server.call<Torrent[]>('torrents/info');
	return new Map(rows.map(row => [row.hash, row]));
};

/**
 * For so long (ms) a state must stay before a call that turns it over: what a server has just set, it
 * may tell as it was before once more, until it looks at its torrents again (each 0.5 s in the lab).
 */
export const calm = 1000;

/** Waits until every one of the torrents is, on the server, as the fields say. */
export const untilAll = async (
	server: Server,
	hashes: readonly string[],
	what: string,
	fits: (row: Torrent) => boolean,
	patience?: Patience,
): Promise<void> => {
	const show = ({name, state, category, tags, ...row}: Torrent) =>
		[name, state, category, tags, row.force_start, row.dl_limit, row.ratio_limit].join(' ');
	const query = `torrents/info?hashes=${hashes.join('|')}`;
	await until(
		`${hashes.length} torrents to be ${what}`,
		async () => {
			const rows = await server.call<Torrent[]>(query);
			if (rows.length !== hashes.length) return [`${rows.length} rows`];
			return rows.filter(row => !fits(row)).map(show);
		},
		wrong => wrong.length === 0,
		patience,
	);
};

export const isStopped = ({state}: Torrent): boolean => /^(stopped|paused)/.test(state);

export const tagSet = ({tags}: Torrent): string[] =>
	tags === '' ? [] : tags.split(',').map(tag => tag.trim());
