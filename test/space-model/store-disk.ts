import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Job} from '../../source/space/job/shape.ts';
import type {Intake} from '../../source/space/run/intake.ts';
import {createShelf} from '../../source/space/run/shelf.ts';
import type {Changes, DurableStore} from '../../source/space/store/shape.ts';
import {openStore} from '../../source/space/store/store.ts';
import {openIntake} from '../space/an-intake.ts';
import {torrent as listed} from '../space/planned.ts';
import {cutPower, type Image, putImage, takeImage} from './crash-image.ts';
import {type Disk, type Entry, Killed, type MaybeKilled} from './machine.ts';
import {randomFrom} from './random.ts';
import type {World} from './world.ts';

/**
 * Jobs in a true store, in a folder that each process finds as the one before it has left it: all
 * that was in its files when it was killed, or what a power cut left of them.
 */
export type StoreDisk = Disk & {
	/** What was acknowledged and is not there, or there and was never acknowledged. */
	losses: readonly string[];
	powerCuts: () => number;
	close: () => void;
};

export type StoreOptions = {
	world: World;
	/** ms since 1970 */
	wall: () => number;
	maybeKilled: MaybeKilled;
	/** How likely the power goes in a commit. */
	cutting: number;
	/** Where folders of stores are made. */
	root: string;
	/** A store that says that something is on disk when it is not: to see that this is noticed. */
	lies?: boolean;
};

export const createStoreDisk = (options: StoreOptions): StoreDisk => {
	const {world, wall, maybeKilled, cutting, root, lies = false} = options;
	const history: Entry[] = [];
	const losses: string[] = [];
	/** By id: what the store has said to be on disk. */
	const acknowledged = new Map<string, string>();
	/** What was being written when the process ended: it may be there, all of it or none. */
	let pending: {jobs: readonly Job[]; entry: Entry | undefined} | undefined;
	let image: Image | undefined;
	let powerCuts = 0;
	let folder = mkdtempSync(join(root, 'qbtui-crash-'));
	let store: DurableStore | undefined;
	let intake: Intake | undefined;
	let entry: Entry | undefined;

	const killInside = (before: Image): never => {
		powerCuts += 1;
		// Of its own: what is in a file is not the same each time, and must not change what follows.
		const random = randomFrom(world.random.whole(0, 2 ** 31));
		image = lies ? before : cutPower(before, takeImage(folder), random);
		throw new Killed();
	};

	const commit = (real: DurableStore, changes: Changes): void => {
		const {jobs = []} = changes;
		for (const job of jobs) maybeKilled(`before ${job.state}`);
		pending = {jobs, entry};
		const isCut = world.random.chance(cutting);
		const before = isCut ? takeImage(folder) : undefined;
		real.commit(changes);
		if (before && lies) accept(jobs, entry);
		if (before) killInside(before);
		accept(jobs, entry);
		for (const job of jobs) maybeKilled(`after ${job.state}`);
	};

	const accept = (jobs: readonly Job[], of: Entry | undefined): void => {
		for (const job of jobs) acknowledged.set(job.id, JSON.stringify(job));
		if (of) history.push(of);
		pending = undefined;
	};

	/** Another process finds what the last one left. */
	const takeUp = (): DurableStore => {
		const next = mkdtempSync(join(root, 'qbtui-crash-'));
		if (store) {
			cpSync(folder, next, {recursive: true});
			if (image) putImage(next, image);
			store.close();
			intake?.stop();
		}
		rmSync(folder, {recursive: true});
		[folder, image] = [next, undefined];
		return openStore({folder, now: wall});
	};

	const jobsIn = (real: DurableStore): readonly Job[] => [
		...real.openJobs(),
		...real.endedJobs(1000),
	];

	const compare = (real: DurableStore): void => {
		const why = real.control('rebuilt')?.why;
		if (why !== undefined) losses.push(`O11 the store was lost: ${why}`);
		const found = new Map(jobsIn(real).map(job => [job.id, JSON.stringify(job)]));
		const late = new Map(pending?.jobs.map(job => [job.id, JSON.stringify(job)]));
		const isThere = late.size > 0 && [...late].every(([id, text]) => found.get(id) === text);
		if (isThere && pending) accept(pending.jobs, pending.entry);
		pending = undefined;
		for (const [id, text] of acknowledged) {
			if (found.get(id) !== text) losses.push(`O1 not as it was acknowledged (${id})`);
		}
		for (const id of found.keys()) {
			if (!acknowledged.has(id)) losses.push(`O11 never acknowledged (${id})`);
		}
	};

	return {
		history,
		losses,
		powerCuts: () => powerCuts,
		stored: () => (store ? jobsIn(store).map(job => JSON.stringify(job)) : []),
		close: () => {
			intake?.stop();
			store?.close();
			rmSync(folder, {recursive: true});
		},
		open: () => {
			const real = takeUp();
			store = real;
			compare(real);
			const durable = {...real, commit: (changes: Changes) => commit(real, changes)};
			const shelf = createShelf(durable, wall, () => undefined);
			const taking = intakeOf(world, wall, durable);
			intake = taking;
			return {
				all: () => jobsIn(real),
				active: shelf.active,
				get: shelf.get,
				save: (job, of) => {
					entry = of;
					try {
						shelf.save(job);
					} finally {
						entry = undefined;
					}
				},
				add: hash => {
					const last = real.lastJobOf(hash);
					const [first] = world.random.chance(0.5)
						? taking.addByHand([torrentOf(world, hash)])
						: [];
					if (first) return first.id;
					const {job, isDuplicate} = taking.addNotified({ids: [hash], priority: 0});
					// Announced again, it is the job that it was, unless that ended without it.
					if (last && last.state !== 'GONE' && !isDuplicate) losses.push(`O1 twice (${job})`);
					return job;
				},
			};
		},
	};
};

const torrentOf = (world: World, hash: string) =>
	listed(world.server.torrents.get(hash)?.name ?? '', {hash, completion_on: 1_750_000_000});

/** As the program takes work in: notifications, and what a person wants. */
const intakeOf = (world: World, wall: () => number, durable: DurableStore): Intake =>
	openIntake(durable, {
		torrents: [...world.server.torrents.keys()].map(hash => torrentOf(world, hash)),
		clock: {now: wall, ticks: () => world.clock.now * 1000},
	}).intake;
