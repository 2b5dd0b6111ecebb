import type {Torrent} from '../../source/qbit/types.ts';
import {hashOf, wireTorrent} from '../qbit/wire.ts';

/** The torrent of that number: its hash is its own, all else as on the wire unless told. */
export const torrentOf = (index: number, fields: Partial<Torrent> = {}): Torrent => ({
	...wireTorrent(fields),
	hash: hashOf(index),
});
