import {createHash} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join, relative} from 'node:path';

/** What bencode holds; keys of dictionaries as Latin-1. Written for tests, apart from the product’s own reader. */
type Decoded = number | Buffer | Decoded[] | Map<string, Decoded>;

/** Decodes one whole value and refuses what the format forbids: leading zeros, keys out of order. */
function bdecode(bytes: Uint8Array): Decoded {
	const data = Buffer.from(bytes);
	let at = 0;
	const value = read();
	if (at !== data.length) throw new Error(`${data.length - at} bytes follow the value`);
	return value;

	function read(): Decoded {
		const letter = String.fromCharCode(data[at] ?? 0);
		if (letter === 'i') return number('e', ++at);
		if (letter === 'l') return list();
		if (letter === 'd') return dictionary();
		return text();
	}

	function number(until: string, from: number): number {
		const end = data.indexOf(until, from);
		const digits = data.toString('latin1', from, end);
		if (!/^(0|-?[1-9]\d*)$/.test(digits)) throw new Error(`no number: ${digits} at ${from}`);
		at = end + 1;
		return Number(digits);
	}

	function text(): Buffer {
		const length = number(':', at);
		at += length;
		return data.subarray(at - length, at);
	}

	function list(): Decoded[] {
		const items: Decoded[] = [];
		for (at++; data[at] !== 0x65; ) items.push(read());
		at++;
		return items;
	}

	function dictionary(): Map<string, Decoded> {
		const entries = new Map<string, Decoded>();
		let last: Buffer | undefined;
		for (at++; data[at] !== 0x65; ) {
			const key = text();
			if (last && Buffer.compare(last, key) >= 0) throw new Error('keys are out of order');
			last = key;
			entries.set(key.toString('latin1'), read());
		}
		at++;
		return entries;
	}
}

/** What a .torrent says, as far as tests ask. */
export type Torrent = {
	name: string;
	format: 'v1' | 'v2' | 'hybrid';
	pieceLength: number;
	private: boolean;
	comment: string | undefined;
	source: string | undefined;
	/** By tier. */
	trackers: string[][];
	webSeeds: string[];
	/** By their paths below the torrent’s folder; of a torrent of one file, its name. */
	files: Array<{path: string; size: number}>;
	/** Hex digits. */
	v1: string | undefined;
	v2: string | undefined;
	/** Compares every hash in it with what is at a path; throws where they differ. */
	verify: (path: string) => Promise<void>;
};

const dict = (value: Decoded | undefined): Map<string, Decoded> => {
	if (value instanceof Map) return value;
	throw new Error('this is no dictionary');
};
const listOf = (value: Decoded | undefined): Decoded[] => (Array.isArray(value) ? value : []);
const textOf = (value: Decoded | undefined): string | undefined =>
	Buffer.isBuffer(value) ? value.toString('utf8') : undefined;
const numberOf = (value: Decoded | undefined): number => {
	if (typeof value === 'number') return value;
	throw new Error('this is no number');
};

export function readTorrent(bytes: Uint8Array): Torrent {
	const whole = dict(bdecode(bytes));
	const info = dict(whole.get('info'));
	const raw = rawInfo(Buffer.from(bytes));
	const isV1 = Buffer.isBuffer(info.get('pieces'));
	const isV2 = info.get('meta version') === 2;
	const announce = textOf(whole.get('announce'));
	const tiers = listOf(whole.get('announce-list')).map(tier =>
		listOf(tier).map(url => textOf(url) ?? ''),
	);
	const seeds = whole.get('url-list');
	const name = textOf(info.get('name')) ?? '';
	const v1Files = isV1 ? filesOfV1(info, name) : [];
	const v2Files = isV2 ? filesOfV2(dict(info.get('file tree')), []) : [];
	const sized = isV2 ? v2Files : v1Files.filter(file => !file.isPad);
	return {
		name,
		format: isV1 && isV2 ? 'hybrid' : isV1 ? 'v1' : 'v2',
		pieceLength: numberOf(info.get('piece length')),
		private: info.get('private') === 1,
		comment: textOf(whole.get('comment')),
		source: textOf(info.get('source')),
		trackers: tiers.length > 0 ? tiers : announce === undefined ? [] : [[announce]],
		webSeeds: (Array.isArray(seeds) ? seeds : seeds ? [seeds] : []).map(url => textOf(url) ?? ''),
		files: sized.map(({path, size}) => ({path, size})),
		v1: isV1 ? createHash('sha1').update(raw).digest('hex') : undefined,
		v2: isV2 ? createHash('sha256').update(raw).digest('hex') : undefined,
		async verify(path) {
			const isFolder = (await stat(path)).isDirectory();
			const at = (file: string) => (isFolder ? join(path, file) : path);
			if (isV1) await verifyV1(info, v1Files, at);
			if (isV2) await verifyV2(whole, info, v2Files, at);
		},
	};
}

/** The bytes of the info dictionary: the only thing that follows its key up to where that ends. */
function rawInfo(data: Buffer): Buffer {
	const from = data.indexOf('4:infod') + 6;
	for (let end = data.indexOf('e', from); end !== -1; end = data.indexOf('e', end + 1)) {
		const piece = data.subarray(from, end + 1);
		try {
			bdecode(piece);
			return piece;
		} catch {
			// It goes on.
		}
	}
	throw new Error('there is no info');
}

type FileV1 = {path: string; size: number; isPad: boolean};

function filesOfV1(info: Map<string, Decoded>, name: string): FileV1[] {
	if (info.has('length')) return [{path: name, size: numberOf(info.get('length')), isPad: false}];
	return listOf(info.get('files')).map(entry => {
		const file = dict(entry);
		const path = listOf(file.get('path')).map(part => textOf(part) ?? '');
		const isPad = textOf(file.get('attr'))?.includes('p') === true;
		return {path: path.join('/'), size: numberOf(file.get('length')), isPad};
	});
}

type FileV2 = {path: string; size: number; root: Buffer | undefined};

function filesOfV2(tree: Map<string, Decoded>, above: readonly string[]): FileV2[] {
	return [...tree].flatMap(([key, value]) => {
		const node = dict(value);
		if (key !== '') return filesOfV2(node, [...above, Buffer.from(key, 'latin1').toString()]);
		const root = node.get('pieces root');
		const size = numberOf(node.get('length'));
		return [{path: above.join('/'), size, root: Buffer.isBuffer(root) ? root : undefined}];
	});
}

async function verifyV1(
	info: Map<string, Decoded>,
	files: readonly FileV1[],
	at: (path: string) => string,
): Promise<void> {
	const contents = await Promise.all(
		files.map(({path, size, isPad}) => (isPad ? Buffer.alloc(size) : readFile(at(path)))),
	);
	for (const [i, {path, size}] of files.entries()) {
		if (contents[i]?.length !== size) throw new Error(`${path} has another size`);
	}
	const data = Buffer.concat(contents);
	const length = numberOf(info.get('piece length'));
	const hashes: Buffer[] = [];
	for (let start = 0; start < data.length; start += length) {
		const piece = data.subarray(start, start + length);
		hashes.push(createHash('sha1').update(piece).digest());
	}
	if (!Buffer.concat(hashes).equals(Buffer.from(bufferOf(info.get('pieces'))))) {
		throw new Error('the v1 pieces are others');
	}
}

const bufferOf = (value: Decoded | undefined): Buffer =>
	Buffer.isBuffer(value) ? value : Buffer.alloc(0);

const BLOCK = 2 ** 14;
const sha256 = (...parts: Uint8Array[]): Buffer => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

/** One layer up in the tree of hashes. */
const pairs = (layer: readonly Buffer[]): Buffer[] => {
	const next: Buffer[] = [];
	for (let i = 0; i < layer.length; i += 2) {
		next.push(sha256(layer[i] ?? Buffer.alloc(0), layer[i + 1] ?? Buffer.alloc(0)));
	}
	return next;
};

async function verifyV2(
	whole: Map<string, Decoded>,
	info: Map<string, Decoded>,
	files: readonly FileV2[],
	at: (path: string) => string,
): Promise<void> {
	const length = numberOf(info.get('piece length'));
	const layers = whole.has('piece layers') ? dict(whole.get('piece layers')) : new Map();
	for (const {path, size, root} of files) {
		const data = await readFile(at(path));
		if (data.length !== size) throw new Error(`${path} has another size`);
		if (size === 0) continue;
		const blocks: Buffer[] = [];
		for (let i = 0; i < size; i += BLOCK) blocks.push(sha256(data.subarray(i, i + BLOCK)));
		const inPiece = length / BLOCK;
		// A file of more than a piece: whole pieces of leaves, filled up with zeros.
		const leaves =
			size > length
				? Math.ceil(blocks.length / inPiece) * inPiece
				: 2 ** Math.ceil(Math.log2(blocks.length));
		while (blocks.length < leaves) blocks.push(Buffer.alloc(32));
		let layer: Buffer[] = blocks;
		if (size > length) {
			for (let width = 1; width < inPiece; width *= 2) layer = pairs(layer);
			const told = layers.get(bufferOf(root).toString('latin1'));
			if (!Buffer.concat(layer).equals(bufferOf(told))) throw new Error(`${path}: another layer`);
			let empty: Buffer = Buffer.alloc(32);
			for (let width = 1; width < inPiece; width *= 2) empty = sha256(empty, empty);
			while (Math.log2(layer.length) % 1 !== 0) layer.push(empty);
		}
		while (layer.length > 1) layer = pairs(layer);
		if (!layer[0]?.equals(bufferOf(root))) throw new Error(`${path}: the v2 root is another`);
	}
}

/** Every file below a folder whose name does not begin with a dot, as a torrent of it should list them. */
export async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	return entries
		.filter(entry => entry.isFile() && !entry.name.startsWith('.'))
		.map(entry => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
}
