import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {piecesOf} from './amounts.ts';
import {type Bencoded, type Dictionary, decode, encode, type Plain} from './bencode.ts';
import type {Recipe} from './create.ts';
import type {Item, Tracker} from './item.ts';
import {mix} from './random.ts';

/** Names the torrent in a file that the demo itself exported: its pieces were never hashed. */
const OWN_HASH = 'qbtui demo hash';

/** The .torrent of a simulated torrent, v1; it is known again by its name in it. */
export const toTorrentFile = (item: Item): Uint8Array => writeTorrent(item, 'v1', item.hash);

/** A .torrent whose piece hashes are made up. */
export const writeTorrent = (item: Item, format: string, own?: string): Uint8Array => {
	const tiers = [...Map.groupBy(item.trackers, ({tier}) => tier).values()].map(tier =>
		tier.map(({url}) => url),
	);
	return encode({
		announce: item.trackers[0]?.url,
		'announce-list': tiers.length > 0 ? tiers : undefined,
		comment: item.comment,
		'created by': item.createdBy,
		'creation date': Math.max(0, item.createdAt),
		info: {
			name: item.root === '' ? item.files[0]?.name : item.root,
			...(format === 'v2' ? {} : contentV1(item)),
			...(format === 'v1' ? {} : contentV2(item)),
			'piece length': item.pieceSize,
			private: item.private ? 1 : undefined,
		},
		[OWN_HASH]: own,
	});
};

/** Below the torrent’s folder, where it has one. */
const segmentsOf = ({root}: Item, name: string): string[] =>
	name.slice(root === '' ? 0 : root.length + 1).split('/');

const contentV1 = (item: Item): Record<string, Plain> => ({
	...(item.root === ''
		? {length: item.files[0]?.size ?? 0}
		: {files: item.files.map(({name, size}) => ({length: size, path: segmentsOf(item, name)}))}),
	pieces: Buffer.alloc(20 * piecesOf(item), item.hash, 'hex'),
});

type Tree = {[name: string]: Tree | {length: number; 'pieces root': Uint8Array}};

const contentV2 = (item: Item): Record<string, Plain> => {
	const tree: Tree = {};
	for (const {name, size} of item.files) {
		const segments = segmentsOf(item, name);
		let folder = tree;
		for (const segment of segments) {
			const below: Tree = {};
			const there = folder[segment];
			folder[segment] = isTree(there) ? there : below;
			folder = isTree(there) ? there : below;
		}
		folder[''] = {length: size, 'pieces root': createHash('sha256').update(name).digest()};
	}
	return {'file tree': tree, 'meta version': 2};
};

const isTree = (node: Tree[string] | undefined): node is Tree =>
	node !== undefined && !('pieces root' in node);

const isDictionary = (value: Bencoded | undefined): value is Dictionary =>
	typeof value === 'object' && 'keys' in value && value.keys instanceof Map;

const listOf = (value: Bencoded | undefined): Bencoded[] => (Array.isArray(value) ? value : []);
const numberOf = (value: Bencoded | undefined): number => (typeof value === 'number' ? value : 0);
const textOf = (value: Bencoded | undefined): string =>
	Buffer.isBuffer(value) ? value.toString() : '';

type Sized = {path: string; size: number};

const filesV1 = (info: Dictionary): Sized[] =>
	listOf(info.keys.get('files'))
		.filter(isDictionary)
		.filter(file => !textOf(file.keys.get('attr')).includes('p'))
		.map(file => ({
			path: listOf(file.keys.get('path')).map(textOf).join('/'),
			size: numberOf(file.keys.get('length')),
		}));

/** The tree of a v2 torrent: a file is a dictionary under the empty name. */
const filesV2 = (tree: Dictionary, above: string): Sized[] =>
	[...tree.keys].flatMap(([name, value]) => {
		if (!isDictionary(value)) return [];
		if (name === '') return [{path: above, size: numberOf(value.keys.get('length'))}];
		return filesV2(value, above === '' ? name : `${above}/${name}`);
	});

const contentOf = (info: Dictionary, name: string): {files: Sized[]; root: string} => {
	const tree = info.keys.get('file tree');
	const single = {files: [{path: name, size: numberOf(info.keys.get('length'))}], root: ''};
	if (info.keys.has('length')) return single;
	const found = filesV1(info);
	const files = found.length > 0 || !isDictionary(tree) ? found : filesV2(tree, '');
	return files.length === 1 && files[0]?.path === name
		? {files, root: ''}
		: {files: files.map(file => ({...file, path: `${name}/${file.path}`})), root: name};
};

const hashOf = (torrent: Dictionary, info: Dictionary): string => {
	const own = textOf(torrent.keys.get(OWN_HASH));
	if (own !== '') return own;
	const isV2 = numberOf(info.keys.get('meta version')) === 2;
	return createHash(isV2 ? 'sha256' : 'sha1')
		.update(info.raw)
		.digest('hex')
		.slice(0, 40);
};

const trackersOf = (torrent: Dictionary): Tracker[] => {
	const tiers = listOf(torrent.keys.get('announce-list')).map(tier => listOf(tier).map(textOf));
	const announce = textOf(torrent.keys.get('announce'));
	const all = tiers.length > 0 || announce === '' ? tiers : [[announce]];
	return all.flatMap((urls, tier) => urls.map((url): Tracker => ({url, tier, health: 'working'})));
};

/** What a .torrent file tells; undefined when it is none. */
export const fromTorrentFile = (data: Uint8Array): Recipe | undefined => {
	try {
		return recipe(decode(data));
	} catch {
		return undefined;
	}
};

const recipe = (torrent: Bencoded): Recipe | undefined => {
	const info = isDictionary(torrent) ? torrent.keys.get('info') : undefined;
	if (!isDictionary(torrent) || !isDictionary(info)) return undefined;
	const name = textOf(info.keys.get('name'));
	const {files, root} = contentOf(info, name);
	if (name === '' || files.length === 0) return undefined;
	const hash = hashOf(torrent, info);
	const created = numberOf(torrent.keys.get('creation date'));
	return {
		hash,
		key: mix(hash),
		name,
		root,
		files: files.map(({path, size}) => ({name: path, size, have: 0, priority: 1})),
		pieceSize: Math.max(16_384, numberOf(info.keys.get('piece length'))),
		private: numberOf(info.keys.get('private')) === 1,
		comment: textOf(torrent.keys.get('comment')),
		createdBy: textOf(torrent.keys.get('created by')),
		createdAt: created > 0 ? created : -1,
		trackers: trackersOf(torrent),
		webSeeds: listOf(torrent.keys.get('url-list')).map(textOf),
	};
};
