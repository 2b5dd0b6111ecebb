import {expect, it} from 'vitest';
import type {State, Torrent} from '../../source/qbit/types.ts';
import type {JobState} from '../../source/space/job/shape.ts';
import {noControl} from '../../source/space/plan/controller.ts';
import {planSpace} from '../../source/space/plan/plan.ts';
import type {Plan, PlanLimits, PlanWorld} from '../../source/space/plan/shape.ts';
import {survey, surveyGroup} from '../../source/space/plan/survey.ts';
import {verdictOf} from '../../source/space/plan/verdict.ts';
import {noProtection, usualRule} from '../../source/space/rules/shape.ts';
import {randomFrom} from '../qbit/random.ts';
import {GIB, limits, noon, torrent, worldOf} from './planned.ts';

/** Each seed is a world of its own; what fails names it. */
const seeds = Array.from({length: 400}, (_, seed) => seed + 1);

type Random = ReturnType<typeof randomFrom>;

const oneOf = <Item>(random: Random, ...items: readonly [Item, ...Item[]]): Item =>
	items[random.below(items.length)] ?? items[0];

const makeTorrent = (random: Random, index: number): Torrent => {
	const size = random.below(8 * GIB);
	const isComplete = random.chance(0.9);
	const left = isComplete ? 0 : random.below(size + 1);
	const states: [State, ...State[]] = isComplete
		? ['stalledUP', 'uploading', 'stoppedUP', 'moving', 'error', 'checkingUP']
		: ['downloading', 'stalledDL', 'queuedDL', 'stoppedDL', 'metaDL'];
	const state = random.chance(0.9) ? states[0] : oneOf(random, ...states);
	const save_path = oneOf(
		random,
		'/ssd',
		'/ssd/a',
		'/ssd',
		'/ssd/a',
		'/ssd/a/b',
		'/hdd/films',
		'/other',
	);
	const name = random.chance(0.5) ? `shared${random.below(30)}` : `own${index}`;
	return torrent(`torrent${index}`, {
		...{size, state, save_path, amount_left: left, progress: isComplete ? 1 : 0.5},
		content_path: random.chance(0.004) ? save_path : `${save_path}/${name}`,
		category: random.chance(0.8) ? 'films' : oneOf(random, 'tv/old', '', 'keep', 'bad/..'),
		upspeed: random.below(2) * 1000,
		completion_on: oneOf(random, -1, 0, 4_294_967_295, 1000 + random.below(1e6)),
		auto_tmm: random.chance(0.05),
		seeding_time: random.below(1000),
	});
};

const make = (seed: number): {rows: Torrent[]; world: PlanWorld; by: PlanLimits} => {
	const random = randomFrom(seed);
	const rows = Array.from({length: random.below(60)}, (_, i) => makeTorrent(random, i));
	const low = random.below(40 * GIB);
	const keep = {...usualRule('hdd', 'keep'), match: {category: ['keep']}, move: 'never' as const};
	const by = limits({
		...{low, high: low + 1 + random.below(40 * GIB), reserve: random.below(5 * GIB)},
		rules: [keep, usualRule('hdd')],
		protection: {...noProtection, seedingTime: random.below(200)},
		maxBytesPerDay: random.chance(0.3) ? random.below(60 * GIB) : undefined,
	});
	const jobs = rows
		.filter(() => random.chance(0.05))
		.map(({hash, size}) => ({
			...{hashes: [hash], bytes: size, volume: 'hdd'},
			state: oneOf<JobState>(random, 'READY', 'MOVING', 'HELD', 'VERIFYING'),
		}));
	const [ssdFree, hddFree] = [random.below(40 * GIB), random.below(400 * GIB)];
	return {rows, by, world: worldOf(rows, {jobs, ssdFree, hddFree})};
};

const told = (plan: Plan): string[] => [
	...plan.moves.flatMap(({hashes}) => hashes),
	...plan.kept.map(({hash}) => hash),
];

it('the plan is the same, whatever the server lists first', () => {
	for (const seed of seeds) {
		const {rows, world, by} = make(seed);
		const random = randomFrom(seed + 1e6);
		const shuffled = rows
			.map(row => ({row, at: random.next()}))
			.sort((a, b) => a.at - b.at)
			.map(({row}) => [row.hash, row] as const);
		const again = planSpace({...world, torrents: new Map(shuffled)}, by);
		expect(again, `seed ${seed}`).toEqual(planSpace(world, by));
	}
});

it('every torrent is told of, once', () => {
	for (const seed of seeds) {
		const {rows, world, by} = make(seed);
		const plan = planSpace(world, by);
		const hashes = rows.map(({hash}) => hash).sort();
		expect(told(plan).sort(), `seed ${seed}`).toEqual(hashes);
	}
});

it('nothing is planned while there is room, and never short of HIGH while something may move', () => {
	let [planned, full, idle] = [0, 0, 0];
	for (const seed of seeds) {
		const {by, ...made} = make(seed);
		const world = {...made.world, jobs: []};
		const plan = planSpace(world, by);
		const ssd = plan.volumes[0];
		const effective = ssd?.effective ?? 0;
		if (effective >= (by.low ?? 0)) {
			expect(plan.moves, `seed ${seed}`).toEqual([]);
			idle++;
			continue;
		}
		if (plan.off) continue;
		planned++;
		const gain = plan.moves.reduce((sum, move) => sum + move.gain, 0);
		if (plan.reasons.ENOUGH) {
			const before = gain - (plan.moves.at(-1)?.gain ?? 0);
			expect(effective + gain, `seed ${seed}`).toBeGreaterThanOrEqual(by.high ?? 0);
			expect(effective + before, `seed ${seed}`).toBeLessThan(by.high ?? 0);
			full++;
		} else if (plan.status === 'unsatisfied') {
			const open = plan.kept.filter(({reason}) => reason === 'NO_PRESSURE' || reason === 'ENOUGH');
			expect(open, `seed ${seed}`).toEqual([]);
		}
	}
	// The worlds are of all kinds, or the test would say nothing.
	expect(Math.min(planned, full, idle)).toBeGreaterThan(20);
});

it('groups move whole, within the room that there is and the cap of the day', () => {
	let groups = 0;
	for (const seed of seeds) {
		const {world, by} = make(seed);
		const plan = planSpace(world, by);
		const moving = new Set(plan.moves.flatMap(({hashes}) => hashes));
		const placeOf = (hash: string) => world.torrents.get(hash)?.content_path ?? '';
		for (const hash of moving) {
			const twins = [...world.torrents.values()].filter(
				row => row.content_path === placeOf(hash) && row.total_size >= 0,
			);
			expect(
				twins.filter(row => !moving.has(row.hash)),
				`seed ${seed}`,
			).toEqual([]);
			groups += twins.length > 1 ? 1 : 0;
		}
		const bytes = plan.moves.reduce((sum, move) => sum + move.bytes, 0);
		const hdd = plan.volumes[1]?.effective ?? 0;
		if (bytes > 0) expect(bytes, `seed ${seed}`).toBeLessThanOrEqual(hdd - by.reserve);
		expect(bytes, `seed ${seed}`).toBeLessThanOrEqual(
			by.maxBytesPerDay ?? Number.POSITIVE_INFINITY,
		);
	}
	expect(groups).toBeGreaterThan(20);
});

it('nothing is moved twice: what a plan has moved is in no later one', () => {
	for (const seed of seeds.slice(0, 100)) {
		const made = make(seed);
		let world: PlanWorld = {...made.world, jobs: []};
		const seen = new Set<string>();
		for (let round = 0; round < 20; round++) {
			const plan = planSpace(world, made.by);
			if (plan.moves.length === 0) break;
			const torrents = new Map(world.torrents);
			let [freed, taken] = [0, 0];
			for (const move of plan.moves) {
				move.hashes.forEach((hash, index) => {
					expect(seen.has(hash), `seed ${seed}`).toBe(false);
					seen.add(hash);
					const row = torrents.get(hash);
					const {from = '', to = ''} = move.places[index] ?? {};
					if (!row) return;
					const content_path = to + row.content_path.slice(from.length);
					torrents.set(hash, {...row, save_path: to, content_path});
				});
				freed += move.gain;
				taken += move.bytes;
			}
			const spaces = world.spaces.map(space => ({
				...space,
				free: (space.free ?? 0) + (space.tag === 'ssd' ? freed : -taken),
			}));
			world = {...world, torrents, spaces, control: noControl, now: noon + round};
		}
	}
});

it('of a group, seen file by file, the same is said as among all torrents', () => {
	let parted = 0;
	for (const seed of seeds) {
		const {rows, world, by} = make(seed);
		const random = randomFrom(seed + 2e6);
		const before = survey({...world, jobs: []}, by);
		for (const {hash} of rows) {
			const first = verdictOf(before, hash, 'space');
			if (first?.say !== 'move') continue;
			const known = new Map(world.files);
			const inodes = new Map(world.inodes);
			for (const member of first.hashes) {
				const row = world.torrents.get(member);
				if (!row) continue;
				const own = `${row.content_path.slice(row.save_path.length + 1)}/${random.below(3)}`;
				const file = {index: 0, name: own, size: row.size, progress: 1, priority: 1};
				known.set(member, [{...file, availability: -1}]);
				const path = `${row.save_path}/${own}`;
				inodes.set(path, {id: path, links: 1 + random.below(2), bytes: row.size});
			}
			const closer = {...world, jobs: [], files: known, inodes};
			const among = verdictOf(survey(closer, by), hash, 'space');
			const alone = verdictOf(surveyGroup(first.hashes, closer, by), hash, 'space');
			expect(alone, `seed ${seed}, ${hash}`).toEqual(among);
			if (among?.say === 'move' && among.hashes.length < first.hashes.length) parted++;
		}
	}
	expect(parted).toBeGreaterThan(20);
});

it('20,000 torrents are planned in a few times what it takes to read their list as text', () => {
	const random = randomFrom(20_000);
	const rows = Array.from({length: 20_000}, (_, i) => makeTorrent(random, i));
	const world = worldOf(
		rows.map((row, i) => ({...row, content_path: `${row.save_path}/t${i}`})),
		{hddFree: 1e6 * GIB},
	);
	const by = limits({high: 2000 * GIB});
	expect(planSpace(world, by).moves.length).toBeGreaterThan(500);
	const text = JSON.stringify([...world.torrents.values()]);
	// In turn: a busy machine is busy for both.
	const shares = Array.from({length: 9}, () => {
		const start = performance.now();
		planSpace(world, by);
		const planned = performance.now();
		JSON.parse(text);
		return (planned - start) / (performance.now() - planned);
	});
	// A second pass over all for each of them would be thousands; the time itself is in the bench.
	expect(Math.min(...shares)).toBeLessThan(10);
});
