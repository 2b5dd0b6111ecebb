import {createKnown} from '../qbit/identity.ts';
import type {Hash} from '../qbit/types.ts';
import type {SavedCategory, SavedTorrent, Snapshot} from './shape.ts';

/** What became of one thing between two moments. */
export type FieldChange = {field: string; from: unknown; to: unknown};

export type TorrentChange = {hash: Hash; name: string; changes: readonly FieldChange[]};

/** What the second snapshot has, and the first has not; and so on. */
export type SnapshotDiff = {
	came: readonly SavedTorrent[];
	went: readonly SavedTorrent[];
	/** At another place. */
	moved: readonly TorrentChange[];
	changed: readonly TorrentChange[];
	categories: {came: string[]; went: string[]; changed: string[]};
	tags: {came: string[]; went: string[]};
};

/** TABLE: what a change is told of. What changes by itself as torrents run is not in it. */
const compared: ReadonlyArray<readonly [name: string, value: (torrent: SavedTorrent) => unknown]> =
	[
		['name', ({name}) => name],
		['category', ({category}) => category],
		['tags', ({tags}) => tags.toSorted().join(', ')],
		// While it is checked, its progress is that of the check.
		['complete', ({state, progress}) => (state.startsWith('checking') ? undefined : progress >= 1)],
		['dl_limit', ({dl_limit}) => Math.max(0, dl_limit)],
		['up_limit', ({up_limit}) => Math.max(0, up_limit)],
		['ratio_limit', ({ratio_limit}) => ratio_limit],
		['seeding_time_limit', ({seeding_time_limit}) => seeding_time_limit],
		['inactive_seeding_time_limit', row => row.inactive_seeding_time_limit ?? -2],
		['share_limit_action', row => row.share_limit_action ?? 'Default'],
		['auto_tmm', ({auto_tmm}) => auto_tmm],
		['seq_dl', ({seq_dl}) => seq_dl],
		['f_l_piece_prio', ({f_l_piece_prio}) => f_l_piece_prio],
		['super_seeding', ({super_seeding}) => super_seeding],
	];

export const diffSnapshots = (from: Snapshot, to: Snapshot): SnapshotDiff => {
	const [before, after] = [knownOf(from), knownOf(to)];
	const pairs = to.torrents.flatMap(now => {
		const then = before(now);
		return then ? [[then, now] as const] : [];
	});
	return {
		came: to.torrents.filter(torrent => !before(torrent)),
		went: from.torrents.filter(torrent => !after(torrent)),
		moved: pairs.flatMap(([then, now]) => {
			const changes = changesOf(then, now, [['save_path', ({save_path}) => save_path]]);
			return changes.length > 0 ? [{hash: now.hash, name: now.name, changes}] : [];
		}),
		changed: pairs.flatMap(([then, now]) => {
			const changes = changesOf(then, now, compared);
			return changes.length > 0 ? [{hash: now.hash, name: now.name, changes}] : [];
		}),
		categories: diffCategories(from.categories, to.categories),
		tags: diffNames(from.tags, to.tags),
	};
};

/** Nothing in it. */
export const isSame = ({came, went, moved, changed, categories, tags}: SnapshotDiff): boolean =>
	[came, went, moved, changed, ...Object.values(categories), ...Object.values(tags)].every(
		list => list.length === 0,
	);

/** Finds a torrent by whatever hash it has: a magnet link’s may be another than the torrent’s later. */
export const knownOf = ({
	torrents,
}: Pick<Snapshot, 'torrents'>): ((torrent: SavedTorrent) => SavedTorrent | undefined) => {
	const known = createKnown(torrents);
	const byHash = new Map(torrents.map(torrent => [torrent.hash, torrent]));
	return ({hash, infohash_v1, infohash_v2}) => {
		const found = known.find({v1: infohash_v1 || hash, v2: infohash_v2 || undefined});
		return found && byHash.get(found.hash);
	};
};

const changesOf = (from: SavedTorrent, to: SavedTorrent, fields: typeof compared): FieldChange[] =>
	fields.flatMap(([field, read]) => {
		const [was, is] = [read(from), read(to)];
		return was === is || was === undefined || is === undefined ? [] : [{field, from: was, to: is}];
	});

const diffNames = (from: readonly string[], to: readonly string[]) => ({
	came: to.filter(name => !from.includes(name)).sort(),
	went: from.filter(name => !to.includes(name)).sort(),
});

const diffCategories = (from: Snapshot['categories'], to: Snapshot['categories']) => ({
	...diffNames(Object.keys(from), Object.keys(to)),
	changed: Object.keys(to)
		.filter(name => Object.hasOwn(from, name) && differ(from[name], to[name]))
		.sort(),
});

/** As far as all versions tell it. */
export const differ = (one: SavedCategory | undefined, other: SavedCategory | undefined): boolean =>
	one?.savePath !== other?.savePath || (one?.download_path ?? '') !== (other?.download_path ?? '');
