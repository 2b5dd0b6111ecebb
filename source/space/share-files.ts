import type {Torrent} from '../qbit/types.ts';
import {contentOf, isRootless} from './place.ts';
import {foldersAbove} from './plan/group-paths.ts';

/**
 * The torrents that use files of these, as far as their folders tell: they lie at the same place, or
 * one within the other. What lies loose in a folder is not taken for all that is in it.
 */
export const sharersOf = (some: readonly Torrent[], all: Iterable<Torrent>): Torrent[] => {
	const own = new Set(some.map(({hash}) => hash));
	const loose = placesOf(some, isRootless);
	const whole = placesOf(some, torrent => !isRootless(torrent));
	const around = new Set([...whole, ...loose].flatMap(place => [...foldersAbove(place)]));
	return [...all].filter(torrent => {
		const place = own.has(torrent.hash) ? undefined : contentOf(torrent);
		if (place === undefined) return false;
		if (whole.has(place)) return true;
		if (isRootless(torrent)) return false;
		if (loose.has(place) || around.has(place)) return true;
		return [...foldersAbove(place)].some(folder => whole.has(folder));
	});
};

const placesOf = (some: readonly Torrent[], which: (torrent: Torrent) => boolean): Set<string> =>
	new Set(some.filter(which).flatMap(torrent => contentOf(torrent) ?? []));
