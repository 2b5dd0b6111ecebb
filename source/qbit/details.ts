import type {Hash} from './types.ts';

/** `torrents/files`: one file. The order is the torrent's own. */
export type TorrentFile = {
	index: number;
	/** Below the torrent's folder, always with slashes. */
	name: string;
	size: number;
	/** 0 to 1 */
	progress: number;
	/** 0 not wanted, 1 normal, 6 high, 7 highest. */
	priority: number;
	/** Of the pieces that are wanted, how much the peers have; -1 = not known. */
	availability: number;
};

/** `torrents/trackers`: the first three are DHT, PeX and LSD, with tier -1. */
export type Tracker = {
	url: string;
	tier: number;
	/** 0 off, 1 not asked, 2 works, 3 being asked (up to 5.1), 4 fails, 5.2+: 5 error, 6 not reached. */
	status: number;
	msg: string;
	num_peers: number;
	num_seeds: number;
	num_leeches: number;
	num_downloaded: number;
	/** Since 5.2: being asked just now. */
	updating?: boolean;
	/** Since 5.2: seconds since 1970. */
	next_announce?: number;
	min_announce?: number;
	/** Since 5.2: how it went from each address of the server; none for DHT, PeX and LSD. */
	endpoints?: readonly TrackerEndpoint[];
};

/** One address from which the server announces to a tracker. */
export type TrackerEndpoint = Pick<
	Tracker,
	'status' | 'msg' | 'num_peers' | 'num_seeds' | 'num_leeches' | 'num_downloaded'
> & {
	/** The address, with its port. */
	name: string;
	/** 1 or 2: a hybrid torrent announces both. */
	bt_version: number;
	updating: boolean;
	next_announce: number;
	min_announce: number;
};

/** `sync/torrentPeers`: one peer. Only `ip` and `port` come always; the rest when it changed. */
export type Peer = {
	client: string;
	connection: string;
	country: string;
	country_code: string;
	flags: string;
	flags_desc: string;
	ip: string;
	port: number;
	/** 0 to 1 */
	progress: number;
	relevance: number;
	dl_speed: number;
	up_speed: number;
	downloaded: number;
	uploaded: number;
};

export type PeersDelta = {
	rid: number;
	full_update: boolean;
	/** By address and port. A peer that is known holds only what changed. */
	peers: Map<string, Partial<Peer>>;
	peers_removed: string[];
};

/** `log/main`: one line, in the language of the server. */
export type LogLine = {
	/** Counts up from 0, anew after each start of the server. */
	id: number;
	/** Seconds since 1970. */
	timestamp: number;
	/** 1 normal, 2 info, 4 warning, 8 critical. */
	type: number;
	message: string;
};

/** `torrents/properties`. -1 where nothing is known. Sizes in bytes, times in seconds. */
export type Properties = {
	save_path: string;
	creation_date: number;
	piece_size: number;
	pieces_num: number;
	pieces_have: number;
	comment: string;
	created_by: string;
	total_wasted: number;
	total_uploaded: number;
	total_downloaded: number;
	up_limit: number;
	dl_limit: number;
	time_elapsed: number;
	seeding_time: number;
	nb_connections: number;
	nb_connections_limit: number;
	share_ratio: number;
	addition_date: number;
	completion_date: number;
	reannounce: number;
	seeds: number;
	seeds_total: number;
	peers: number;
	peers_total: number;
	/** Up to 4.6, where a torrent of the list does not tell. */
	is_private?: boolean;
};

/** `torrents/addPeers`: how many of the addresses each torrent took. */
export type PeersAdded = Map<Hash, {added: number; failed: number}>;
