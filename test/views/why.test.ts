import {describe, expect, it} from 'vitest';
import type {Tracker} from '../../source/qbit/details.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {trackerHealth} from '../../source/views/details/tracker-health.ts';
import {causes, whyOf} from '../../source/views/details/why.ts';
import type {Facts} from '../../source/views/details/why-facts.ts';
import {stateOf} from '../../source/views/torrents/states.ts';
import {torrentOf} from './torrent.ts';

const now = 1_800_000_000;
const MIB = 2 ** 20;

const tracker = (fields: Partial<Tracker>): Tracker => ({
	...{url: 'http://t/announce', tier: 0, status: 2, msg: ''},
	...{num_peers: 0, num_seeds: 0, num_leeches: 0, num_downloaded: 0},
	...fields,
});

const dht = (status: number): Tracker => tracker({url: '** [DHT] **', tier: -1, status});

type Given = {
	torrent?: Partial<Torrent>;
	trackers?: readonly Tracker[];
	/** connected, sending or receiving, choking */
	peers?: readonly [connected: number, flowing: number, choking: number];
} & Partial<Omit<Facts, 'torrent' | 'trackers' | 'peers'>>;

const factsOf = ({torrent = {}, trackers, peers, ...rest}: Given): Facts => ({
	torrent: torrentOf(1, {total_size: 1000 * MIB, size: 1000 * MIB, amount_left: 0, ...torrent}),
	server: {connection_status: 'connected', dht_nodes: 300},
	trackers: trackers && trackerHealth(trackers),
	peers: {
		connected: peers?.[0] ?? 0,
		each: peers && {sending: peers[1], receiving: peers[1], choking: peers[2]},
	},
	free: undefined,
	freeByDefault: undefined,
	complaint: undefined,
	now,
	...rest,
});

const connected = {connection_status: 'connected', dht_nodes: 300} as const;
const offline = {connection_status: 'disconnected'} as const;
const flowing = {state: 'downloading', dlspeed: 2 * MIB, amount_left: 500 * MIB} as const;
const stalled = {state: 'stalledDL', amount_left: 500 * MIB} as const;

/** TABLE: what each cause says, and of what. */
const cases: ReadonlyArray<readonly [cause: string, given: Given, says: string]> = [
	[
		'missing files',
		{torrent: {state: 'missingFiles', save_path: '/ssd/in'}},
		'its files are not at /ssd/in: put them back and recheck, or move it to where they are',
	],
	[
		'missing files',
		{
			torrent: {state: 'missingFiles', save_path: '/ssd'},
			complaint: 'Failed to restore torrent. Reason: "mismatching file size"',
		},
		'its files are not at /ssd (“mismatching file size”): put them back and recheck, or move it to where they are',
	],
	[
		'error, disk full',
		{torrent: {state: 'error', amount_left: 500 * MIB}, free: 20 * MIB, complaint: 'No space left'},
		'stopped by an error: its disk has 20M free and 500M are still to come (“No space left”)',
	],
	[
		'error, disk full',
		{torrent: {state: 'error', amount_left: 500 * MIB}, freeByDefault: MIB},
		'stopped by an error: the server’s default disk has only 1.0M free',
	],
	[
		'error',
		{torrent: {state: 'error'}, complaint: 'File error alert. Reason: "Permission denied"'},
		'stopped by an error (“Permission denied”)',
	],
	[
		'error',
		{
			torrent: {state: 'error', name: 'film'},
			complaint: 'Failed to restore torrent. Torrent: "film"',
		},
		'stopped by an error (“Failed to restore torrent. Torrent: "film"”)',
	],
	[
		'error',
		{torrent: {state: 'error'}},
		'stopped by an error; the server’s log may tell which: see the tab Log',
	],
	[
		'moving',
		{torrent: {state: 'moving', save_path: '/hdd/films', content_path: '/ssd/film'}},
		'its files are being moved to /hdd/films; it goes on by itself after that',
	],
	[
		'moving',
		{torrent: {state: 'moving', save_path: '/ssd', content_path: '/ssd/film'}},
		'its files are being moved; it goes on by itself after that',
	],
	[
		'resume data',
		{torrent: {state: 'checkingResumeData'}},
		'the server reads what it knew of it; a check of the files may follow',
	],
	[
		'waits for its check',
		{torrent: {state: 'checkingUP', progress: 0}},
		'its files are to be checked: few are checked at the same time, the others wait',
	],
	[
		'checking',
		{torrent: {state: 'checkingDL', progress: 0.41}},
		'its files are being checked, 41% of them so far',
	],
	[
		'queued',
		{torrent: {state: 'queuedDL', priority: 4}},
		'number 4 in the queue: the server runs only so many at the same time; force starts it now',
	],
	[
		'queued',
		{torrent: {state: 'queuedUP', priority: 0}},
		'in the queue: the server runs only so many at the same time; force starts it now',
	],
	[
		'nothing wanted',
		{torrent: {state: 'stoppedUP', size: 0}},
		'stopped; none of its files is wanted',
	],
	[
		'stopped, no room',
		{torrent: {state: 'pausedDL', amount_left: 500 * MIB}, free: 0},
		'stopped; its disk has 0B free and 500M are still to come',
	],
	[
		'added stopped',
		{torrent: {state: 'stoppedDL', completed: 0, progress: 0}},
		'stopped, and never started so far',
	],
	[
		'added stopped',
		{torrent: {state: 'stoppedDL', completed: 0, total_size: -1, size: 0}},
		'stopped, and its metadata is not here yet; start fetches it',
	],
	[
		'stopped',
		{torrent: {state: 'pausedDL', progress: 0.62, time_active: 60}},
		'stopped at 62%; start goes on with it',
	],
	[
		'ratio reached',
		{torrent: {state: 'stoppedUP', ratio: 2.01, max_ratio: 2}},
		'complete and stopped: its ratio of 2.01 has reached the limit of 2.00',
	],
	[
		'seeding time reached',
		{torrent: {state: 'pausedUP', max_seeding_time: 60, seeding_time: 7200}},
		'complete and stopped: it has been seeded for 2h, its limit is 1h',
	],
	[
		'idle time reached',
		{torrent: {state: 'stoppedUP', max_inactive_seeding_time: 30, last_activity: now - 1800}},
		'complete and stopped: nobody asked for it for 30m, its limit',
	],
	[
		'stopped and complete',
		{torrent: {state: 'stoppedUP', ratio: 1.5, max_ratio: 2}},
		'complete and stopped; start seeds it',
	],
	[
		'metadata, offline',
		{torrent: {state: 'metaDL'}, server: offline},
		'waits for its metadata, but the server has no connection',
	],
	[
		'metadata, nobody to ask',
		{torrent: {state: 'metaDL'}, trackers: [dht(0)], server: connected},
		'waits for its metadata: it has no tracker, and DHT is off or knows nobody: add a tracker or a peer',
	],
	[
		'metadata, nobody to ask',
		{
			torrent: {state: 'forcedMetaDL', trackers_count: 1},
			trackers: [dht(2), tracker({status: 4, msg: 'Host not found'})],
		},
		'waits for its metadata: its tracker fails (“Host not found”)',
	],
	[
		'metadata',
		{torrent: {state: 'metaDL'}, peers: [3, 0, 0]},
		'waits for its metadata from 3 peers',
	],
	[
		'metadata',
		{torrent: {state: 'metaDL'}, trackers: [dht(2)]},
		'waits for its metadata: no peer has been found yet',
	],
	['offline', {torrent: stalled, server: offline}, 'the server has no connection to the network'],
	[
		'no room',
		{torrent: flowing, free: 100 * MIB},
		'downloading, but its disk has 100M free and 500M are still to come',
	],
	[
		'nobody has all of it',
		{torrent: {...flowing, availability: 0.934}, peers: [5, 2, 0]},
		'downloading from 2 of 5 peers; they have 93% of it among them, and no seed is there',
	],
	[
		'limit',
		{torrent: {...flowing, dl_limit: 2 * MIB}, peers: [31, 6, 0]},
		'downloading from 6 of 31 peers; limited by its own limit of 2.0M/s',
	],
	[
		'limit',
		{
			torrent: flowing,
			server: {dl_rate_limit: 10 * MIB, dl_info_speed: 9.6 * MIB, use_alt_speed_limits: false},
		},
		'downloading; limited by the server’s limit of 10.0M/s',
	],
	[
		'limit',
		{
			torrent: flowing,
			peers: [4, 4, 0],
			server: {dl_rate_limit: 2 * MIB, dl_info_speed: 2 * MIB, use_alt_speed_limits: true},
		},
		'downloading from 4 of 4 peers; limited by the alternative limit of 2.0M/s, which is on',
	],
	[
		'disk',
		{torrent: flowing, peers: [9, 9, 0], server: {write_cache_overload: '37.5'}},
		'downloading from 9 of 9 peers; limited by the disk: 38% of the server’s peers wait for it',
	],
	[
		'fine',
		{
			torrent: {...flowing, dl_limit: 100 * MIB},
			peers: [31, 6, 2],
			server: {write_cache_overload: '0'},
		},
		'downloading from 6 of 31 peers; limited by peers, not by disk or cap',
	],
	[
		'fine',
		{torrent: {...flowing, state: 'forcedDL'}, peers: [1, 1, 0]},
		'downloading from 1 of 1 peer; limited by peers, not by disk or cap',
	],
	[
		'stalled: choked',
		{torrent: stalled, peers: [5, 0, 2]},
		'connected to 5 peers; 2 have what is missing and let us wait',
	],
	[
		'stalled: nobody has it',
		{torrent: {...stalled, availability: 0.62, progress: 0.62}, peers: [3, 0, 0]},
		'connected to 3 peers, no seed among them, and none has what is missing; 62% is here',
	],
	[
		'stalled: connected',
		{torrent: {...stalled, availability: 3, num_seeds: 2}, peers: [2, 0, 0]},
		'connected to 2 peers, of which none sends just now',
	],
	[
		'stalled: nobody to ask',
		{torrent: {...stalled, private: true}, trackers: [dht(0)]},
		'no peers: it is private and has no tracker, so that no peers can be found',
	],
	[
		'stalled: nobody to ask',
		{
			torrent: {...stalled, trackers_count: 2},
			trackers: [tracker({status: 4}), tracker({status: 5, msg: 'unregistered torrent'})],
		},
		'no peers: all 2 trackers fail (“unregistered torrent”)',
	],
	[
		'stalled: asking',
		{torrent: {...stalled, trackers_count: 1}, trackers: [tracker({status: 1})]},
		'its trackers are being asked for peers',
	],
	[
		'stalled: not connected',
		{
			torrent: {...stalled, trackers_count: 1, num_complete: 12},
			trackers: [tracker({})],
			server: {connection_status: 'firewalled'},
		},
		'not connected to anybody; trackers know of 12 seeds; nobody can reach the server from outside',
	],
	[
		'stalled: not connected',
		{torrent: {...stalled, num_complete: 0, num_incomplete: 3}},
		'not connected to anybody; trackers know of no seed, but 3 peers',
	],
	['stalled', {torrent: stalled}, 'nobody has been found who has it'],
	[
		'seed: offline',
		{torrent: {state: 'stalledUP'}, server: offline},
		'complete, but the server has no connection to the network',
	],
	[
		'seed: limit',
		{torrent: {state: 'uploading', upspeed: MIB, up_limit: MIB}, peers: [8, 3, 0]},
		'seeding to 3 of 8 peers; limited by its own limit of 1.0M/s',
	],
	[
		'seed: disk',
		{
			torrent: {state: 'forcedUP', upspeed: MIB},
			peers: [8, 3, 0],
			server: {read_cache_overload: '12'},
		},
		'seeding to 3 of 8 peers; limited by the disk: 12% of the server’s peers wait for it',
	],
	[
		'seed: flows',
		{torrent: {state: 'uploading', upspeed: MIB}, peers: [8, 3, 0]},
		'seeding to 3 of 8 peers, as much as they take',
	],
	[
		'seed: trackers fail',
		{torrent: {state: 'stalledUP'}, trackers: [tracker({status: 4, msg: 'torrent not found'})]},
		'complete, but its tracker fails (“torrent not found”): new peers may not find it',
	],
	[
		'seed: nobody wants it',
		{torrent: {state: 'stalledUP'}, peers: [2, 0, 0]},
		'complete; 2 peers connected, and none asks for anything now',
	],
	[
		'seed: nobody wants it',
		{torrent: {state: 'stalledUP', num_incomplete: 4}, server: {connection_status: 'firewalled'}},
		'complete; trackers know of 4 peers that want it, none is connected; the server can’t be reached from outside, so that peers can’t come to it',
	],
	[
		'seed: nobody wants it',
		{torrent: {state: 'forcedUP'}},
		'complete; nobody asks for it just now',
	],
];

describe('why', () => {
	it.each(cases)('%s: %j', (cause, given, says) => {
		const facts = factsOf(given);
		expect(whyOf(facts).text).toBe(says);
		expect(causes.find(row => row.say(facts) !== undefined)?.name).toBe(cause);
	});

	it('has a case for each cause', () => {
		const seen = new Set(cases.map(([cause]) => cause));
		expect(causes.map(({name}) => name).filter(name => !seen.has(name))).toEqual([]);
	});

	it.each(['hibernating', 'constructor'])(
		'has something to say of a state that only a later server knows: %s',
		state => {
			const torrent = torrentOf(1);
			Object.assign(torrent, {state});
			expect(whyOf({...factsOf({}), torrent}).text).toBe(`the server calls it “${state}”`);
			expect(stateOf(torrent).label).toBe('?');
		},
	);

	it('prints nothing of a tracker’s message that a terminal would obey, however long it is', () => {
		const msg = `\x1b[2J\u202e${'x'.repeat(1e6)}`;
		const {text} = whyOf(
			factsOf({torrent: {...stalled, trackers_count: 1}, trackers: [tracker({status: 4, msg})]}),
		);
		expect(text).toMatch(/^no peers: its tracker fails \(“·\[2J·x+”\)$/);
		expect(text.length).toBeLessThan(300);
	});
});
