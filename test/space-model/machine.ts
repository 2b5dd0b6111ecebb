import type {Answer} from '../../source/space/job/flight.ts';
import {placeOf} from '../../source/space/job/member.ts';
import {hasBegun} from '../../source/space/job/preconditions.ts';
import {
	type Limits,
	type Seen,
	type SeenFolder,
	type SeenTorrent,
	usualLimits,
	type Verdict,
} from '../../source/space/job/seen.ts';
import {isFinal, type Job} from '../../source/space/job/shape.ts';
import {afterRestart} from '../../source/space/job.ts';
import {isWithin} from '../../source/space/paths.ts';
import {unknownFolder} from '../../source/space/run/look-folder.ts';
import type {Mover} from '../../source/space/run/mover-client.ts';
import {advance, type JobShelf, type Ports} from '../../source/space/run/perform.ts';
import type {Sent, World} from './world.ts';

/** The orchestrator on the simulated world: a process that can be killed at every await. */

export class Killed extends Error {}

const limits: Limits = {
	...usualLimits,
	roots: {ssd: '/ssd', hdd: '/hdd'},
	placeTags: ['ssd', 'hdd'],
	stalled: 600_000,
	unresolved: 600_000,
	slowest: 1,
};

/**
 * One commit, and when the member whose turn it was had last truly been whole at its place; and
 * whether the server still has any of them.
 */
export type Entry = {at: number; job: Job; lastWhole: number; listed: boolean};

/** What is on disk: all that outlives a process. */
export type Disk = {
	/** What a process that starts finds. */
	open: () => Shelf;
	/** Every document on disk now. */
	stored: () => readonly string[];
	history: readonly Entry[];
};

/** The jobs as a process has them. */
type Shelf = Omit<JobShelf, 'save'> & {
	all: () => readonly Job[];
	save: (job: Job, entry: Entry) => void;
	/** Makes a job of a torrent, as a notification or a person does; says its id. */
	add: (hash: string) => string;
};

/** Where a proof may break the machine, to see that the checker notices. */
export type Breakage = {
	limits?: Partial<Limits>;
	/** The residue is not seen. */
	blind?: boolean;
	/** That nothing is where it should be tells nothing. */
	trustsEmpty?: boolean;
	/** The intent is not on disk when the request leaves. */
	sendsFirst?: boolean;
	/** What was in flight is taken up again as if nothing had happened. */
	forgets?: boolean;
};

/** `slow`: an answer may take long; `likely`: just here a kill is worth most. */
export type Point = (where: string, how?: 'slow' | 'likely') => Promise<void>;

/** Ends the process here, or not. */
export type MaybeKilled = (where: string, likely?: boolean) => void;

export type Machine = {ports: Ports; round: () => Promise<void>; add: (hash: string) => string};

export const startMachine = (
	world: World,
	disk: Disk,
	/** An await: time goes by, anything may happen, and the process may be killed. */
	point: Point,
	maybeKilled: MaybeKilled,
	broken: Breakage = {},
): Machine => {
	const {clock, random} = world;
	/** A clock that starts anew with each process. */
	const started = clock.now - random.whole(0, 500);
	const rules = {...limits, ...broken.limits};
	const shelf = disk.open();

	const save = (job: Job): void => {
		const hash = job.hashes[job.member] ?? '';
		// What others have brought there is only as whole as the server says.
		const spoilt = world.spoilt.has(hash) || job.intent === undefined;
		const lastWhole = spoilt ? clock.now : (world.lastWhole.get(hash) ?? 0);
		// What was added again since the last look was not there when it was decided.
		const listed = job.hashes.some(
			one => world.server.torrents.has(one) && (world.addedAgain.get(one) ?? 0) < clock.now - 6,
		);
		maybeKilled(`before ${job.state}`);
		shelf.save(job, {at: clock.now, job, lastWhole, listed});
		maybeKilled(`after ${job.state}`);
	};

	for (const found of shelf.all()) {
		if (!isFinal(found)) save(broken.forgets ? forgetful(found) : afterRestart(found));
	}

	const ports: Ports = {
		jobs: {active: shelf.active, get: shelf.get, save},
		observe: async job => {
			await point('before a look');
			const at = clock.now;
			const seen = observe(world, job, clock.now - started, broken);
			await point('after a look', 'slow');
			return {...seen, server: {...seen.server, age: (clock.now - at) * 1000}};
		},
		mover: mover(world, disk, point),
		moment: () => ({now: wall(world), chance: random.unit()}),
		limits: () => rules,
		critical: () => false,
		tell: () => {},
		runHooks: async () => {
			await point('in a hook');
			return 'ran';
		},
	};
	const round = async (): Promise<void> => {
		for (const {id} of ports.jobs.active()) {
			// A tag that could not be set is an error of the network: the next round tries again.
			await advance(id, ports).catch(error => {
				if (error instanceof Killed) throw error;
			});
		}
	};
	return {ports, round, add: shelf.add};
};

const forgetful = (job: Job): Job =>
	job.state === 'ISSUING' || job.state === 'MOVING' ? {...job, state: 'READY'} : job;

const wall = ({clock}: World): number => (clock.now + clock.wallOffset) * 1000;

export const observe = (
	world: World,
	job: Job,
	ticks: number,
	broken: Breakage,
): Omit<Seen, 'turn'> => {
	const {server, random} = world;
	const reachable = server.up && server.reachable;
	const upFor = world.clock.now - server.launchedAt;
	// Just after a start, the list is not whole.
	const partial = upFor < 20 && random.chance(0.5);
	const glitch = glitches(world);
	const listed = [...server.torrents.values()].filter(() => !(partial && random.chance(0.5)));
	return {
		now: wall(world),
		ticks: ticks * 1000,
		chance: random.unit(),
		server: {
			reachable,
			age: 0,
			version: server.version,
			launchTime: server.tellsLaunch ? server.launchedAt : undefined,
			upFor: upFor * 1000,
		},
		torrents: reachable
			? Object.fromEntries(listed.map(one => [one.hash, seenTorrent(world, one.hash, glitch)]))
			: {},
		listIsWhole: reachable && upFor >= 20,
		moving: reachable && !glitch ? [...new Set(server.queue.map(move => move.hash))] : [],
		verdict: verdictOf(world, job),
		...seenEnds(world, job, broken),
		contested: false,
		controller: world.paused ? 'paused' : 'on',
	};
};

/** Once in a while one snapshot shows nothing of what moves; never two within ten seconds. */
const glitches = (world: World): boolean => {
	const {clock, random} = world;
	if (clock.now - world.lastGlitch < 12 || !random.chance(0.05)) return false;
	world.lastGlitch = clock.now;
	return true;
};

const seenTorrent = ({server}: World, hash: string, glitch: boolean): SeenTorrent | undefined => {
	const torrent = server.torrents.get(hash);
	if (!torrent) return undefined;
	const size = torrent.files.reduce((sum, file) => sum + file.size, 0);
	const progress = server.progressOf(torrent);
	const state = server.stateOf(torrent);
	return {
		name: torrent.name,
		state: glitch && state === 'moving' ? 'stalledUP' : state,
		progress,
		amountLeft: Math.round(size * (1 - progress)),
		size,
		contentPath: server.contentPath(torrent),
		savePath: torrent.at,
		autoTmm: torrent.autoTmm,
		tags: [...torrent.tags],
	};
};

/** Where nothing is seen of what should be there, what is seen elsewhere tells nothing. */
const seenEnds = (
	world: World,
	job: Job,
	broken: Breakage,
): Pick<Seen, 'source' | 'destination'> => {
	const {from, to} = placeOf(job);
	const hash = job.hashes[job.member] ?? '';
	const torrent = world.server.torrents.get(hash);
	const source = seenFolder(world, hash, from, broken);
	const isThere = torrent && isWithin(world.server.contentPath(torrent), from);
	const isWhole = torrent && world.server.progressOf(torrent) === 1;
	const isMisled =
		!broken.trustsEmpty && isThere && isWhole && !hasBegun(job) && source.there?.length === 0;
	return {source, destination: isMisled ? unknownFolder : seenFolder(world, hash, to, broken)};
};

/** Through lstat, as this machine sees the volumes. */
const seenFolder = (
	{disks, server, groups}: World,
	hash: string,
	folder: string,
	broken: Breakage = {},
): SeenFolder => {
	const torrent = server.torrents.get(hash);
	const files = torrent?.files ?? [];
	const mates = groups.find(group => group.includes(hash)) ?? [];
	const owner = (path: string): string | undefined =>
		mates.find(mate => {
			const other = server.torrents.get(mate);
			return mate !== hash && other?.files.some(file => `${other.at}/${file.path}` === path);
		});
	const there = files
		.map(({path}) => `${folder}/${path}`)
		.filter(path => disks.at(path))
		.map(path => {
			const sharedWith = owner(path);
			return sharedWith === undefined ? {path} : {path, sharedWith};
		});
	return {
		mounted: !folder.startsWith('/hdd') || disks.hddMounted,
		free: disks.free(folder),
		there: broken.blind && folder.startsWith('/hdd') ? [] : there,
		complete:
			files.length > 0 &&
			files.every(({path, size}) => disks.at(`${folder}/${path}`)?.size === size),
	};
};

const verdictOf = ({server, groups, places}: World, job: Job): Verdict | undefined => {
	const group = groups.find(hashes => job.hashes.some(hash => hashes.includes(hash))) ?? [];
	const hashes = group.filter(hash => server.torrents.has(hash));
	if (hashes.length === 0) return undefined;
	return {
		say: 'move',
		hashes,
		name: server.torrents.get(hashes[0] ?? '')?.name ?? '',
		places: hashes.flatMap(hash => places.get(hash) ?? []),
		volume: 'hdd',
		bytes: (server.torrents.get(hashes[0] ?? '')?.files ?? []).reduce(
			(n, file) => n + file.size,
			0,
		),
		takeManual: true,
	};
};

const mover = (world: World, disk: Disk, point: Point): Mover => ({
	setLocation: async (hash, to): Promise<Answer> => {
		await point('before the move is sent');
		const {server, random, clock, late} = world;
		if (!server.up || !server.reachable) return 'notHeard';
		if (random.chance(0.03)) return 'notHeard';
		note(world, disk, 'setLocation', hash, to, []);
		if (random.chance(0.05)) return 'unknown';
		if (random.chance(0.1)) {
			late.push({at: clock.now + random.whole(1, 25), hash, to, launchedAt: server.launchedAt});
			await point('before the server does it', 'likely');
			return 'unknown';
		}
		const status = server.setLocation(hash, to, 'us');
		const isCut = random.chance(0.1);
		await point('before the answer comes');
		if (isCut) return 'unknown';
		return status === 409 ? 'noFolder' : 'accepted';
	},
	addTags: (hash, tags) => setTags(world, disk, point, 'addTags', hash, tags),
	removeTags: (hash, tags) => setTags(world, disk, point, 'removeTags', hash, tags),
});

const setTags = async (
	world: World,
	disk: Disk,
	point: Point,
	verb: 'addTags' | 'removeTags',
	hash: string,
	tags: readonly string[],
): Promise<void> => {
	await point('before tags are sent');
	const {server, random} = world;
	if (!server.up || !server.reachable || random.chance(0.1)) throw new Error('away');
	note(world, disk, verb, hash, '', tags);
	const torrent = server.torrents.get(hash);
	for (const tag of tags) verb === 'addTags' ? torrent?.tags.add(tag) : torrent?.tags.delete(tag);
	await point('after tags are sent');
};

/** What is true at the moment at which the server gets it: read from the world, not from the job. */
const note = (
	world: World,
	disk: Disk,
	verb: Sent['verb'],
	hash: string,
	to: string,
	tags: readonly string[],
): void => {
	const {server, disks, clock, late, groups} = world;
	const torrent = server.torrents.get(hash);
	const mates = (groups.find(group => group.includes(hash)) ?? []).filter(mate => mate !== hash);
	const shared = new Set(
		mates.flatMap(mate => {
			const removed = world.removed.get(mate);
			// What was removed since the last look was there when it was decided.
			const isFresh = removed && removed.at > clock.now - 5;
			const other = server.torrents.get(mate) ?? (isFresh ? removed.torrent : undefined);
			return other?.files.map(({path}) => `${other.at}/${path}`) ?? [];
		}),
	);
	const paths = (torrent?.files ?? []).map(({path}) => `${to}/${path}`);
	const occupied = paths.filter(path => disks.at(path) && !shared.has(path));
	const isSpoilt = torrent?.files.some(
		({path}) => disks.at(`${torrent.at}/${path}`)?.good === false,
	);
	if (isSpoilt) world.spoilt.add(hash);
	else world.spoilt.delete(hash);
	const since = occupied.map(path => disks.at(path)?.since ?? 0);
	world.sent.push({
		at: clock.now,
		verb,
		hash,
		to,
		tags,
		outstanding: server.queue.filter(move => move.by === 'us').length + late.length,
		occupied,
		occupiedSince: Math.min(...since),
		state: torrent ? server.stateOf(torrent) : 'absent',
		stateSince: world.states.get(hash)?.since ?? 0,
		sourceGoneSince:
			!disks.ssdMounted && torrent?.files.every(({path}) => !disks.at(`${torrent.at}/${path}`))
				? world.mountedOrNotSince
				: Number.POSITIVE_INFINITY,
		leftBehind:
			(paths.every(path => disks.at(path)) && occupied.length === 0) ||
			world.mountedOrNotSince > clock.now - 5,
		pausedSince: world.paused ? world.pausedSince : Number.POSITIVE_INFINITY,
		whole: torrent !== undefined && server.progressOf(torrent) === 1,
		version: server.version,
		stored: disk.stored(),
	});
};
