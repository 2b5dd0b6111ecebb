import {placeOf} from '../../source/space/job/member.ts';
import type {Seen} from '../../source/space/job/seen.ts';
import {isFinal, type Job} from '../../source/space/job/shape.ts';
import {cancel, release, retry} from '../../source/space/job/verbs.ts';
import type {World} from './world.ts';

/** TABLE: what else happens in a second, and how likely it is. */
type Happening = {what: string; each: number; happens: (world: World) => void};

const someTorrent = ({server, random}: World) => random.pick([...server.torrents.values()]);

const happenings: readonly Happening[] = [
	{
		// Another program, or a person in the Web UI.
		what: 'someone moves it',
		each: 1 / 1500,
		happens: world => {
			const torrent = someTorrent(world);
			const {from = '', to = ''} = world.places.get(torrent?.hash ?? '') ?? {};
			const place = world.random.pick([from, to, '/ssd/other', '/hdd/other']);
			if (torrent && place) world.server.setLocation(torrent.hash, place, 'other');
		},
	},
	{
		// Back to be moved once more.
		what: 'someone moves it back',
		each: 1 / 150,
		happens: world => {
			const torrent = someTorrent(world);
			const from = world.places.get(torrent?.hash ?? '')?.from;
			if (torrent && from) world.server.setLocation(torrent.hash, from, 'other');
		},
	},
	{
		what: 'the HDD is mounted or not',
		each: 1 / 900,
		happens: world => {
			// Shorter than this is not seen by anyone.
			if (world.clock.now - world.mountedOrNotSince < 60) return;
			world.disks.hddMounted = !world.disks.hddMounted;
			world.mountedOrNotSince = world.clock.now;
		},
	},
	{
		what: 'the SSD is gone',
		each: 1 / 1500,
		happens: world => mountSsd(world, false),
	},
	{
		what: 'the SSD is back',
		each: 1 / 60,
		happens: world => {
			mountSsd(world, true);
			recheckBroken(world);
		},
	},
	{
		what: 'room on the HDD',
		each: 1 / 300,
		happens: ({disks, random}) => {
			disks.hddSize = random.pick([150, 300, 1000, 1000, 1000]) ?? 1000;
		},
	},
	{
		what: 'the server stops',
		each: 1 / 500,
		happens: ({server, random}) => {
			if (server.up) server.stop(random.chance(0.6) ? 'killed' : 'clean');
		},
	},
	{
		what: 'the server starts',
		each: 1 / 40,
		happens: ({server}) => {
			if (!server.up) server.start();
		},
	},
	{
		what: 'the server is away',
		each: 1 / 400,
		happens: ({server}) => {
			server.reachable = false;
		},
	},
	{
		what: 'the server is back',
		each: 1 / 40,
		happens: ({server}) => {
			server.reachable = true;
		},
	},
	{
		what: 'a torrent is removed',
		each: 1 / 4000,
		happens: world => {
			const torrent = someTorrent(world);
			if (!torrent) return;
			world.server.torrents.delete(torrent.hash);
			world.removed.set(torrent.hash, {torrent, at: world.clock.now});
		},
	},
	{
		// The server looks at its files first.
		what: 'a torrent is added again',
		each: 1 / 100,
		happens: world => {
			const [hash, found] = world.random.pick([...world.removed]) ?? [];
			if (hash === undefined || !found) return;
			world.removed.delete(hash);
			world.addedAgain.set(hash, world.clock.now);
			world.server.torrents.set(hash, found.torrent);
			world.server.recheck(hash);
		},
	},
	{
		// By a person, in the details of the torrent; on the disk, too.
		what: 'a file is renamed',
		each: 1 / 1000,
		happens: ({server, disks, random, groups}) => {
			const torrent = random.pick([...server.torrents.values()]);
			const isAlone = groups.some(group => group.length === 1 && group[0] === torrent?.hash);
			const [file, ...others] = torrent?.files ?? [];
			if (!torrent || !file || !isAlone || server.queue.some(({hash}) => hash === torrent.hash))
				return;
			const renamed = {...file, path: `${file.path}_`};
			const found = disks.at(`${torrent.at}/${file.path}`);
			if (!found || disks.at(`${torrent.at}/${renamed.path}`)) return;
			disks.put(`${torrent.at}/${renamed.path}`, found);
			disks.remove(`${torrent.at}/${file.path}`);
			torrent.files = [renamed, ...others];
			if (torrent.root === file.path) torrent.root = renamed.path;
		},
	},
	{
		what: 'automatic management',
		each: 1 / 1500,
		happens: world => {
			const torrent = someTorrent(world);
			if (torrent) torrent.autoTmm = true;
		},
	},
	{
		what: 'a recheck',
		each: 1 / 800,
		happens: world => {
			const torrent = someTorrent(world);
			if (torrent) world.server.recheck(torrent.hash);
		},
	},
	{
		what: 'stopped or started',
		each: 1 / 500,
		happens: world => {
			const torrent = someTorrent(world);
			if (torrent) torrent.stopped = !torrent.stopped;
		},
	},
	{
		what: 'tags by hand',
		each: 1 / 800,
		happens: world => {
			const tags = someTorrent(world)?.tags;
			const tag = world.random.pick(['ssd', 'hdd']) ?? 'ssd';
			if (tags && !tags.delete(tag)) tags.add(tag);
		},
	},
	{
		what: 'pause',
		each: 1 / 400,
		happens: world => {
			world.paused = !world.paused;
			world.pausedSince = world.clock.now;
		},
	},
	{
		what: 'the clock jumps',
		each: 1 / 1000,
		happens: ({clock, random}) => {
			clock.wallOffset += random.pick([-86_400, -3600, 60, 3600, 315_360_000]) ?? 0;
		},
	},
	{
		// A file that someone has put where the torrent is to go.
		what: 'an alien file',
		each: 1 / 1500,
		happens: world => {
			const torrent = someTorrent(world);
			const [file] = torrent?.files ?? [];
			const to = world.places.get(torrent?.hash ?? '')?.to;
			if (!file || world.disks.at(`${to}/${file.path}`)) return;
			const {now} = world.clock;
			world.disks.put(`${to}/${file.path}`, {data: 'alien', size: 5, good: true, since: now});
		},
	},
];

const mountSsd = (world: World, mounted: boolean): void => {
	if (world.disks.ssdMounted === mounted || world.clock.now - world.mountedOrNotSince < 60) return;
	world.disks.ssdMounted = mounted;
	world.mountedOrNotSince = world.clock.now;
};

/** Their files are there again: so a person would. */
const recheckBroken = ({server, disks}: World): void => {
	for (const {hash, at, files, broken} of server.torrents.values()) {
		if (broken && files.every(({path}) => disks.at(`${at}/${path}`))) server.recheck(hash);
	}
};

export const happen = (world: World): void => {
	for (const {what, each, happens} of happenings) {
		if (!world.random.chance(each)) continue;
		happens(world);
		world.diary.push(`${world.clock.now} ${what}`);
	}
};

/** All is well from here on. */
export const calm = (world: World): void => {
	if (!world.server.up) world.server.start();
	world.server.reachable = true;
	world.disks.hddMounted = true;
	world.disks.ssdMounted = true;
	recheckBroken(world);
	world.disks.hddSize = 1000;
	world.paused = false;
};

export type Operator = {
	jobs: readonly Job[];
	save: (job: Job) => void;
	seen: (job: Job) => Seen;
	now: number;
};

/** A person who reads what qbtui says, and believes it. */
export const operate = (world: World, operator: Operator): void => {
	const job = world.random.pick(operator.jobs.filter(one => !isFinal(one)));
	if (!job) return;
	const {random} = world;
	if (job.state === 'HELD' && job.reason?.good !== undefined && random.chance(0.5)) {
		clean(world, job);
	}
	const done = random.pick([
		() => retry(job, operator.now),
		() => retry(job, operator.now),
		() => cancel(job, operator.now),
		() => release(job, operator.seen(job)),
	])?.();
	if (!done || 'refused' in done) return;
	operator.save(done.job);
	if (done.intent.do !== 'release' || !world.server.up || !world.server.reachable) return;
	if (done.intent.isThere) world.server.recheck(done.intent.hash);
	else world.server.setLocation(done.intent.hash, done.intent.to, 'other');
};

/** Deletes what is said to be in the way of the good copy. */
const clean = (world: World, job: Job): void => {
	if (job.reason?.code !== 'DEST_RESIDUE' || world.server.queue.length > 0) return;
	const torrent = world.server.torrents.get(job.hashes[job.member] ?? '');
	if (torrent?.at !== placeOf(job).from) return;
	for (const path of job.reason.paths ?? []) {
		const isUsed = [...world.server.torrents.values()].some(other =>
			other.files.some(file => `${other.at}/${file.path}` === path),
		);
		if (isUsed) continue;
		world.disks.remove(path);
		world.diary.push(`${world.clock.now} deleted as told: ${path}`);
	}
};
