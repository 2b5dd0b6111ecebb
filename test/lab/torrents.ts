import {createCipheriv, createHash} from 'node:crypto';
import {type Bencodable, bencode} from './bencode.ts';
import {pick, torrentName} from './names.ts';

/** A .torrent file. */
export type LabTorrent = {
	name: string;
	/** Its bytes. */
	file: Uint8Array;
	/** v1 info hash, 40 hex digits: the server's id of it. */
	hash: string;
	/** Bytes of all files. */
	size: number;
};

/** A file in a torrent: its path below the torrent's folder, with slashes, and its bytes' count. */
export type LabFile = {path: string; size: number};

export type Traits = {
	/** URLs. None when absent, so that nothing is announced anywhere. */
	trackers?: readonly string[];
	private?: boolean;
	/** Bytes; a power of two. */
	pieceLength?: number;
	comment?: string;
};

/** A tracker that refuses every connection: a torrent with it soon says so. Nobody listens there. */
export const DEAD_TRACKER = 'http://127.0.0.1:9/announce';

const MIB = 2 ** 20;
const SIZES = [12 * MIB, 350 * MIB, 733_421_568, 1.5 * 2 ** 30, 4_700_372_992, 21 * 2 ** 30];

/**
 * A torrent of data that does not exist: its piece hashes are made up, the same for the same
 * options. v1.
 *
 * @param options.size bytes, when it is of one file
 * @param options.files makes it a torrent of several files
 */
export function syntheticTorrent(
	options: Traits & {index: number; name?: string; size?: number; files?: readonly LabFile[]},
): LabTorrent {
	const {index, name = torrentName(index), files} = options;
	const size = files ? sum(files) : Math.round(options.size ?? pick(SIZES, index * 7) + index);
	const pieceLength = options.pieceLength ?? believablePiece(size);
	const pieces = noise(`${index} ${name}`, 20 * Math.ceil(size / pieceLength));
	return assemble({...options, name, size, pieceLength, pieces, ...(files && {files})});
}

/** `count` synthetic torrents, made one by one as they are asked for. */
export function* syntheticTorrents(count: number, traits: Traits & {from?: number} = {}) {
	const {from = 0} = traits;
	for (let index = from; index < from + count; index++) yield syntheticTorrent({...traits, index});
}

type Parts = Traits & {
	name: string;
	size: number;
	pieceLength: number;
	pieces: Uint8Array;
	files?: readonly LabFile[];
};

/** Puts a v1 torrent together from its parts. */
export function assemble(parts: Parts): LabTorrent {
	const {name, size, files, trackers = []} = parts;
	const info = {
		name,
		'piece length': parts.pieceLength,
		pieces: parts.pieces,
		private: parts.private ? 1 : undefined,
		...(files ? {files: files.map(fileEntry)} : {length: size}),
	};
	const file = bencode({
		announce: trackers[0],
		'announce-list': trackers.length > 0 ? trackers.map(url => [url]) : undefined,
		comment: parts.comment,
		info,
	});
	return {name, file, size, hash: createHash('sha1').update(bencode(info)).digest('hex')};
}

const fileEntry = ({path, size}: LabFile): Bencodable => ({length: size, path: path.split('/')});

const sum = (files: readonly LabFile[]) => files.reduce((total, {size}) => total + size, 0);

/** From 16 KiB to 16 MiB, so that there are about 200 pieces: small .torrent files. */
function believablePiece(size: number): number {
	return 2 ** Math.min(24, Math.max(14, Math.ceil(Math.log2(size / 200))));
}

/** Bytes that look random and are the same for the same seed. */
export function noise(seed: string, length: number): Uint8Array {
	const key = createHash('md5').update(seed).digest();
	return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}
