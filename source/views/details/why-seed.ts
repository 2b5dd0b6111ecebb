import type {State} from '../../qbit/types.ts';
import {count, plural} from '../format.ts';
import {among, type Cause, limitedBy, quoted, when} from './why-cause.ts';
import type {Facts} from './why-facts.ts';

const seeding: readonly State[] = ['uploading', 'forcedUP', 'stalledUP'];

const isFlowing = ({torrent}: Facts): boolean => torrent.upspeed > 0;

const limitOf = ({torrent, server}: Facts): string | undefined =>
	limitedBy(
		{speed: torrent.upspeed, limit: torrent.up_limit},
		{
			speed: server.up_info_speed,
			limit: server.up_rate_limit,
			alternative: server.use_alt_speed_limits,
		},
	);

const receivers = ({peers}: Facts): string => {
	if (peers.connected === 0) return '';
	const of = peers.each && peers.each.receiving > 0 ? `${count(peers.each.receiving)} of ` : '';
	return ` to ${of}${plural(peers.connected, 'peer')}`;
};

const waitForDisk = ({server}: Facts): number => Number(server.read_cache_overload ?? 0);

/** TABLE: why a torrent that is complete is slow, idle, or fine. */
export const seedCauses: readonly Cause[] = [
	{
		name: 'seed: offline',
		look: 'warning',
		say: among(
			seeding,
			when(
				({server}) => server.connection_status === 'disconnected',
				() => 'complete, but the server has no connection to the network',
			),
		),
	},
	{
		name: 'seed: limit',
		look: 'text',
		say: among(seeding, facts => {
			const limit = isFlowing(facts) ? limitOf(facts) : undefined;
			return limit && `seeding${receivers(facts)}; ${limit}`;
		}),
	},
	{
		name: 'seed: disk',
		look: 'warning',
		say: among(
			seeding,
			when(
				facts => isFlowing(facts) && waitForDisk(facts) > 0,
				facts =>
					`seeding${receivers(facts)}; limited by the disk: ${Math.round(waitForDisk(facts))}% of the server’s peers wait for it`,
			),
		),
	},
	{
		name: 'seed: flows',
		look: 'good',
		say: among(
			seeding,
			when(
				isFlowing,
				facts =>
					`seeding${receivers(facts)}${facts.torrent.super_seeding ? ', as a super seed: each piece to one peer at a time' : ', as much as they take'}`,
			),
		),
	},
	{
		name: 'seed: trackers fail',
		look: 'warning',
		say: among(
			seeding,
			when(
				({trackers}) =>
					trackers !== undefined && trackers.all > 0 && trackers.fails === trackers.all,
				({trackers}) =>
					`complete, but ${trackers?.all === 1 ? 'its tracker fails' : 'all its trackers fail'}${quoted(trackers?.message ?? '')}: new peers may not find it`,
			),
		),
	},
	{
		name: 'seed: nobody wants it',
		look: 'text',
		say: among(seeding, ({peers, torrent, server}) => {
			const wanting = Math.max(0, torrent.num_incomplete);
			if (peers.connected > 0)
				return `complete; ${plural(peers.connected, 'peer')} connected, and none asks for anything now`;
			const reach =
				wanting > 0 && server.connection_status === 'firewalled'
					? '; the server can’t be reached from outside, so that peers can’t come to it'
					: '';
			return wanting > 0
				? `complete; trackers know of ${plural(wanting, 'peer')} that want it, none is connected${reach}`
				: 'complete; nobody asks for it just now';
		}),
	},
];
