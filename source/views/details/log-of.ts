import type {Noted} from '../../qbit/journal.ts';
import type {Torrent} from '../../qbit/types.ts';

const quotes = `"'“”„‟‘’‚‛«»‹›「」『』`;

/**
 * Which lines of a log name a torrent: by one of its hashes, or by its name as a whole. A name is
 * whole between quotation marks, as servers write it in each of their languages, or where the line
 * begins or ends; "Debian" is not meant where "Debian 13" stands.
 */
export const namesTorrent = (torrent: Torrent): ((line: Noted) => boolean) => {
	const {name} = torrent;
	const hashes = [torrent.hash, torrent.infohash_v1, torrent.infohash_v2].filter(
		hash => hash.length >= 40,
	);
	return ({text}) => {
		if (name !== '' && hasWhole(text, name)) return true;
		const lower = text.toLowerCase();
		return hashes.some(hash => lower.includes(hash));
	};
};

const hasWhole = (text: string, name: string): boolean => {
	for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
		const before = text[at - 1];
		const after = text[at + name.length];
		if (isEdge(before) && isEdge(after)) return true;
	}
	return false;
};

const isEdge = (glyph: string | undefined): boolean =>
	glyph === undefined || quotes.includes(glyph);
