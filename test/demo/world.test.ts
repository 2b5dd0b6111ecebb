import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {type Client, loggedIn} from './ask.ts';

const NEVER = 8_640_000;

const complete = ['uploading', 'stalledUP', 'queuedUP', 'stoppedUP', 'forcedUP', 'missingFiles'];
const idle = ['stoppedUP', 'stoppedDL', 'queuedDL', 'queuedUP', 'error', 'missingFiles', 'moving'];
const checking = ['checkingUP', 'checkingDL'];

const wholeNumbers = [
	'size',
	'total_size',
	'completed',
	'amount_left',
	'downloaded',
	'uploaded',
	'dlspeed',
	'upspeed',
	'eta',
	'added_on',
	'completion_on',
	'seen_complete',
	'last_activity',
	'num_seeds',
	'num_leechs',
	'num_complete',
	'num_incomplete',
	'priority',
	'time_active',
	'seeding_time',
	'pieces_have',
	'pieces_num',
	'piece_size',
	'reannounce',
	'downloaded_session',
	'uploaded_session',
	'total_wasted',
	'connections_count',
	'creation_date',
	'trackers_count',
] as const;

const etaOf = (torrent: Torrent): number =>
	torrent.dlspeed > 0 && torrent.amount_left > 0
		? Math.min(NEVER, Math.floor(torrent.amount_left / torrent.dlspeed))
		: NEVER;

type Promised = Record<string, (torrent: Torrent) => boolean>;

/** TABLE: what must hold of each torrent at any time. */
const promises: Promised = {
	'progress from 0 to 1': ({progress}) => progress >= 0 && progress <= 1,
	'left = size - completed': ({amount_left, size, completed}) =>
		amount_left === size - completed && amount_left >= 0,
	'eta as left and speed say': torrent => torrent.eta === etaOf(torrent),
	'complete states are complete': ({state, progress}) =>
		!complete.includes(state) || progress === 1,
	'incomplete states are not': ({state, progress}) =>
		!['downloading', 'stalledDL', 'metaDL'].includes(state) || progress < 1,
	'who rests has no speed': ({state, dlspeed, upspeed}) =>
		![...idle, ...checking].includes(state) || dlspeed + upspeed === 0,
	'downloading has speed': ({state, dlspeed}) => state !== 'downloading' || dlspeed > 0,
	'uploading has speed': ({state, upspeed}) => state !== 'uploading' || upspeed > 0,
	'speed comes from somewhere': ({dlspeed, num_seeds}) => dlspeed === 0 || num_seeds > 0,
	'the swarm holds the connected': ({num_seeds, num_complete}) => num_seeds <= num_complete,
	'ratio is no nonsense': ({ratio}) => ratio >= 0,
	'content is at its place': ({content_path, save_path}) => content_path.startsWith(save_path),
	'pieces are among pieces': ({pieces_have = 0, pieces_num = 0}) =>
		pieces_have <= Math.max(0, pieces_num),
	'numbers are whole': torrent => wholeNumbers.every(name => Number.isInteger(torrent[name])),
};

const broken = (torrent: Torrent): string[] =>
	Object.entries(promises)
		.filter(([, holds]) => !holds(torrent))
		.map(([promise]) => `${torrent.name} (${torrent.state}): ${promise}`);

const checkAll = async (client: Client): Promise<void> => {
	const {torrents, server_state: state} = await client.world();
	const all = Object.entries(torrents).map(([hash, fields]) => ({...fields, hash}));
	const sum = (name: 'dlspeed' | 'upspeed') =>
		all.reduce((total, torrent) => total + (torrent[name] ?? 0), 0);
	expect(sum('dlspeed')).toBe(state.dl_info_speed);
	expect(sum('upspeed')).toBe(state.up_info_speed);
	expect(state.free_space_on_disk).toBeGreaterThan(0);
	const places = all.map(torrent => torrent.priority ?? 0).filter(place => place > 0);
	expect(places.sort((a, b) => a - b)).toEqual(places.map((_, index) => index + 1));
};

const states = async (client: Client): Promise<Record<string, number>> => {
	const counts: Record<string, number> = {};
	for (const {state} of await client.torrents()) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
};

describe('the simulated swarm', () => {
	it('has a bit of everything at the start', async () => {
		const counts = await states(await loggedIn());
		expect(counts).toMatchObject({
			downloading: 9,
			stalledDL: 3,
			metaDL: 1,
			error: 1,
			missingFiles: 2,
			checkingUP: 1,
			stoppedDL: 7,
			queuedDL: 16,
		});
		expect(counts.uploading).toBeGreaterThan(10);
		expect(counts.stalledUP).toBeGreaterThan(150);
		expect(counts.stoppedUP).toBeGreaterThan(10);
	});

	it('is one library of believable torrents', async () => {
		const torrents = await (await loggedIn()).torrents();
		const sizes = torrents.map(torrent => torrent.total_size).filter(size => size >= 0);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(3e6);
		expect(Math.max(...sizes)).toBeGreaterThan(300e9);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(900e9);
		expect(new Set(torrents.map(torrent => torrent.hash)).size).toBe(torrents.length);
		for (const torrent of torrents) {
			expect(torrent.hash).toMatch(/^[0-9a-f]{40}$/);
			expect(torrent.magnet_uri).toContain(`urn:btih:${torrent.hash}&`);
			expect(torrent.tracker).toMatch(/^$|:\/\/[a-z.]*example\.(org|net|com)[:/]/);
			expect(torrent.save_path).toMatch(/^\/(ssd\/incoming|hdd)(\/|$)/);
		}
	});

	it('keeps its promises at every tick', async () => {
		const client = await loggedIn();
		for (let n = 0; n < 120; n++) {
			client.clock.pass(n < 60 ? 1.5 : 120);
			expect((await client.torrents()).flatMap(broken)).toEqual([]);
			await checkAll(client);
		}
	});

	it('finishes downloads within minutes, and they seed', async () => {
		const client = await loggedIn();
		const before = (await client.torrents()).filter(({state}) => state === 'downloading');
		const last = new Map(before.map(({hash, progress}) => [hash, progress]));
		for (let n = 0; n < 40; n++) {
			client.clock.pass(30);
			for (const {hash, progress, state} of await client.torrents()) {
				if (!last.has(hash) || state.startsWith('checking')) continue;
				expect(progress).toBeGreaterThanOrEqual(last.get(hash) ?? 0);
				last.set(hash, progress);
			}
		}
		const done = (await client.torrents()).filter(({hash}) => last.get(hash) === 1);
		expect(done.length).toBeGreaterThanOrEqual(5);
		for (const torrent of done) expect(torrent.completion_on).toBeGreaterThan(torrent.added_on);
	});

	it('is still alive after two days, and has not grown without end', async () => {
		const client = await loggedIn();
		for (let n = 0; n < 48; n++) {
			client.clock.pass(3600);
			await client.ask('GET', 'app/version');
			await client.login();
		}
		const later = await client.login();
		const counts = await states(later);
		expect(counts.downloading).toBeGreaterThanOrEqual(3);
		expect((await later.torrents()).length).toBeLessThan(400);
		expect((await later.torrents()).length).toBeGreaterThan(300);
	});

	it('finds the metadata of its magnet', async () => {
		const client = await loggedIn();
		const {hash, total_size} = await client.find(({state}) => state === 'metaDL');
		expect(total_size).toBe(-1);
		expect(await client.json('torrents/files', {hash})).toEqual([]);
		client.clock.pass(60);
		const later = await client.torrent(hash);
		expect(later.has_metadata).toBe(true);
		expect(later.total_size).toBeGreaterThan(0);
	});

	it('is the same for the same seed and clock, and another for another', async () => {
		const life = async (seed: number) => {
			const client = await loggedIn(seed);
			client.clock.pass(1800);
			return client.world();
		};
		expect(await life(7)).toEqual(await life(7));
		expect(await life(8)).not.toEqual(await life(7));
	});

	it('does not depend on how often it is asked', async () => {
		const [often, once] = [await loggedIn(), await loggedIn()];
		for (let n = 0; n < 100; n++) {
			often.clock.pass(3);
			await often.ask('GET', 'app/version');
		}
		once.clock.pass(300);
		const at = (client: Client) => client.torrents();
		const state = ({hash, progress, uploaded}: Torrent) => ({hash, progress, uploaded});
		expect((await at(often)).map(state)).toEqual((await at(once)).map(state));
	});
});
