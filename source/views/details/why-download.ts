import type {ServerState, State} from '../../qbit/types.ts';
import {count, percentText, plural} from '../format.ts';
import {among, type Cause, lackOfRoom, limitedBy, quoted, when} from './why-cause.ts';
import type {Facts} from './why-facts.ts';

const loading: readonly State[] = ['downloading', 'forcedDL', 'stalledDL'];
const metadata: readonly State[] = ['metaDL', 'forcedMetaDL'];

const isFlowing = ({torrent}: Facts): boolean => torrent.dlspeed > 0;

const limitOf = ({torrent, server}: Facts): string | undefined =>
	limitedBy(
		{speed: torrent.dlspeed, limit: torrent.dl_limit},
		{
			speed: server.dl_info_speed,
			limit: server.dl_rate_limit,
			alternative: server.use_alt_speed_limits,
		},
	);

/** " from 6 of 31 peers", or " from 31 peers" as long as nobody knows which of them send. */
const senders = ({peers}: Facts): string => {
	if (peers.connected === 0) return '';
	const of = peers.each && peers.each.sending > 0 ? `${count(peers.each.sending)} of ` : '';
	return ` from ${of}${plural(peers.connected, 'peer')}`;
};

/** Percent of the peers that wait for the server’s disk. */
const waitForDisk = (server: Partial<ServerState>): number =>
	Number(server.write_cache_overload ?? 0);

const offline = ({server}: Facts): boolean => server.connection_status === 'disconnected';

/** Less than one whole copy among the peers, and none of them is a seed. */
const lacksCopies = ({torrent}: Facts): boolean =>
	torrent.availability >= 0 && torrent.availability < 1 && torrent.num_seeds === 0;

/** How nobody can be found, when that is so. */
const nowhereToAsk = ({torrent, trackers, server}: Facts): string | undefined => {
	if (torrent.trackers_count > 0 || !trackers || trackers.all > 0) return undefined;
	if (torrent.private) return 'it is private and has no tracker, so that no peers can be found';
	if (!trackers.usesDht || server.dht_nodes === 0)
		return 'it has no tracker, and DHT is off or knows nobody: add a tracker or a peer';
	return undefined;
};

const trackersFail = ({trackers}: Facts): string | undefined => {
	if (!trackers || trackers.all === 0 || trackers.fails < trackers.all) return undefined;
	const who = trackers.all === 1 ? 'its tracker fails' : `all ${count(trackers.all)} trackers fail`;
	return who + quoted(trackers.message);
};

const firewalled = ({server}: Facts): string =>
	server.connection_status === 'firewalled' ? '; nobody can reach the server from outside' : '';

/** Seeds and peers that trackers tell of. */
const swarm = ({torrent}: Facts): {seeds: number; peers: number} => ({
	seeds: Math.max(0, torrent.num_complete),
	peers: Math.max(0, torrent.num_incomplete),
});

/** TABLE: why a torrent that is to be downloaded is slow, stands still, or is fine. */
export const downloadCauses: readonly Cause[] = [
	{
		name: 'metadata, offline',
		look: 'warning',
		say: among(
			metadata,
			when(offline, () => 'waits for its metadata, but the server has no connection'),
		),
	},
	{
		name: 'metadata, nobody to ask',
		look: 'warning',
		say: among(metadata, facts => {
			const why =
				nowhereToAsk(facts) ?? (facts.peers.connected === 0 ? trackersFail(facts) : undefined);
			return why && `waits for its metadata: ${why}`;
		}),
	},
	{
		name: 'metadata',
		look: 'text',
		say: among(metadata, ({peers}) =>
			peers.connected > 0
				? `waits for its metadata from ${plural(peers.connected, 'peer')}`
				: 'waits for its metadata: no peer has been found yet',
		),
	},
	{
		name: 'offline',
		look: 'warning',
		say: among(
			loading,
			when(offline, () => 'the server has no connection to the network'),
		),
	},
	{
		name: 'no room',
		look: 'bad',
		say: among(loading, facts => {
			const room = lackOfRoom(facts);
			return room && `${isFlowing(facts) ? 'downloading, but ' : ''}${room}`;
		}),
	},
	{
		name: 'nobody has all of it',
		look: 'warning',
		say: among(
			loading,
			when(
				facts => isFlowing(facts) && lacksCopies(facts),
				facts =>
					`downloading${senders(facts)}; they have ${percentText(facts.torrent.availability)} of it among them, and no seed is there`,
			),
		),
	},
	{
		name: 'limit',
		look: 'text',
		say: among(loading, facts => {
			const limit = isFlowing(facts) ? limitOf(facts) : undefined;
			return limit && `downloading${senders(facts)}; ${limit}`;
		}),
	},
	{
		name: 'disk',
		look: 'warning',
		say: among(
			loading,
			when(
				facts => isFlowing(facts) && waitForDisk(facts.server) > 0,
				facts =>
					`downloading${senders(facts)}; limited by the disk: ${Math.round(waitForDisk(facts.server))}% of the server’s peers wait for it`,
			),
		),
	},
	{
		name: 'fine',
		look: 'text',
		say: among(
			loading,
			when(
				isFlowing,
				facts => `downloading${senders(facts)}; limited by peers, not by disk or cap`,
			),
		),
	},
	{
		name: 'stalled: choked',
		look: 'text',
		say: among(loading, ({peers}) => {
			const {choking = 0} = peers.each ?? {};
			if (choking === 0) return undefined;
			return `connected to ${plural(peers.connected, 'peer')}; ${choking === 1 ? 'one has' : `${count(choking)} have`} what is missing and ${choking === 1 ? 'lets' : 'let'} us wait`;
		}),
	},
	{
		name: 'stalled: nobody has it',
		look: 'warning',
		say: among(
			loading,
			when(
				facts => facts.peers.connected > 0 && lacksCopies(facts),
				({peers, torrent}) =>
					`connected to ${plural(peers.connected, 'peer')}, no seed among them, and none has what is missing; ${percentText(torrent.progress)} is here`,
			),
		),
	},
	{
		name: 'stalled: connected',
		look: 'text',
		say: among(
			loading,
			when(
				({peers}) => peers.connected > 0,
				({peers}) =>
					`connected to ${plural(peers.connected, 'peer')}, of which none sends just now`,
			),
		),
	},
	{
		name: 'stalled: nobody to ask',
		look: 'warning',
		say: among(loading, facts => {
			const why = nowhereToAsk(facts) ?? trackersFail(facts);
			return why && `no peers: ${why}`;
		}),
	},
	{
		name: 'stalled: asking',
		look: 'text',
		say: among(
			loading,
			when(
				({trackers}) => trackers !== undefined && trackers.works === 0 && trackers.waiting > 0,
				() => 'its trackers are being asked for peers',
			),
		),
	},
	{
		name: 'stalled: not connected',
		look: 'warning',
		say: among(
			loading,
			when(
				facts => swarm(facts).seeds + swarm(facts).peers > 0,
				facts => {
					const {seeds, peers} = swarm(facts);
					const known = seeds > 0 ? plural(seeds, 'seed') : `no seed, but ${plural(peers, 'peer')}`;
					return `not connected to anybody; trackers know of ${known}${firewalled(facts)}`;
				},
			),
		),
	},
	{
		name: 'stalled',
		look: 'warning',
		say: among(loading, facts => `nobody has been found who has it${firewalled(facts)}`),
	},
];
