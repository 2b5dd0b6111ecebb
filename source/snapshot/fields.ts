import type {ContentLayout} from '../qbit/add-options.ts';
import {inProgress} from './mark.ts';
import type {SavedTorrent} from './shape.ts';

/**
 * The fields of `torrents/add` for a torrent as it was, stopped. With the names of all versions: a
 * server ignores those that it does not know.
 */
export const fieldsOf = (torrent: SavedTorrent): Record<string, string | boolean> => {
	const {category, tags, save_path, download_path, dl_limit, up_limit} = torrent;
	const fields = {
		category: category === '' ? undefined : category,
		tags: [...tags, inProgress].join(','),
		savepath: save_path,
		useDownloadPath: download_path !== '',
		downloadPath: download_path === '' ? undefined : download_path,
		// 4.x reads paused, 5.0 and later stopped.
		...{paused: true, stopped: true, autoTMM: false, addToTopOfQueue: false},
		contentLayout: layoutOf(torrent),
		sequentialDownload: torrent.seq_dl,
		firstLastPiecePrio: torrent.f_l_piece_prio,
		dlLimit: dl_limit > 0 ? dl_limit : undefined,
		upLimit: up_limit > 0 ? up_limit : undefined,
		ratioLimit: torrent.ratio_limit,
		seedingTimeLimit: torrent.seeding_time_limit,
		inactiveSeedingTimeLimit: torrent.inactive_seeding_time_limit,
		shareLimitAction: torrent.share_limit_action,
		shareLimitsMode: torrent.share_limits_mode,
	};
	const given: Record<string, string | boolean> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) given[name] = typeof value === 'number' ? String(value) : value;
	}
	return given;
};

/** As its files lie, and not as the server’s settings say for new ones. */
const layoutOf = ({content_path, save_path, download_path, files}: SavedTorrent): ContentLayout => {
	const isRootless =
		content_path !== '' &&
		[save_path, download_path].some(
			path => path !== '' && withoutEnd(path) === withoutEnd(content_path),
		);
	if (isRootless) return 'NoSubfolder';
	const [only] = files ?? [];
	return files?.length === 1 && only?.name.includes('/') ? 'Subfolder' : 'Original';
};

const withoutEnd = (path: string): string => path.replace(/[\\/]+$/, '');
