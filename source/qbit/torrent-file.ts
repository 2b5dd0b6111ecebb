import {createHash} from 'node:crypto';
import {itemsOf, readBencode, type Slice} from './bencode.ts';
import type {Identity} from './identity.ts';

/** What a .torrent file says of itself. */
export type TorrentInfo = Identity & {
	/** As the torrent will be called when it is not renamed. */
	name: string;
	/** Bytes of all files, without those that only fill up pieces; undefined when it does not say. */
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
		name: data.toString('utf8', name.from, name.end),
		size: sizeOf(data, info),
	};
};

/** v1: the length of the one file, or of each of a list; v2: a tree, whose leaves have no name. */
const sizeOf = (data: Buffer, info: Slice): number | undefined => {
	const files = field(info, 'files');
	const tree = field(info, 'file tree');
	const length = numberOf(data, field(info, 'length'));
	if (length !== undefined) return length;
	if (files?.kind === 'list') return listSize(data, files);
	return tree && treeSize(data, tree);
};

const listSize = (data: Buffer, files: Slice): number => {
	let sum = 0;
	for (const file of itemsOf(data, files)) {
		const attributes = field(file, 'attr');
		const fillsUp =
			attributes?.kind === 'text' &&
			data.toString('latin1', attributes.from, attributes.end).includes('p');
		if (!fillsUp) sum += numberOf(data, field(file, 'length')) ?? 0;
	}
	return sum;
};

const treeSize = (data: Buffer, tree: Slice): number => {
	if (tree.kind !== 'dictionary') return 0;
	let sum = 0;
	for (const [name, below] of tree.entries) {
		sum += name === '' ? (numberOf(data, field(below, 'length')) ?? 0) : treeSize(data, below);
	}
	return sum;
};

const field = (slice: Slice | undefined, name: string): Slice | undefined =>
	slice?.kind === 'dictionary' ? slice.entries.get(name) : undefined;

const numberOf = (data: Buffer, slice: Slice | undefined): number | undefined =>
	slice?.kind === 'number'
		? Number(data.toString('latin1', slice.start + 1, slice.end - 1))
		: undefined;
