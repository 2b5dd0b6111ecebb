import type {Identity} from './identity.ts';

/** A link by which others find the torrent. Empty hashes and names count as absent. */
export const magnetOf = (
	{v1, v2}: Identity,
	{
		name = '',
		trackers = [],
		webSeeds = [],
	}: {name?: string | undefined; trackers?: readonly string[]; webSeeds?: readonly string[]},
): string => {
	const parts = [
		...(v1 ? [`xt=urn:btih:${v1}`] : []),
		...(v2 ? [`xt=urn:btmh:1220${v2}`] : []),
		...(name === '' ? [] : [`dn=${escaped(name)}`]),
		...trackers.map(url => `tr=${escaped(url)}`),
		...webSeeds.map(url => `ws=${escaped(url)}`),
	];
	return `magnet:?${parts.join('&')}`;
};

/** A text may hold half of a pair of surrogates, which can’t be written in a link. */
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());
