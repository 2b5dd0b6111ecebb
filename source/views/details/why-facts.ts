import type {Part, Peers} from '../../qbit/details-parts.ts';
import type {ServerState, Torrent} from '../../qbit/types.ts';
import {knownFree} from '../../space/free-space.ts';
import {stateOf} from '../torrents/states.ts';
import type {Seen} from './seen.ts';
import {type TrackerHealth, trackerHealth} from './tracker-health.ts';

/** What the sentence about a torrent is made from. undefined: not known (yet). */
export type Facts = {
	torrent: Torrent;
	server: Partial<ServerState>;
	trackers: TrackerHealth | undefined;
	peers: PeerFacts;
	/** Bytes free on the disk that it is written to. */
	free: number | undefined;
	/** Bytes free at the server’s default save path, which may be another disk. */
	freeByDefault: number | undefined;
	/** The newest warning of the server’s log that names it: foreign text. */
	complaint: string | undefined;
	/** Seconds since 1970. */
	now: number;
};

type PeerFacts = {
	connected: number;
	/** Of the connected; undefined as long as the peers are not known one by one. */
	each: {sending: number; receiving: number; choking: number} | undefined;
};

/** What the server must be asked for, so that the sentence can be told. */
export const partsOfWhy: readonly Part[] = ['trackers', 'peers'];

/** The server’s log tells why only of these. */
export const needsLog = (torrent: Torrent): boolean => stateOf(torrent).groups.includes('errored');

export const factsOf = ({torrent, details, mirrored, spaces, log, now}: Seen): Facts => {
	const {server} = mirrored.maindata;
	const freeByDefault = server.free_space_on_disk ?? -1;
	return {
		torrent,
		server,
		trackers: details.trackers && trackerHealth(details.trackers),
		peers: peerFacts(torrent, details.peers),
		free: knownFree(torrent.download_path || torrent.save_path, spaces, {
			path: '',
			free: undefined,
		}),
		freeByDefault: freeByDefault >= 0 ? freeByDefault : undefined,
		complaint: log.findLast(line => line.level >= 4 && !line.ours)?.text,
		now: now / 1000,
	};
};

const peerFacts = (torrent: Torrent, peers: Peers | undefined): PeerFacts => {
	if (!peers) return {connected: torrent.num_seeds + torrent.num_leechs, each: undefined};
	const each = {sending: 0, receiving: 0, choking: 0};
	for (const {dl_speed = 0, up_speed = 0, flags = ''} of peers.values()) {
		if (dl_speed > 0) each.sending++;
		if (up_speed > 0) each.receiving++;
		// qBittorrent’s own letter: we want something of it, and it does not let us.
		if (flags.split(' ').includes('d')) each.choking++;
	}
	return {connected: peers.size, each};
};
