import type {Hash, Torrent} from '../../source/qbit/types.ts';

/** What a server sends of one torrent; `hash` is not among it, there it is the key. */
export const wireTorrent = (fields: Partial<Torrent> = {}): Omit<Torrent, 'hash'> => ({
	infohash_v1: '',
	infohash_v2: '',
	name: 'debian-12.iso',
	size: 700,
	total_size: 700,
	progress: 0.5,
	dlspeed: 0,
	upspeed: 0,
	priority: 0,
	num_seeds: 0,
	num_complete: 0,
	num_leechs: 0,
	num_incomplete: 0,
	state: 'stalledDL',
	eta: 8_640_000,
	seq_dl: false,
	f_l_piece_prio: false,
	super_seeding: false,
	force_start: false,
	auto_tmm: false,
	category: '',
	tags: '',
	save_path: '/downloads',
	download_path: '',
	content_path: '/downloads/debian-12.iso',
	added_on: 1_700_000_000,
	completion_on: -1,
	seen_complete: -1,
	last_activity: -1,
	tracker: '',
	trackers_count: 0,
	dl_limit: 0,
	up_limit: 0,
	downloaded: 0,
	uploaded: 0,
	downloaded_session: 0,
	uploaded_session: 0,
	amount_left: 350,
	completed: 350,
	max_ratio: -1,
	ratio_limit: -2,
	max_seeding_time: -1,
	seeding_time_limit: -2,
	ratio: 0,
	time_active: 0,
	seeding_time: 0,
	availability: -1,
	magnet_uri: '',
	...fields,
});

/** 40 hex digits, others for each number. */
export const hashOf = (index: number): Hash => index.toString(16).padStart(40, '0');

/** A body that comes in pieces of `size` bytes. */
export async function* inChunks(text: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A body in one piece. */
export const whole = (text: string | Buffer): AsyncGenerator<Uint8Array> =>
	inChunks(text, Number.MAX_SAFE_INTEGER);
