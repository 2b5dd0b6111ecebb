/**
 * The wire, field for field: what qBittorrent's WebAPI sends.
 *
 * Fields that only some versions send are optional; the comment says since when. A client must
 * work without them. Known from qBittorrent's source and from running 4.5.2, 5.1.0 and 5.3.0.
 */

/** The server's own torrent id: v1 SHA-1, or the truncated v2 hash; 40 hex digits. */
export type Hash = string;

/** `sync/maindata` and `torrents/info`: one torrent. Sizes in bytes, speeds in bytes per second. */
export type Torrent = {
	/** Not on the wire of `sync/maindata` (there it is the key); filled in by `applyUpdate`. */
	hash: Hash;
	infohash_v1: string;
	infohash_v2: string;
	name: string;
	/** Bytes of the wanted files. */
	size: number;
	/** Bytes of all files; -1 without metadata. */
	total_size: number;
	/** 0 to 1; while checking, the progress of the check. */
	progress: number;
	dlspeed: number;
	upspeed: number;
	/** Place in the server's queue, from 1; 0 = not queued. */
	priority: number;
	num_seeds: number;
	num_complete: number;
	num_leechs: number;
	num_incomplete: number;
	state: State;
	/** Seconds; 8640000 = never. */
	eta: number;
	seq_dl: boolean;
	f_l_piece_prio: boolean;
	super_seeding: boolean;
	force_start: boolean;
	auto_tmm: boolean;
	category: string;
	/** Joined with ", ". */
	tags: string;
	/** Where it should be; `content_path` tells where it is. */
	save_path: string;
	download_path: string;
	content_path: string;
	/** Seconds since 1970. Unset: -1, 0, or nonsense on 4.5. */
	added_on: number;
	completion_on: number;
	seen_complete: number;
	last_activity: number;
	/** The first working tracker, or "". */
	tracker: string;
	trackers_count: number;
	dl_limit: number;
	up_limit: number;
	downloaded: number;
	uploaded: number;
	downloaded_session: number;
	uploaded_session: number;
	amount_left: number;
	completed: number;
	max_ratio: number;
	ratio_limit: number;
	max_seeding_time: number;
	seeding_time_limit: number;
	/** -1 = infinite; on 4.5 above 9999. */
	ratio: number;
	/** Seconds. */
	time_active: number;
	/** Seconds. */
	seeding_time: number;
	availability: number;
	magnet_uri: string;

	/** Since 4.6. */
	max_inactive_seeding_time?: number;
	inactive_seeding_time_limit?: number;
	/** Since 5.0. */
	root_path?: string;
	popularity?: number | null;
	reannounce?: number;
	comment?: string;
	private?: boolean | null;
	has_metadata?: boolean;
	/** Since 5.2. */
	connections_count?: number;
	connections_limit?: number;
	pieces_num?: number;
	piece_size?: number;
	pieces_have?: number;
	total_wasted?: number;
	creation_date?: number;
	created_by?: string;
	share_limit_action?: string;
	has_tracker_warning?: boolean;
	has_tracker_error?: boolean;
	has_other_announce_error?: boolean;
	/** Since 5.3. */
	share_limits_mode?: string;
};

/** 4.x says `paused…` where 5.0 and later say `stopped…`. */
export type State =
	| 'error'
	| 'missingFiles'
	| 'uploading'
	| 'queuedUP'
	| 'stalledUP'
	| 'checkingUP'
	| 'forcedUP'
	| 'pausedUP'
	| 'stoppedUP'
	| 'downloading'
	| 'metaDL'
	| 'forcedMetaDL'
	| 'queuedDL'
	| 'stalledDL'
	| 'checkingDL'
	| 'forcedDL'
	| 'pausedDL'
	| 'stoppedDL'
	| 'checkingResumeData'
	| 'moving'
	| 'unknown';

export type Category = {
	name: string;
	/** As configured: may be relative or empty. */
	savePath: string;
	/** A string when set, `false` when switched off, absent or null when not set. */
	download_path?: string | false | null;
};

/** `server_state` of `sync/maindata`. Speeds in bytes per second. */
export type ServerState = {
	connection_status: 'connected' | 'firewalled' | 'disconnected';
	dht_nodes: number;
	dl_info_data: number;
	dl_info_speed: number;
	dl_rate_limit: number;
	up_info_data: number;
	up_info_speed: number;
	up_rate_limit: number;
	alltime_dl: number;
	alltime_ul: number;
	/** Of the default save path only, at most 30 s old; -1 = unknown. */
	free_space_on_disk: number;
	global_ratio: string;
	queueing: boolean;
	/** Milliseconds between two changes of the data. */
	refresh_interval: number;
	total_peer_connections: number;
	use_alt_speed_limits: boolean;
	/** Percent: how many of the peers wait for the disk. A number as text. */
	read_cache_overload?: string;
	write_cache_overload?: string;
	/** Since 5.1. */
	last_external_address_v4?: string;
	last_external_address_v6?: string;
};

/**
 * The answer of `sync/maindata`. Empty collections are left out, in a full update too.
 * Objects in it hold only the fields that changed.
 */
export type Delta = {
	rid: number;
	full_update?: boolean;
	torrents?: Record<Hash, Partial<Torrent>>;
	torrents_removed?: Hash[];
	categories?: Record<string, Partial<Category>>;
	categories_removed?: string[];
	/** Tags that were added. */
	tags?: string[];
	tags_removed?: string[];
	/** Tracker URL to the whole new list of its torrents. */
	trackers?: Record<string, Hash[]>;
	trackers_removed?: string[];
	server_state?: Partial<ServerState>;
};
