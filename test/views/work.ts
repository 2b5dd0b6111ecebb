import {startLists} from '../../source/hooks/lists-choice.ts';
import {noCreations} from '../../source/qbit/create/creator.ts';
import {notAsked} from '../../source/qbit/doctor/doctor.ts';
import {emptyJournal} from '../../source/qbit/journal.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import type {Job} from '../../source/space/job/shape.ts';
import {idle, type Orchestrated} from '../../source/space/orchestrator-shape.ts';
import {planSpace} from '../../source/space/plan/plan.ts';
import {glyphSet} from '../../source/terminal/glyphs.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import type {Pens, Work} from '../../source/views/lists/list-view.ts';
import {nothingSaved} from '../../source/views/state/live-saved.ts';
import {aJob} from '../space/job-row.ts';
import {limits, noon, torrent, worldOf} from '../space/planned.ts';

export const pens: Pens = {
	theme: createTheme({env: {}, isTTY: true, depth: 0}),
	glyphs: glyphSet({ascii: false}),
};

export const choice = startLists.queue;

export const jobOf = (index: number, state: Job['state'], fields: Partial<Job> = {}): Job => ({
	...aJob(index, state),
	...{source: '/ssd', destination: '/hdd/films', bytes: 5 * 2 ** 30, createdAt: noon - 600_000},
	...fields,
});

/** A held job, with what lies in its way. */
export const heldJob = jobOf(3, 'HELD', {
	name: 'Held film',
	attempts: 1,
	reason: {
		code: 'DEST_RESIDUE',
		text: 'A move that failed has left files at the destination; the copy at the source is whole.',
		paths: ['/hdd/films/Held film/disc 1.mkv', '/hdd/films/Held film/disc 2.mkv'],
		good: '/ssd',
	},
});

export const movingJob = jobOf(1, 'MOVING', {name: 'Moving film'});

/** A queue as it is on a day with trouble. */
export const busy: Partial<Orchestrated> = {
	state: 'running',
	jobs: [
		jobOf(5, 'BLOCKED', {
			name: 'Waiting film',
			reason: {code: 'DST_FULL', text: '/hdd has no room for it: 5.0 GiB are missing.'},
		}),
		heldJob,
		movingJob,
		jobOf(6, 'READY', {name: 'Ready film'}),
	],
	ended: [
		jobOf(0, 'DONE', {name: 'Done film'}),
		jobOf(9, 'SKIPPED', {
			name: 'Skipped film',
			reason: {code: 'NO_RULE', text: 'No rule is about it.'},
		}),
	],
	progress: new Map([
		[movingJob.id, {done: 0.41 * 5 * 2 ** 30, total: 5 * 2 ** 30, rate: 118 * 2 ** 20, left: 540}],
	]),
};

export const workOf = (orchestrated: Partial<Orchestrated>, changes: Partial<Work> = {}): Work => ({
	orchestrated: {...idle, ...orchestrated},
	...{torrents: new Map(), revision: 1, readOnly: false, now: noon, limits: limits()},
	patient: {diagnosis: notAsked, connection: emptyJournal, logins: 1},
	saved: nothingSaved,
	spaces: worldOf([]).spaces,
	...{creations: noCreations, noCreator: undefined},
	...changes,
});

/** With a plan of these torrents. */
export const plannedOf = (
	torrents: readonly Torrent[],
	more: Partial<Orchestrated> = {},
	changes: Parameters<typeof worldOf>[1] = {},
): Work => {
	const world = worldOf(torrents, changes);
	return workOf(
		{state: 'running', plan: planSpace(world, limits()), ...more},
		{torrents: world.torrents, spaces: world.spaces},
	);
};

export {limits, torrent};
