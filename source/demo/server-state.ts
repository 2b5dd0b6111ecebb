import {settingOf} from './preferences.ts';
import {wander} from './random.ts';
import {currentLimits, totalSpeeds} from './speeds.ts';
import {free, nowOf, type StateOfServer, TICK, type World} from './world.ts';

const ratio = (world: World): string =>
	world.alltimeDl > 0 ? (world.alltimeUl / world.alltimeDl).toFixed(2) : '-';

const connections = (world: World): number => {
	let count = 0;
	for (const torrent of world.published.torrents.values()) count += torrent.connections_count ?? 0;
	return count;
};

const LOOK_EVERY = 20;

/** The server looks at the disk every 30 s only. */
const freeSpace = (world: World): number => {
	const {tick, seenFree} = world;
	if (!seenFree || tick - seenFree.tick >= LOOK_EVERY)
		world.seenFree = {tick, bytes: free(world, '/ssd')};
	return world.seenFree?.bytes ?? -1;
};

const disk = {
	average_time_queue: 0,
	queued_io_jobs: 0,
	queued_tracker_announces: 0,
	read_cache_hits: '0',
	read_cache_overload: '0',
	request_latency: 0,
	total_buffers_size: 0,
	total_queued_size: 0,
	write_cache_overload: '0',
};

/** `server_state` of `sync/maindata`. */
export const serverState = (world: World): StateOfServer => {
	const speeds = totalSpeeds(world);
	const limits = currentLimits(world);
	const coarse = Math.floor(nowOf(world) / 30) * 30;
	return {
		...disk,
		alltime_dl: world.alltimeDl,
		alltime_ul: world.alltimeUl,
		connection_status: 'connected',
		dht_nodes: 340 + Math.floor(90 * wander(world.seed, coarse, 600)),
		dl_info_data: world.sessionDl,
		dl_info_speed: speeds.dl,
		dl_rate_limit: limits.dl,
		free_space_on_disk: freeSpace(world),
		global_ratio: ratio(world),
		last_external_address_v4: '203.0.113.7',
		last_external_address_v6: '2001:db8::7',
		queueing: settingOf(world, 'queueing_enabled') === true,
		refresh_interval: TICK,
		total_peer_connections: connections(world),
		total_wasted_session: 0,
		up_info_data: world.sessionUl,
		up_info_speed: speeds.up,
		up_rate_limit: limits.up,
		use_alt_speed_limits: world.useAlt,
	};
};
