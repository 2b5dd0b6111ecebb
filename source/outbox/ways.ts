import {idOf} from '../qbit/identity.ts';
import {magnetOf} from '../qbit/magnet.ts';
import type {Entry} from './shape.ts';

/** A file for a folder that qBittorrent watches: it takes .torrent files and lists of magnet links. */
export type Dropped = {name: string; content: Uint8Array | string};

/**
 * undefined: that way takes no URLs.
 * @param content of its .torrent file, if it has one
 */
export const asDropped = (entry: Entry, content: Uint8Array | undefined): Dropped | undefined => {
	if (content) return {name: `${entry.id}.torrent`, content};
	return entry.source.kind === 'url'
		? undefined
		: {name: `${entry.id}.magnet`, content: `${linkOf(entry)}\n`};
};

/** As a plain link: what any client takes. */
export const linkOf = ({source, identity, name}: Entry): string => {
	if (source.kind === 'magnet' || source.kind === 'url') return source.link;
	if (!identity) return source.kind === 'hash' ? source.link : '';
	return magnetOf(identity, {name});
};

/**
 * Arguments for qBittorrent’s own program, which passes them to the one that runs on the same
 * machine for the same profile. They are those of every version from 4.5 on, but for the one that
 * 5.0 renamed: as the server’s version can’t be asked, that is left out.
 *
 * @param place a file that holds the .torrent, or undefined for a link
 */
export const programArguments = (entry: Entry, place: string | undefined): string[] => {
	const {category, savepath, sequential, firstLast} = entry.options;
	return [
		...(savepath === undefined ? [] : [`--save-path=${savepath}`]),
		...(category === undefined || category === '' ? [] : [`--category=${category}`]),
		...(sequential ? ['--sequential'] : []),
		...(firstLast ? ['--first-and-last'] : []),
		place ?? linkOf(entry),
	];
};

/** What a thing in the outbox is called. */
export const titleOf = ({name, identity, given}: Entry): string =>
	name ?? (identity ? idOf(identity) : given);
