import {progressOf} from './amounts.ts';
import {type Item, isRunning} from './item.ts';
import {connected} from './peers-count.ts';
import {mix, pick, unit} from './random.ts';
import {contentPath} from './wire.ts';
import {nowOf, type World} from './world.ts';

const clients = [
	['qBittorrent 5.3.0', '-qB5300-'],
	['qBittorrent 5.1.4', '-qB5140-'],
	['Transmission 4.0.6', '-TR4060-'],
	['Deluge 2.2.0', '-DE220s-'],
	['rTorrent 0.15.3', '-lt0F30-'],
	['libtorrent 2.0.11', '-LT20B0-'],
	['BiglyBT 3.8.0.0', '-BI3800-'],
	['KTorrent 24.12', '-KT6000-'],
] as const;

const countries = [
	['Germany', 'de'],
	['France', 'fr'],
	['Japan', 'jp'],
	['Brazil', 'br'],
	['Canada', 'ca'],
	['India', 'in'],
	['Poland', 'pl'],
	['South Africa', 'za'],
	['United States', 'us'],
] as const;

/** Blocks that are kept for examples: nobody lives there. */
const blocks = ['192.0.2', '198.51.100', '203.0.113'] as const;

const flagTexts: Record<string, string> = {
	D: 'Interested (local) and unchoked (peer)',
	U: 'Interested (peer) and unchoked (local)',
	K: 'Not interested (local) and unchoked (peer)',
	'?': 'Not interested (peer) and unchoked (local)',
	E: 'Encrypted traffic',
	P: 'μTP',
	H: 'Peer from DHT',
	X: 'Peer from PEX',
};

export type Peer = Record<string, string | number | null>;

type Part = {key: number; isSeed: boolean; down: number; up: number};

const addressOf = (key: number): {ip: string; port: number} => ({
	ip:
		key % 7 === 0
			? `2001:db8:${(key >>> 16).toString(16)}::${(key % 65_536).toString(16)}`
			: `${pick(blocks, key, 'block')}.${1 + (mix(key, 'ip') % 254)}`,
	port: 1024 + (mix(key, 'port') % 60_000),
});

const flagsOf = (part: Part): string[] => [
	...(part.down > 0 ? ['D'] : part.isSeed ? ['K'] : []),
	...(part.up > 0 ? ['U'] : part.isSeed ? [] : ['?']),
	...(part.key % 3 === 0 ? ['E'] : []),
	...(part.key % 2 === 0 ? ['P'] : []),
	part.key % 5 < 2 ? 'H' : 'X',
];

const describe = (item: Item, part: Part, address: {ip: string; port: number}): Peer => {
	const {key} = part;
	const [client, peerId] = pick(clients, key, 'client');
	const [country, code] = pick(countries, key, 'country');
	const flags = flagsOf(part);
	const progress = part.isSeed ? 1 : Math.round(unit(key, 'progress') * 990) / 1000;
	return {
		client,
		connection: key % 2 === 0 ? 'μTP' : 'BT',
		contribution: part.isSeed ? unit(key, 'contribution') : 0,
		country,
		country_code: code,
		dl_speed: part.down,
		downloaded: part.isSeed ? Math.floor(item.downloadedSession * unit(key, 'down') * 0.1) : 0,
		files: part.down > 0 ? contentPath(item).slice(item.savePath.length + 1) : '',
		flags: flags.join(' '),
		flags_desc: flags.map(flag => `${flag} = ${flagTexts[flag]}`).join('\n'),
		host_name: '',
		ip: address.ip,
		peer_id_client: peerId,
		port: address.port,
		progress,
		relevance: progressOf(item) < 1 ? progress : 0,
		up_speed: part.up,
		uploaded: part.isSeed ? 0 : Math.floor(item.uploadedSession * unit(key, 'up') * 0.2),
	};
};

/** Splits a speed among so many, unevenly, without losing a byte of it. */
const split = (speed: number, keys: readonly number[]): Map<number, number> => {
	const weight = (key: number): number => unit(key, 'weight') ** 3 + 0.02;
	const whole = keys.reduce((sum, key) => sum + weight(key), 0);
	const parts = new Map(keys.map(key => [key, Math.floor((speed * weight(key)) / whole)]));
	const [first] = keys;
	const rest = speed - [...parts.values()].reduce((sum, part) => sum + part, 0);
	if (first !== undefined) parts.set(first, (parts.get(first) ?? 0) + rest);
	return parts;
};

const keysOf = (item: Item, kind: string, count: number): number[] =>
	Array.from({length: count}, (_, n) => mix(item.key, kind, n));

const byHand = (item: Item): Array<{ip: string; port: number}> =>
	isRunning(item)
		? item.extraPeers.map(peer => {
				const colon = peer.lastIndexOf(':');
				const ip = peer.slice(0, colon).replace(/^\[|\]$/g, '');
				return {ip, port: Number(peer.slice(colon + 1))};
			})
		: [];

const endpoint = ({ip, port}: {ip: string; port: number}): string =>
	ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

/** Who is connected now, by `ip:port`; their speeds add up to the torrent's. */
export const peersOf = (item: Item, world: World): Map<string, Peer> => {
	const {seeds, leeches} = connected(item, nowOf(world));
	const [seedKeys, leechKeys] = [keysOf(item, 'seed', seeds), keysOf(item, 'leech', leeches)];
	const [down, up] = [split(item.dlspeed, seedKeys), split(item.upspeed, leechKeys)];
	const parts: Part[] = [
		...seedKeys.map(key => ({key, isSeed: true, down: down.get(key) ?? 0, up: 0})),
		...leechKeys.map(key => ({key, isSeed: false, down: 0, up: up.get(key) ?? 0})),
	];
	const all = [
		...parts.map(part => ({part, address: addressOf(part.key)})),
		...byHand(item).map(address => ({
			part: {key: mix(address.ip, address.port), isSeed: false, down: 0, up: 0},
			address,
		})),
	];
	return new Map(
		all
			.filter(({address}) => !world.bannedPeers.has(address.ip))
			.map(({part, address}) => [endpoint(address), describe(item, part, address)]),
	);
};
