import {createHash} from 'node:crypto';
import {readBencode, type Slice} from './bencode.ts';
import type {Identity} from './identity.ts';

/** What a .torrent file says of itself. */
export type TorrentInfo = Identity & {
	/** As the torrent will be called when it is not renamed. */
	name: string;
	/** Bytes, of a torrent of one file; undefined for several, and for v2 only. */
	size: number | undefined;
};

/**
 * @returns undefined when it is no .torrent file: not well formed, or without what a torrent needs
 */
export const readTorrentFile = (bytes: Uint8Array): TorrentInfo | undefined => {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	const info = field(readBencode(data), 'info');
	const name = field(info, 'name');
	if (info?.kind !== 'dictionary' || name?.kind !== 'text') return undefined;
	const isV1 = field(info, 'pieces')?.kind === 'text';
	const isV2 = numberOf(data, field(info, 'meta version')) === 2;
	if (!isV1 && !isV2) return undefined;
	const raw = data.subarray(info.start, info.end);
	return {
		v1: isV1 ? createHash('sha1').update(raw).digest('hex') : undefined,
		v2: isV2 ? createHash('sha256').update(raw).digest('hex') : undefined,
		name: name.bytes.toString('utf8'),
		size: numberOf(data, field(info, 'length')),
	};
};

const field = (slice: Slice | undefined, name: string): Slice | undefined =>
	slice?.kind === 'dictionary' ? slice.entries.get(name) : undefined;

const numberOf = (data: Buffer, slice: Slice | undefined): number | undefined =>
	slice?.kind === 'number'
		? Number(data.toString('latin1', slice.start + 1, slice.end - 1))
		: undefined;
