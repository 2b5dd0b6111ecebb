import type {Client} from './client.ts';
import type {Peer, PeersDelta, Properties, TorrentFile, Tracker} from './details.ts';
import {endpoints} from './endpoints.ts';
import {isQbitError} from './errors.ts';
import type {Hash, Torrent} from './types.ts';

/** What the server tells of one torrent, call by call. Each is replaced by the next answer, never changed. */
export type Parts = {
	properties: Properties;
	files: readonly TorrentFile[];
	trackers: readonly Tracker[];
	/** By address and port, in the server’s order. */
	peers: Peers;
	pieces: Pieces;
};

export type Part = keyof Parts;

export type Peers = ReadonlyMap<string, Partial<Peer>>;

export type Pieces = {
	/** 0 missing, 1 on its way, 2 there. Empty without metadata. */
	states: readonly number[];
	/** How many of the peers have each piece. Since 5.2; empty when all pieces are there. */
	availability: readonly number[] | undefined;
};

type PartRow = {
	/** What asks for it, again and again, for as long as one looks at that torrent. */
	begin: (client: Client, hash: Hash) => (signal: AbortSignal) => Promise<Partial<Parts>>;
	/** It is not asked for more often than this, however fast the server is. */
	leastMs: number;
	/** Nor for more than this share of the time: what is large is asked for rarely. */
	share: number;
	/** What of the torrent must have changed before it is worth asking again; undefined: always is. */
	hangsOn: (torrent: Torrent) => readonly unknown[] | undefined;
	/** Asked again after this, though nothing of the torrent seems to have changed. */
	calmMs: number;
};

/** While nothing flows, nothing is new as long as the list has nothing new of it. */
const unlessFlowing = (torrent: Torrent): readonly unknown[] | undefined =>
	torrent.dlspeed > 0 || torrent.upspeed > 0 ? undefined : [torrent];

/** TABLE: the parts, and how often they are asked for. */
export const parts: Readonly<Record<Part, PartRow>> = {
	properties: {
		begin: (client, hash) => async signal => ({
			properties: await client.ask(endpoints.properties, {hash}, {signal}),
		}),
		leastMs: 0,
		share: 1 / 3,
		hangsOn: unlessFlowing,
		calmMs: 10_000,
	},
	files: {
		// 50,000 files are 10 MB.
		begin: (client, hash) => async signal => ({
			files: await client.ask(endpoints.files, {hash}, {signal}),
		}),
		leastMs: 2000,
		share: 1 / 20,
		hangsOn: torrent => [...progressOf(torrent), torrent.size, torrent.name],
		calmMs: 60_000,
	},
	trackers: {
		begin: (client, hash) => async signal => ({
			trackers: await client.ask(endpoints.trackers, {hash}, {signal}),
		}),
		leastMs: 2000,
		share: 1 / 3,
		hangsOn: unlessFlowing,
		calmMs: 4000,
	},
	peers: {
		begin: (client, hash) => {
			// The server remembers one list a session, whichever torrent it is of: begin anew.
			let rid = 0;
			let peers: Peers = new Map();
			return async signal => {
				const asked = rid;
				rid = 0;
				const delta = await client.ask(endpoints.torrentPeers, {hash, rid: asked}, {signal});
				rid = delta.rid;
				peers = withPeers(peers, delta);
				return {peers};
			};
		},
		leastMs: 0,
		share: 1 / 3,
		hangsOn: unlessFlowing,
		calmMs: 10_000,
	},
	pieces: {
		begin: (client, hash) => async signal => {
			const states = await client.ask(endpoints.pieceStates, {hash}, {signal});
			return {pieces: {states, availability: await availabilityOf(client, hash, signal)}};
		},
		leastMs: 1000,
		share: 1 / 10,
		hangsOn: torrent => [...progressOf(torrent), torrent.num_seeds, torrent.num_leechs],
		calmMs: 60_000,
	},
};

const progressOf = (torrent: Torrent): readonly unknown[] => [
	torrent.state,
	torrent.completed,
	torrent.progress,
	torrent.amount_left,
	torrent.availability,
];

/** The peers after one answer. The same Map when it brings nothing new. */
const withPeers = (before: Peers, delta: PeersDelta): Peers => {
	if (!delta.full_update && delta.peers.size === 0 && delta.peers_removed.length === 0)
		return before;
	const peers = new Map(delta.full_update ? [] : before);
	for (const [key, fields] of delta.peers) peers.set(key, {...peers.get(key), ...fields});
	for (const key of delta.peers_removed) peers.delete(key);
	return peers;
};

const availabilityOf = async (
	client: Client,
	hash: Hash,
	signal: AbortSignal,
): Promise<readonly number[] | undefined> => {
	if (client.lacks(endpoints.pieceAvailability)) return undefined;
	try {
		return await client.ask(endpoints.pieceAvailability, {hash}, {signal});
	} catch (error) {
		// The version need not be known yet.
		if (isQbitError(error, 'NotFound', 'Unsupported')) return undefined;
		throw error;
	}
};
