import type {Torrent} from '../qbit/types.ts';

/** What a magnet link of ours says: the info hashes, the name and the trackers. */
type Named = Pick<Torrent, 'infohash_v1' | 'infohash_v2' | 'hash' | 'name'>;

/** The list of torrents is kept without magnet links, which are its longest part: it is made anew. */
export const magnetOf = (torrent: Named, trackers: readonly string[]): string => {
	const {infohash_v1: v1 = '', infohash_v2: v2 = '', hash, name} = torrent;
	const topics = [
		...(v1 === '' ? [] : [`xt=urn:btih:${v1}`]),
		...(v2 === '' ? [] : [`xt=urn:btmh:1220${v2}`]),
	];
	const params = [
		...(topics.length > 0 ? topics : [`xt=urn:btih:${hash}`]),
		`dn=${escaped(name)}`,
		...trackers.map(url => `tr=${escaped(url)}`),
	];
	return `magnet:?${params.join('&')}`;
};

/** A name may hold half of a pair of surrogates, which can’t be written in a link. */
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());
