import type {Hash, Torrent} from './types.ts';

/** By what a torrent is told from others, in lower-case hex: v1 (40 digits), v2 (64), or both. */
export type Identity = {v1: string | undefined; v2: string | undefined};

/** The server's id: the v2 hash, cut, when there is one. (A hybrid's v1 magnet goes by v1 at first.) */
export const idOf = ({v1, v2}: Identity): Hash => v2?.slice(0, 40) ?? v1 ?? '';

/** The ids by which a server may list it. */
export const idsOf = ({v1, v2}: Identity): Hash[] =>
	[v2?.slice(0, 40), v1].filter(id => id !== undefined);

/** What a server tells of a torrent, as far as it tells who it is. */
export type Known = Pick<Torrent, 'hash' | 'name'> &
	Partial<Pick<Torrent, 'infohash_v1' | 'infohash_v2'>>;

/** Finds the torrent that a source stands for among those that are there. */
export type KnownTorrents = {
	find: (identity: Identity) => Known | undefined;
	add: (torrent: Known) => void;
};

export const createKnown = (torrents: Iterable<Known>): KnownTorrents => {
	const byId = new Map<string, Known>();
	const add = (torrent: Known): void => {
		const {hash, infohash_v1 = '', infohash_v2 = ''} = torrent;
		for (const id of [hash, infohash_v1, infohash_v2, infohash_v2.slice(0, 40)]) {
			if (id !== '') byId.set(id.toLowerCase(), torrent);
		}
	};
	for (const torrent of torrents) add(torrent);
	const find = ({v1 = '', v2 = ''}: Identity): Known | undefined =>
		byId.get(v1) ?? byId.get(v2) ?? byId.get(v2.slice(0, 40));
	return {find, add};
};
