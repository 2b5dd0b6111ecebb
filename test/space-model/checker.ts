import {isFinal, type Job} from '../../source/space/job/shape.ts';
import type {Disk} from './machine.ts';
import type {Sent, World} from './world.ts';

/**
 * Judges a walk by what the server got, what lies on the disks, and what is in the store; it knows
 * nothing of how the machine decides. The numbers are those of the promises (O1 to O12).
 */

/** Seconds by which what was observed may be older than the request that follows from it. */
const fresh = 5;
const settled = ['uploading', 'stalledUP', 'queuedUP', 'forcedUP', 'pausedUP', 'stoppedUP'];

/** TABLE: what must hold of every move that the server got from us. */
const ofMoves: readonly {
	promise: string;
	broken: (sent: Sent, before: Sent | undefined) => boolean;
}[] = [
	{
		promise: 'O2 the intent is on disk before the move is sent',
		broken: ({stored, hash, to}) => !jobsIn(stored).some(job => isIntentFor(job, hash, to)),
	},
	{
		promise: 'O3 no move is sent before what came of the last one is seen',
		broken: ({at}, before) => before !== undefined && at - before.at < fresh,
	},
	{
		promise: 'O4 no move is sent onto files that exist',
		broken: ({occupied, occupiedSince, at}) => occupied.length > 0 && occupiedSince < at - fresh,
	},
	{
		promise: 'O5 one move is outstanding at most',
		broken: ({outstanding}) => outstanding > 0,
	},
	{
		promise: 'O6 where it was and where it goes is on record',
		broken: ({stored, hash}) =>
			!jobsIn(stored).some(
				job => job.hashes.includes(hash) && job.source !== '' && job.destination !== '',
			),
	},
	{
		promise: 'O10 the pause is kept',
		broken: ({pausedSince, at}) => pausedSince < at - fresh,
	},
	{
		promise: 'only what is complete and settled is moved',
		broken: ({state, whole, stateSince, at, leftBehind}) =>
			(!whole || !settled.includes(state)) && stateSince < at - fresh && !leftBehind,
	},
	{
		promise: 'nothing is moved from a disk that is not there',
		broken: ({sourceGoneSince, at, leftBehind}) => sourceGoneSince < at - fresh && !leftBehind,
	},
	{
		promise: 'nothing is moved before 4.6',
		broken: ({version}) => version.startsWith('v4.5'),
	},
];

const jobsIn = (stored: readonly string[]): Job[] => stored.map(row => JSON.parse(row));

const isIntentFor = ({state, intent}: Job, hash: string, to: string): boolean =>
	state === 'ISSUING' && intent?.hash === hash && intent.to === to;

export const judge = (world: World, disk: Disk, created: ReadonlySet<string>): string[] => [
	...moves(world),
	...tags(world, disk),
	...arrivals(disk),
	...endings(disk, created),
	...data(world),
];

const moves = ({sent}: World): string[] => {
	const last = new Map<string, Sent>();
	return sent
		.filter(({verb}) => verb === 'setLocation')
		.flatMap(one => {
			const before = last.get(one.hash);
			last.set(one.hash, one);
			const wrong = ofMoves.filter(({broken}) => broken(one, before));
			return wrong.map(({promise}) => `${promise} (${one.hash[0]} at ${one.at})`);
		});
};

const tags = ({sent, server}: World, disk: Disk): string[] => {
	const problems: string[] = [];
	for (const one of sent) {
		const isTags = one.verb === 'addTags' || one.verb === 'removeTags';
		if (isTags && one.tags.length === 0) problems.push('O7 tags are named');
		if (isTags && one.tags.some(tag => tag !== 'ssd' && tag !== 'hdd')) {
			problems.push('O7 only tags by place are touched');
		}
	}
	for (const torrent of server.torrents.values()) {
		if (!torrent.tags.has('mine')) problems.push('O7 the user’s tags stay');
	}
	// What was in the list when the last tag was set, at least once since.
	for (const {job} of disk.history) {
		if (job.state === 'DONE' && job.volume !== 'hdd') problems.push('O7 the place is named');
	}
	return problems;
};

/** O9: DONE says that every member was truly whole at its place when it was verified. */
const arrivals = ({history}: Disk): string[] => {
	const verified = new Map<string, Set<string>>();
	const problems: string[] = [];
	const states = new Map<string, string>();
	for (const {at, job, lastWhole} of history) {
		const hash = job.hashes[job.member] ?? '';
		const before = states.get(job.id);
		states.set(job.id, `${job.state} ${job.member}`);
		if (job.state === 'TAGGING' && before !== `TAGGING ${job.member}`) {
			verified.set(job.id, (verified.get(job.id) ?? new Set()).add(hash));
			if (lastWhole < at - 10) problems.push(`O9 verified is whole (${hash[0]} at ${at})`);
		}
		if (job.state !== 'DONE') continue;
		const missing = job.hashes.filter(
			one => !job.removed?.includes(one) && !verified.get(job.id)?.has(one),
		);
		if (missing.length > 0) problems.push(`O9 done is verified (${job.id} at ${at})`);
	}
	return problems;
};

/** O1 and O6: nothing is forgotten, and nothing that has ended lives again. */
const endings = ({stored, history}: Disk, created: ReadonlySet<string>): string[] => {
	const rows = new Set(jobsIn(stored()).map(({id}) => id));
	const lost = [...created].filter(id => !rows.has(id)).map(id => `O1 a job is lost (${id})`);
	const ended = new Map<string, string>();
	const risen = history.flatMap(({job}) => {
		const before = ended.get(job.id);
		if (isFinal(job)) ended.set(job.id, job.state);
		return before !== undefined && before !== job.state ? [`O6 ${before} lives again`] : [];
	});
	const held = history.flatMap(({job}) =>
		job.state === 'HELD' && job.reason === undefined ? ['HELD says why'] : [],
	);
	const gone = history
		.filter(({job, listed}) => job.state === 'GONE' && listed)
		.map(({job}) => `gone means removed (${job.id})`);
	return [...lost, ...risen, ...held, ...gone];
};

/** The whole point: of all data, a good copy is somewhere. */
const data = ({disks, deleted}: World): string[] =>
	['a', 's1', 's2', 'm1', 'm2', 'm3', 'e']
		.filter(name => !deleted.has(name) && !disks.copies(name).some(({good}) => good))
		.map(name => `data lost: ${name}`);
