import {QbitError} from './errors.ts';
import {isRecord} from './shape.ts';
import type {Torrent} from './types.ts';

type Kind = 'string' | 'number' | 'boolean' | 'any';

/** What each field must be; a field that is not listed here is a later server's, and passes. */
const kinds: {readonly [Field in keyof Torrent]-?: Kind} = {
	hash: 'string',
	infohash_v1: 'string',
	infohash_v2: 'string',
	name: 'string',
	size: 'number',
	total_size: 'number',
	progress: 'number',
	dlspeed: 'number',
	upspeed: 'number',
	priority: 'number',
	num_seeds: 'number',
	num_complete: 'number',
	num_leechs: 'number',
	num_incomplete: 'number',
	state: 'string',
	eta: 'number',
	seq_dl: 'boolean',
	f_l_piece_prio: 'boolean',
	super_seeding: 'boolean',
	force_start: 'boolean',
	auto_tmm: 'boolean',
	category: 'string',
	tags: 'string',
	save_path: 'string',
	download_path: 'string',
	content_path: 'string',
	added_on: 'number',
	completion_on: 'number',
	seen_complete: 'number',
	last_activity: 'number',
	tracker: 'string',
	trackers_count: 'number',
	dl_limit: 'number',
	up_limit: 'number',
	downloaded: 'number',
	uploaded: 'number',
	downloaded_session: 'number',
	uploaded_session: 'number',
	amount_left: 'number',
	completed: 'number',
	max_ratio: 'number',
	ratio_limit: 'number',
	max_seeding_time: 'number',
	seeding_time_limit: 'number',
	ratio: 'number',
	time_active: 'number',
	seeding_time: 'number',
	availability: 'number',
	magnet_uri: 'string',
	max_inactive_seeding_time: 'number',
	inactive_seeding_time_limit: 'number',
	root_path: 'string',
	popularity: 'any',
	reannounce: 'number',
	comment: 'string',
	private: 'any',
	has_metadata: 'boolean',
	connections_count: 'number',
	connections_limit: 'number',
	pieces_num: 'number',
	piece_size: 'number',
	pieces_have: 'number',
	total_wasted: 'number',
	creation_date: 'number',
	created_by: 'string',
	share_limit_action: 'string',
	has_tracker_warning: 'boolean',
	has_tracker_error: 'boolean',
	has_other_announce_error: 'boolean',
	share_limits_mode: 'string',
};

const kindOf: ReadonlyMap<string, Kind> = new Map(Object.entries(kinds));

/** Text that thousands of torrents share is kept once. */
const shared = ['save_path', 'download_path', 'category', 'tags', 'tracker', 'comment'] as const;

/**
 * One torrent of `sync/maindata`, checked field by field; only the fields that were sent.
 *
 * `magnet_uri` is emptied: it is the longest field, nothing on the list needs it, and the server
 * gives it when asked (`torrents/info`). A number sent as null (Qt's infinity) becomes 0.
 */
export const readTorrent = (hash: string, value: unknown): Partial<Torrent> => {
	if (!isRecord(value)) throw new QbitError('BadReply', `Torrent ${hash} is not a JSON object.`);
	for (const field in value) checkField(hash, field, value);
	if (value.magnet_uri !== undefined) value.magnet_uri = '';
	if (value.infohash_v1 === hash) value.infohash_v1 = hash;
	for (const field of shared) {
		const text = value[field];
		if (typeof text === 'string') value[field] = keepOnce(text);
	}
	return value;
};

const checkField = (hash: string, field: string, value: Record<string, unknown>): void => {
	const kind = kindOf.get(field);
	const found = value[field];
	if (kind === undefined || kind === 'any' || typeof found === kind) return;
	if (found === null) {
		if (kind === 'number') value[field] = 0;
		else delete value[field];
		return;
	}
	throw new QbitError(
		'BadReply',
		`${field} of torrent ${hash} is a ${typeof found}, not a ${kind}.`,
	);
};

const texts = new Map<string, string>();

const keepOnce = (text: string): string => {
	const known = texts.get(text);
	if (known !== undefined) return known;
	// Bounded: with a comment or path of its own for each torrent nothing is gained by keeping more.
	if (texts.size > 5000) texts.clear();
	texts.set(text, text);
	return text;
};
