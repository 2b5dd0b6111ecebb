import {amounts, piecesHave, piecesOf, progressOf, ratioOf} from './amounts.ts';
import {type Answer, bytes, type Call, json, one, oneWithFiles, type Route} from './http.ts';
import {hasMetadata, type Item, isComplete} from './item.ts';
import {connected} from './peers-count.ts';
import {pieceAvailability, pieceHashes, pieceStates} from './pieces.ts';
import {toTorrentFile} from './torrent-file.ts';
import {nextAnnounce, statusOf} from './trackers.ts';
import {toWire} from './wire.ts';
import {nowOf, type World} from './world.ts';

const average = (amount: number, seconds: number): number =>
	seconds >= 1 ? Math.floor(amount / Math.floor(seconds)) : -1;

const properties = (item: Item, {world}: Call): Answer => {
	const wire = toWire(item, nowOf(world));
	return json({
		addition_date: wire.added_on,
		comment: wire.comment,
		completion_date: wire.completion_on,
		created_by: wire.created_by,
		creation_date: wire.creation_date,
		dl_limit: item.dlLimit > 0 ? item.dlLimit : -1,
		dl_speed: wire.dlspeed,
		dl_speed_avg: average(item.downloaded, item.activeFor - item.seedingFor),
		download_path: wire.download_path,
		eta: wire.eta,
		has_metadata: wire.has_metadata,
		hash: item.hash,
		infohash_v1: wire.infohash_v1,
		infohash_v2: wire.infohash_v2,
		is_private: item.private,
		last_seen: wire.seen_complete,
		name: item.name,
		nb_connections: wire.connections_count,
		nb_connections_limit: wire.connections_limit,
		peers: wire.num_leechs,
		peers_total: wire.num_incomplete,
		piece_size: wire.piece_size,
		pieces_have: piecesHave(item),
		pieces_num: piecesOf(item),
		popularity: wire.popularity,
		private: wire.private,
		progress: progressOf(item),
		reannounce: wire.reannounce,
		save_path: wire.save_path,
		seeding_time: wire.seeding_time,
		seeds: wire.num_seeds,
		seeds_total: wire.num_complete,
		share_ratio: ratioOf(item),
		time_elapsed: wire.time_active,
		total_downloaded: item.downloaded,
		total_downloaded_session: item.downloadedSession,
		total_size: amounts(item).total_size,
		total_uploaded: item.uploaded,
		total_uploaded_session: item.uploadedSession,
		total_wasted: item.wasted,
		up_limit: item.upLimit > 0 ? item.upLimit : -1,
		up_speed: wire.upspeed,
		up_speed_avg: average(item.uploaded, item.activeFor),
	});
};

const sticky = (item: Item, now: number) => {
	const peers = connected(item, now);
	const shares = {DHT: 0.4, PeX: 0.5, LSD: 0};
	return Object.entries(shares).map(([name, share]) => ({
		msg: item.private ? 'This torrent is private' : '',
		num_downloaded: 0,
		num_leeches: Math.floor(peers.leeches * share),
		num_peers: 0,
		num_seeds: Math.floor(peers.seeds * share),
		status: item.private ? 0 : 2,
		tier: -1,
		url: `** [${name}] **`,
	}));
};

/** The announcers of a torrent, without the three rows for DHT, PeX and LSD. */
export const trackersOf = (item: Item, world: World) =>
	item.trackers.map(tracker => {
		const {status, msg} = statusOf(item, tracker);
		const isTold = status === 2;
		const next = nextAnnounce(item, nowOf(world));
		const told = {
			msg,
			next_announce: next > 0 ? nowOf(world) + next : 0,
			min_announce: next > 0 ? nowOf(world) + Math.min(next, 300) : 0,
			num_downloaded: isTold ? item.seeds * 7 : -1,
			num_leeches: isTold ? item.leeches : -1,
			num_peers: isTold ? Math.min(200, item.seeds + item.leeches) : -1,
			num_seeds: isTold ? item.seeds : -1,
			status,
			updating: false,
		};
		const endpoint = {...told, bt_version: 1, name: '192.0.2.10:51413'};
		return {...told, endpoints: [endpoint], tier: tracker.tier, url: tracker.url};
	});

const exported = (item: Item): Answer =>
	bytes(toTorrentFile(item), 'application/x-bittorrent', `${item.name}.torrent`);

const hash = ['hash'] as const;

/** TABLE: what is known of one torrent. */
export const detailRoutes: readonly Route[] = [
	{path: 'torrents/properties', method: 'GET', needs: hash, run: one(properties)},
	{
		path: 'torrents/trackers',
		method: 'GET',
		needs: hash,
		run: one((item, {world}) => json([...sticky(item, nowOf(world)), ...trackersOf(item, world)])),
	},
	{
		path: 'torrents/webseeds',
		method: 'GET',
		needs: hash,
		run: one(item => json(item.webSeeds.map(url => ({url})))),
	},
	{
		path: 'torrents/pieceStates',
		method: 'GET',
		needs: hash,
		run: one(item => json(pieceStates(item))),
	},
	{
		path: 'torrents/pieceHashes',
		method: 'GET',
		needs: hash,
		run: one(item => json(hasMetadata(item) ? pieceHashes(item) : [])),
	},
	{
		path: 'torrents/pieceAvailability',
		method: 'GET',
		needs: hash,
		run: one((item, {world}) =>
			json(isComplete(item) ? [] : pieceAvailability(item, nowOf(world))),
		),
	},
	{path: 'torrents/export', method: 'GET', needs: hash, run: oneWithFiles(exported)},
];
