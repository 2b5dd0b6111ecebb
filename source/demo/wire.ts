import {magnetOf} from '../qbit/magnet.ts';
import type {Torrent} from '../qbit/types.ts';
import {amounts, piecesOf, progressOf, ratioOf} from './amounts.ts';
import {join} from './disks.ts';
import {hasMetadata, type Item, isComplete, isRunning} from './item.ts';
import {connected} from './peers-count.ts';
import {stateOf} from './state.ts';
import {firstWorking, nextAnnounce, statusOf} from './trackers.ts';

/** Where it is now; during a move that is still the old place. */
export const contentPath = (item: Item): string => {
	if (!hasMetadata(item)) return item.savePath;
	const [first] = item.files;
	if (item.root !== '') return join(item.savePath, item.root);
	return item.files.length === 1 && first ? join(item.savePath, first.name) : item.savePath;
};

const availabilityOf = (item: Item, seeds: number, now: number): number => {
	// The piece picker is gone once everything is there.
	if (!hasMetadata(item) || isComplete(item)) return -1;
	const own = progressOf(item);
	const drift = ((Math.floor(now / 15) + item.key) % 1000) / 1000;
	return Math.round((seeds + (seeds > 0 ? drift : own)) * 1000) / 1000;
};

const identity = (item: Item) => ({
	hash: item.hash,
	infohash_v1: item.hash,
	infohash_v2: '',
	name: item.name,
	magnet_uri: magnetOf(
		{v1: item.hash, v2: undefined},
		{name: item.name, trackers: item.trackers.map(({url}) => url)},
	),
	comment: hasMetadata(item) ? item.comment : '',
	created_by: hasMetadata(item) ? item.createdBy : '',
	creation_date: hasMetadata(item) ? item.createdAt : -1,
	private: hasMetadata(item) ? item.private : null,
	has_metadata: hasMetadata(item),
	pieces_num: piecesOf(item),
	piece_size: hasMetadata(item) ? item.pieceSize : -1,
});

const swarm = (item: Item, now: number) => {
	const peers = connected(item, now);
	const asked = isRunning(item) && hasMetadata(item);
	return {
		dlspeed: item.dlspeed,
		upspeed: item.upspeed,
		num_seeds: peers.seeds,
		num_leechs: peers.leeches,
		num_complete: asked ? item.seeds : 0,
		num_incomplete: asked ? item.leeches : 0,
		connections_count: peers.seeds + peers.leeches,
		connections_limit: 100,
		availability: availabilityOf(item, peers.seeds, now),
		popularity: Math.round((ratioOf(item) / Math.max(1, item.activeFor / 2_592_000)) * 1000) / 1000,
		tracker: firstWorking(item),
		trackers_count: item.trackers.length,
		reannounce: nextAnnounce(item, now),
		has_tracker_warning: false,
		has_tracker_error: item.trackers.some(tracker => statusOf(item, tracker).status === 5),
		has_other_announce_error: item.trackers.some(tracker => statusOf(item, tracker).status === 4),
	};
};

const settings = (item: Item) => ({
	priority: item.place,
	seq_dl: item.sequential,
	f_l_piece_prio: item.firstLast,
	super_seeding: item.superSeeding,
	force_start: item.forced,
	auto_tmm: item.autoTmm,
	category: item.category,
	tags: [...item.tags].sort().join(', '),
	dl_limit: item.dlLimit,
	up_limit: item.upLimit,
	ratio_limit: item.ratioLimit,
	max_ratio: item.ratioLimit === -2 ? -1 : item.ratioLimit,
	seeding_time_limit: item.seedingTimeLimit,
	max_seeding_time: item.seedingTimeLimit === -2 ? -1 : item.seedingTimeLimit,
	inactive_seeding_time_limit: item.inactiveLimit,
	max_inactive_seeding_time: item.inactiveLimit === -2 ? -1 : item.inactiveLimit,
	share_limit_action: item.shareAction,
	share_limits_mode: item.shareMode,
});

/** What the API says of a torrent at `now` (seconds since 1970), with all fields of 5.3. */
export const toWire = (item: Item, now: number): Torrent => ({
	...identity(item),
	...amounts(item),
	...swarm(item, now),
	...settings(item),
	state: stateOf(item),
	save_path: item.savePath,
	download_path: item.downloadPath,
	content_path: contentPath(item),
	root_path: item.root === '' || !hasMetadata(item) ? '' : join(item.savePath, item.root),
	added_on: item.addedAt,
	completion_on: item.completedAt,
	seen_complete: item.seenComplete,
	last_activity: item.lastActivity,
	time_active: Math.floor(item.activeFor),
	seeding_time: Math.floor(item.seedingFor),
});
