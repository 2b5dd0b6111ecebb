import type {ServerVersion} from '../qbit/client.ts';
import {magnetOf} from '../qbit/magnet.ts';
import type {Maindata} from '../qbit/maindata.ts';
import {tagsOf} from '../qbit/step.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import type {Job} from '../space/job/shape.ts';
import {inProgress} from './mark.ts';
import type {Kind, SavedTorrent, Snapshot} from './shape.ts';

/** What is known when a snapshot is taken. */
export type Seen = {
	maindata: Maindata;
	server: ServerVersion & {address: string};
	jobs: readonly Job[];
	kind: Kind;
	/** Seconds since 1970. */
	now: number;
};

/** Everything but what has to be asked for torrent by torrent. */
export const takeSnapshot = ({maindata, server, jobs, kind, now}: Seen): Snapshot => {
	const {torrents, categories} = maindata;
	const trackers = trackersOf(maindata.trackers);
	const tags = [...maindata.tags].filter(tag => tag !== inProgress).sort();
	return {
		saved_at: now,
		kind,
		server: {address: server.address, version: server.app, webapi: server.webapi},
		counts: {
			...{torrents: torrents.size, jobs: jobs.length, categories: categories.size},
			...{tags: tags.length, torrent_files: 0},
		},
		categories: Object.fromEntries([...categories].sort(([a], [b]) => (a < b ? -1 : 1))),
		tags,
		jobs,
		torrents: [...torrents.values()].map(torrent =>
			savedOf(torrent, trackers.get(torrent.hash) ?? []),
		),
	};
};

const trackersOf = (trackers: ReadonlyMap<string, readonly Hash[]>): Map<Hash, string[]> => {
	const byTorrent = new Map<Hash, string[]>();
	for (const [url, hashes] of trackers) {
		// Torrents without a tracker stand below "".
		if (url === '') continue;
		for (const hash of hashes) {
			const known = byTorrent.get(hash);
			if (known) known.push(url);
			else byTorrent.set(hash, [url]);
		}
	}
	return byTorrent;
};

const savedOf = (torrent: Torrent, trackers: readonly string[]): SavedTorrent => {
	const {hash, infohash_v1, infohash_v2, name, size, total_size, progress, state} = torrent;
	const {category, save_path, download_path, content_path, auto_tmm} = torrent;
	const {dl_limit, up_limit, ratio_limit, seeding_time_limit, priority} = torrent;
	const {seq_dl, f_l_piece_prio, super_seeding, force_start, added_on, completion_on} = torrent;
	return {
		...{hash, infohash_v1, infohash_v2, name, size, total_size, progress, state, category},
		tags: tagsOf(torrent).filter(tag => tag !== inProgress),
		...{save_path, download_path, content_path, auto_tmm, dl_limit, up_limit, ratio_limit},
		...{seeding_time_limit, inactive_seeding_time_limit: torrent.inactive_seeding_time_limit},
		share_limit_action: torrent.share_limit_action,
		share_limits_mode: torrent.share_limits_mode,
		...{seq_dl, f_l_piece_prio, super_seeding, force_start, priority, added_on, completion_on},
		...{private: torrent.private, comment: torrent.comment},
		// The list of torrents is kept without magnet links, which are its longest part.
		magnet: magnetOf(
			{v1: infohash_v1 || (infohash_v2 ? '' : hash), v2: infohash_v2},
			{name, trackers},
		),
	};
};
