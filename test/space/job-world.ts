import {
	type Limits,
	type Seen,
	type SeenFolder,
	type SeenTorrent,
	usualLimits,
	type Verdict,
} from '../../source/space/job/seen.ts';
import type {Job, JobState} from '../../source/space/job/shape.ts';
import type {Step} from '../../source/space/job/step-shape.ts';
import {step} from '../../source/space/job.ts';

/** A job and a world in which nothing stands in its way; a test changes what it is about. */

export const hash = 'a'.repeat(40);
export const other = 'b'.repeat(40);
export const from = '/ssd/tv';
export const to = '/hdd/tv';
export const noon = 1_800_000_000_000;

export const limits: Limits = {
	...usualLimits,
	roots: {ssd: '/ssd', hdd: '/hdd'},
	placeTags: ['ssd', 'hdd'],
};

export const aJob = (state: JobState, changes: Partial<Job> = {}): Job => ({
	...{id: '01J', kind: 'completion', hashes: [hash], member: 0, name: 'Show', source: from},
	...{destination: to, volume: 'hdd', bytes: 1000, priority: 0, state, attempts: 0, notBefore: 0},
	...{createdAt: noon - 1000, updatedAt: noon - 1000},
	...changes,
});

export const sentMove = {hash, to, sentAt: noon - 1000, launchTime: 1_700_000_000};

export const atSource: SeenTorrent = {
	...{name: 'Show', state: 'stalledUP', progress: 1, amountLeft: 0, size: 1000},
	...{contentPath: `${from}/Show`, savePath: from, autoTmm: false, tags: ['ssd']},
};
export const atDestination: SeenTorrent = {
	...atSource,
	contentPath: `${to}/Show`,
	savePath: to,
};
export const lost: SeenTorrent = {...atSource, contentPath: '/mnt/x/Show', savePath: '/mnt/x'};

export const clean: SeenFolder = {mounted: true, free: 5000, there: [], complete: false};
export const full: SeenFolder = {
	...{mounted: true, free: 5000, complete: true},
	there: [{path: `${to}/Show/1.mkv`}],
};

export const move: Extract<Verdict, {say: 'move'}> = {
	...{say: 'move', hashes: [hash], name: 'Show', places: [{from, to}]},
	...{volume: 'hdd', bytes: 1000, takeManual: false},
};

export const server = {
	...{reachable: true, age: 100, version: 'v5.3.0', launchTime: 1_700_000_000, upFor: 1e7},
};

export const aWorld = (torrent: SeenTorrent | undefined, changes: Partial<Seen> = {}): Seen => ({
	...{now: noon, ticks: 1_000_000, chance: 0.5, server, torrents: {[hash]: torrent}},
	...{listIsWhole: true, moving: [], verdict: move, source: full, destination: clean},
	...{contested: false, controller: 'on', turn: true},
	...changes,
});

/** The same world once more, later. */
export const later = (seen: Seen, by: number): Seen => ({
	...seen,
	now: seen.now + by,
	ticks: seen.ticks + by,
});

/** Two samples of the same, as far apart as they must be. */
export const twice = (job: Job, seen: Seen, apart = limits.settle, rules = limits): Step => {
	const first = step(job, seen, rules);
	return step(first.job, later(seen, apart), rules);
};

export const jobOf = (jobs: readonly Job[], torrent: string): Job | undefined =>
	jobs.find(({hashes}) => hashes.includes(torrent));
