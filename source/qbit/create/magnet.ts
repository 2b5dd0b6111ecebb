import type {Identity} from '../identity.ts';

/** A link by which others find the torrent. */
export const magnetOf = (
	{v1, v2}: Identity,
	name: string,
	trackers: readonly (readonly string[])[],
	webSeeds: readonly string[],
): string => {
	const parts = [
		...(v1 === undefined ? [] : [`xt=urn:btih:${v1}`]),
		...(v2 === undefined ? [] : [`xt=urn:btmh:1220${v2}`]),
		`dn=${encodeURIComponent(name)}`,
		...trackers.flat().map(url => `tr=${encodeURIComponent(url)}`),
		...webSeeds.map(url => `ws=${encodeURIComponent(url)}`),
	];
	return `magnet:?${parts.join('&')}`;
};
