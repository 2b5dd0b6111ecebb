import {isFinal, type Job} from '../../source/space/job/shape.ts';
import {calm, happen, operate} from './chaos.ts';
import {judge} from './checker.ts';
import {
	type Breakage,
	type Disk,
	Killed,
	type Machine,
	type MaybeKilled,
	observe,
	type Point,
	startMachine,
} from './machine.ts';
import {createMemoryDisk} from './memory-disk.ts';
import {randomFrom} from './random.ts';
import {createWorld, type World} from './world.ts';

export type Walk = {
	seed: number;
	/** Promises that were broken. */
	problems: readonly string[];
	kills: number;
	moves: number;
	/** Where it was killed. */
	killed: ReadonlySet<string>;
	/** State and reason of each job in the end, and each that was passed through. */
	ends: readonly string[];
	passed: ReadonlySet<string>;
	history: Disk['history'];
	world: World;
};

export type Options = {
	broken?: Breakage;
	/** On what the jobs are kept; in memory when absent. */
	disk?: (world: World, wall: () => number, maybeKilled: MaybeKilled) => Disk;
	/** How likely a kill is at each place, one of these. */
	killing?: readonly number[];
	/** How long the chaos lasts, at least and at most. Seconds. */
	chaos?: readonly [number, number];
};

/** One life of the world: some minutes of chaos, then hours of calm; and the verdict. */
export const walk = async (seed: number, options: Options = {}): Promise<Walk> => {
	const {broken = {}, chaos = [600, 1800]} = options;
	const random = randomFrom(seed);
	const world = createWorld(random);
	const created = new Set<string>();
	const killed = new Set<string>();
	let isChaos = true;
	let kills = 0;
	const wall = (): number => (world.clock.now + world.clock.wallOffset) * 1000;
	world.server.tellsLaunch = random.chance(0.7);
	if (random.chance(0.05)) world.server.version = 'v4.5.5';
	const killing = random.pick(options.killing ?? [0, 0.002, 0.01]) ?? 0;

	const second = (): void => {
		if (isChaos) happen(world);
		world.tick();
	};
	const maybeKilled: MaybeKilled = (where, likely = false) => {
		if (!isChaos || !random.chance(likely ? killing * 40 : killing)) return;
		kills += 1;
		killed.add(where);
		throw new Killed();
	};
	const moment = () => ({now: wall(), id: `job-${world.clock.now}-${random.whole(0, 1e6)}`});
	const disk = options.disk?.(world, wall, maybeKilled) ?? createMemoryDisk(moment, broken);
	const point: Point = async (where, how) => {
		maybeKilled(where, how === 'likely');
		const slow = how === 'slow' && isChaos && random.chance(0.03) ? random.whole(6, 30) : 0;
		for (let left = slow + (random.pick([0, 0, 0, 1, 2]) ?? 0); left > 0; left -= 1) second();
		maybeKilled(where);
	};
	const start = (): Machine => {
		for (;;) {
			try {
				return startMachine(world, disk, point, maybeKilled, broken);
			} catch (error) {
				if (!(error instanceof Killed)) throw error;
			}
		}
	};

	let machine = start();
	const round = async (): Promise<void> => {
		try {
			if (isChaos && random.chance(1 / 20)) announce(world, machine, created);
			if (isChaos && random.chance(1 / 60)) {
				const {jobs} = machine.ports;
				const seen = (job: Job) => ({...observe(world, job, 0, {}), turn: false});
				operate(world, {jobs: jobs.active(), save: jobs.save, seen, now: wall()});
			}
			await machine.round();
		} catch (error) {
			if (!(error instanceof Killed)) throw error;
			for (let away = random.pick([0, 1, 30]) ?? 0; away > 0; away -= 1) second();
			machine = start();
		}
	};

	const end = world.clock.now + random.whole(...chaos);
	while (world.clock.now < end) {
		await round();
		for (let seconds = random.whole(1, 4); seconds > 0; seconds -= 1) second();
	}
	isChaos = false;
	calm(world);
	for (let rounds = 0; rounds < 600 && !isAtRest(machine); rounds += 1) {
		await round();
		for (let seconds = 0; seconds < 5; seconds += 1) second();
	}
	const jobs = disk.stored().map((row): Job => JSON.parse(row));
	return {
		seed,
		problems: [...judge(world, disk, created), ...stuck(jobs), ...drifted(world, jobs)],
		kills,
		killed,
		moves: world.sent.filter(({verb}) => verb === 'setLocation').length,
		ends: jobs.map(ending),
		passed: new Set(disk.history.map(({job}) => ending(job))),
		history: disk.history,
		world,
	};
};

const ending = ({state, reason}: Job): string => (reason ? `${state} ${reason.code}` : state);

/** One job for each group that has none, as a finished download or a person would. */
const announce = (world: World, machine: Machine, created: Set<string>): void => {
	const hash = world.random.pick([...world.server.torrents.keys()]);
	const group = world.groups.find(one => hash !== undefined && one.includes(hash));
	const active = machine.ports.jobs.active();
	if (!hash || !group || active.some(job => job.hashes.some(one => group.includes(one)))) return;
	created.add(machine.add(hash));
};

const isAtRest = (machine: Machine): boolean =>
	machine.ports.jobs
		.active()
		.every(({state, reason}) => state === 'HELD' && reason?.code !== 'RELEASED');

/** After hours of calm a job has ended, is held, or says what it waits for. */
const stuck = (jobs: readonly Job[]): string[] =>
	jobs
		.filter(job => !isFinal(job) && job.state !== 'HELD')
		.filter(({state, reason}) => state !== 'BLOCKED' || reason === undefined)
		.map(job => `stuck: ${ending(job)} (${job.id})`);

/** O7: after the last job, torrents that nobody has touched since carry the tag of their place. */
const drifted = ({server}: World, jobs: readonly Job[]): string[] => {
	const [last] = jobs.filter(({state}) => state === 'DONE').slice(-1);
	if (!last || last !== jobs.at(-1)) return [];
	return last.hashes.flatMap(hash => {
		const torrent = server.torrents.get(hash);
		return torrent?.tags.size === 0 ? [`O7 no tag is left (${hash[0]})`] : [];
	});
};
