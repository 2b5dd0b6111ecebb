import {createHash} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import {basename, join, relative} from 'node:path';
import {assemble, type LabFile, type LabTorrent, type Traits} from './torrents.ts';

/** A file of a payload, and its bytes. */
type Part = LabFile & {bytes: Uint8Array};

/**
 * A torrent of data that exists, with true piece hashes. v1. All of it is read into memory.
 *
 * @param payload a file, a folder (a torrent of several files), or the bytes of one file
 * @param traits `name` is needed for bytes; otherwise it is the last part of the path
 */
export async function realTorrent(
	payload: string | Uint8Array,
	traits: Traits & {name?: string} = {},
): Promise<LabTorrent> {
	const {pieceLength = 2 ** 16} = traits;
	const name = traits.name ?? (typeof payload === 'string' ? basename(payload) : 'payload.bin');
	const {parts, single} = await readPayload(payload);
	const data = Buffer.concat(parts.map(part => part.bytes));
	const pieces = hashPieces(data, pieceLength);
	const files = parts.map(({path, size}) => ({path, size}));
	return assemble({
		...traits,
		name,
		size: data.length,
		pieceLength,
		pieces,
		...(!single && {files}),
	});
}

async function readPayload(
	payload: string | Uint8Array,
): Promise<{parts: Part[]; single: boolean}> {
	if (typeof payload !== 'string') return {parts: [partOf('', payload)], single: true};
	if ((await stat(payload)).isFile()) {
		return {parts: [partOf('', await readFile(payload))], single: true};
	}
	return {parts: await readFolder(payload), single: false};
}

async function readFolder(folder: string): Promise<Part[]> {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const paths = entries.filter(each => each.isFile()).map(each => join(each.parentPath, each.name));
	return Promise.all(
		paths.sort().map(async path => partOf(relative(folder, path), await readFile(path))),
	);
}

const partOf = (path: string, bytes: Uint8Array): Part => ({path, bytes, size: bytes.length});

function hashPieces(data: Uint8Array, pieceLength: number): Uint8Array {
	const hashes: Uint8Array[] = [];
	for (let start = 0; start < data.length; start += pieceLength) {
		hashes.push(
			createHash('sha1')
				.update(data.subarray(start, start + pieceLength))
				.digest(),
		);
	}
	return Buffer.concat(hashes);
}
