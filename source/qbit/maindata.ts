import type {Update} from './read-maindata.ts';
import type {Category, Hash, ServerState, Torrent} from './types.ts';

/**
 * The server's state as we know it. The Maps are the same objects for as long as the mirror lives
 * and are changed in place, so that a delta costs what changed and not what there is; each Torrent
 * in them is replaced, never changed, so that it can be compared by identity.
 */
export type Maindata = {
	torrents: Map<Hash, Torrent>;
	categories: Map<string, Category>;
	tags: Set<string>;
	/** Tracker URL to its torrents. */
	trackers: Map<string, Hash[]>;
	server: Partial<ServerState>;
};

/** What one update changed among the torrents. */
export type Change = {
	/** Everything may have changed: `changed` and `removed` are not filled in. */
	full: boolean;
	/** Torrent to the fields that were sent; new torrents are here, too. */
	changed: ReadonlyMap<Hash, Partial<Torrent>>;
	removed: readonly Hash[];
};

export const emptyMaindata = (): Maindata => ({
	torrents: new Map(),
	categories: new Map(),
	tags: new Set(),
	trackers: new Map(),
	server: {},
});

export const nothingChanged: Change = {full: false, changed: new Map(), removed: []};

/**
 * Applies one answer of `sync/maindata`: fields merge into what is known, `trackers` lists replace,
 * `full_update` starts from nothing (empty collections are left out of it, too).
 */
export const applyUpdate = (maindata: Maindata, update: Update): Change => {
	if (update.full_update) clear(maindata);
	for (const [hash, fields] of update.torrents) mergeTorrent(maindata.torrents, hash, fields);
	const removed = (update.torrents_removed ?? []).filter(hash => maindata.torrents.delete(hash));
	mergeCategories(maindata.categories, update);
	for (const tag of update.tags ?? []) maindata.tags.add(tag);
	for (const tag of update.tags_removed ?? []) maindata.tags.delete(tag);
	for (const [url, hashes] of Object.entries(update.trackers ?? {})) {
		maindata.trackers.set(url, hashes);
	}
	for (const url of update.trackers_removed ?? []) maindata.trackers.delete(url);
	Object.assign(maindata.server, update.server_state);
	if (update.full_update) return {...nothingChanged, full: true};
	return {full: false, changed: update.torrents, removed};
};

const clear = (maindata: Maindata): void => {
	maindata.torrents.clear();
	maindata.categories.clear();
	maindata.tags.clear();
	maindata.trackers.clear();
	maindata.server = {};
};

const mergeTorrent = (torrents: Map<Hash, Torrent>, hash: Hash, fields: Partial<Torrent>): void => {
	const known = torrents.get(hash);
	if (known) torrents.set(hash, {...known, ...fields});
	else torrents.set(hash, completed(hash, fields));
};

/**
 * A torrent that we see for the first time. Servers send all of its fields; a field that a server
 * does not have gets a value that means "nothing", so that the rest of the program need not ask.
 */
const completed = (hash: Hash, fields: Partial<Torrent>): Torrent => {
	if (fields.name !== undefined && fields.state !== undefined && fields.size !== undefined) {
		const whole = fields;
		whole.hash = hash;
		if (isWhole(whole)) return whole;
	}
	return {...blank, ...fields, hash};
};

const required = [
	'infohash_v1',
	'progress',
	'dlspeed',
	'upspeed',
	'eta',
	'tags',
	'category',
	'save_path',
	'content_path',
	'download_path',
	'tracker',
	'ratio',
	'added_on',
	'completion_on',
	'amount_left',
	'availability',
] as const;

/** True for what every real server sends: then the object is used as it is, without a copy. */
const isWhole = (fields: Partial<Torrent>): fields is Torrent =>
	required.every(name => fields[name] !== undefined);

const blank: Torrent = {
	hash: '',
	infohash_v1: '',
	infohash_v2: '',
	name: '',
	size: 0,
	total_size: -1,
	progress: 0,
	dlspeed: 0,
	upspeed: 0,
	priority: 0,
	num_seeds: 0,
	num_complete: 0,
	num_leechs: 0,
	num_incomplete: 0,
	state: 'unknown',
	eta: 8_640_000,
	seq_dl: false,
	f_l_piece_prio: false,
	super_seeding: false,
	force_start: false,
	auto_tmm: false,
	category: '',
	tags: '',
	save_path: '',
	download_path: '',
	content_path: '',
	added_on: -1,
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
	amount_left: 0,
	completed: 0,
	max_ratio: -1,
	ratio_limit: -2,
	max_seeding_time: -1,
	seeding_time_limit: -2,
	ratio: 0,
	time_active: 0,
	seeding_time: 0,
	availability: -1,
	magnet_uri: '',
};

const mergeCategories = (categories: Map<string, Category>, update: Update): void => {
	for (const [name, fields] of Object.entries(update.categories ?? {})) {
		const known = categories.get(name) ?? {name, savePath: ''};
		categories.set(name, {...known, ...fields});
	}
	for (const name of update.categories_removed ?? []) categories.delete(name);
};
