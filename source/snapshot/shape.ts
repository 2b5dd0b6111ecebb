import type {Category, Torrent} from '../qbit/types.ts';
import type {Job} from '../space/job/shape.ts';

/** The only version so far of what a snapshot file holds. */
export const formatVersion = 1;

/** Why a snapshot was saved. Of each kind the newest are kept. */
export type Kind = 'asked' | 'before_removal' | 'schedule';

/** All that is needed to put a server’s torrents back as they were. Times in seconds since 1970. */
export type Snapshot = Head & {
	categories: Readonly<Record<string, SavedCategory>>;
	tags: readonly string[];
	/** Of qbtui, as it keeps them: to be looked at, they are not put back. */
	jobs: readonly Job[];
	torrents: readonly SavedTorrent[];
};

/** What stands in the first line of the file. */
export type Head = {
	saved_at: number;
	kind: Kind;
	server: {address: string; version: string; webapi: string};
	counts: Counts;
};

export type Counts = {
	torrents: number;
	jobs: number;
	categories: number;
	tags: number;
	/** .torrent files beside it. */
	torrent_files: number;
};

export type SavedCategory = Category;

/** A torrent as the server tells it, without what changes by the second. */
export type SavedTorrent = Omit<Pick<Torrent, SavedField>, 'tags'> & {
	tags: readonly string[];
	magnet: string;
	/** Only of later servers. */
	inactive_seeding_time_limit?: number | undefined;
	share_limit_action?: string | undefined;
	share_limits_mode?: string | undefined;
	private?: boolean | null | undefined;
	comment?: string | undefined;
	/** The file of it beside the snapshot, if that was saved, too. */
	torrent_file?: SavedFile;
	/** Names and priorities of its files, in the torrent’s order, where they were asked for. */
	files?: readonly SavedEntry[];
};

type SavedField =
	| ('hash' | 'infohash_v1' | 'infohash_v2' | 'name' | 'size' | 'total_size' | 'progress' | 'state')
	| ('category' | 'tags' | 'save_path' | 'download_path' | 'content_path' | 'auto_tmm')
	| ('dl_limit' | 'up_limit' | 'ratio_limit' | 'seeding_time_limit' | 'priority')
	| ('seq_dl' | 'f_l_piece_prio' | 'super_seeding' | 'force_start' | 'added_on' | 'completion_on');

export type SavedFile = {size: number; sha256: string};

/** A file in a torrent: priority 0 is not wanted, 1 normal, 6 high, 7 highest. */
export type SavedEntry = {name: string; priority: number};
