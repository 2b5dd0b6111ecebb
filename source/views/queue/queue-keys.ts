import {ask} from '../../hooks/layers.ts';
import type {Job} from '../../space/job/shape.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut} from '../../terminal/text.ts';
import {copyLines} from '../copy-lines.ts';
import {bytes, plural} from '../format.ts';
import {showTorrent, tellAnswer, tellLater} from '../lists/answers.ts';
import {motionKeys, rowUnder, toggleWhole} from '../lists/list-keys.ts';
import {blockedByState} from '../lists/standing.ts';
import {open} from '../menus/open.ts';
import type {Binding, Scene} from '../scene.ts';
import {
	clearable,
	goodOf,
	whyNoCancel,
	whyNoRelease,
	whyNoReleaseNow,
	whyNoRetry,
} from './job-told.ts';
import {queueView} from './queue.ts';

const jobUnder = (scene: Scene): Job | undefined => rowUnder(queueView, scene)?.job;

const noJob = (scene: Scene): string | undefined =>
	jobUnder(scene) ? undefined : 'There is no job here.';

/** Why nothing can be done to the job under the cursor, or the job’s own reason against it. */
const blockedFor =
	(why: (job: Job, now: number) => string | undefined) =>
	(scene: Scene): string | undefined => {
		const job = jobUnder(scene);
		if (!job) return 'There is no job here.';
		return blockedByState(scene.work) ?? why(job, scene.work.now);
	};

const withJob =
	(run: (scene: Scene, job: Job) => void): Binding['run'] =>
	scene => {
		const job = jobUnder(scene);
		if (job) run(scene, job);
	};

const short = (name: string): string => `“${cut(harmless(name), 30)}”`;

const askRelease = withJob((scene, job) => {
	const {orchestrator} = scene.engine;
	open(
		scene,
		ask(
			`Point ${short(job.name)} back to ${goodOf(job)}, and have qBittorrent check it there? No file is deleted; what lies at ${job.destination} stays.`,
			() => tellLater(scene, orchestrator.release(job.id)),
			undefined,
			'the check may take long',
		),
	);
});

const askCancel = withJob((scene, job) => {
	const {orchestrator} = scene.engine;
	open(
		scene,
		ask(
			`Give up the job of ${short(job.name)}? It stays where it is, and nothing moves it by itself.`,
			() => tellAnswer(scene, orchestrator.cancel(job.id)),
		),
	);
});

const clearableNow = ({work}: Scene): Job[] => clearable(work.orchestrated.jobs, work.now);

const askClear = (scene: Scene): void => {
	const jobs = clearableNow(scene);
	const size = bytes(jobs.reduce((sum, job) => sum + job.bytes, 0));
	open(
		scene,
		ask(
			`Cancel ${plural(jobs.length, 'job')} (${size}) of which no move was sent? The torrents stay where they are, and nothing brings the jobs back.`,
			() => tellAnswer(scene, scene.engine.orchestrator.clear()),
			jobs.length > manyJobs ? String(jobs.length) : undefined,
		),
	);
};

const manyJobs = 10;

export const pauseOrResume: Pick<Binding, 'detail' | 'blocked' | 'run'> = {
	detail: ({work}) => (work.orchestrated.paused ? 'go on' : 'pause'),
	blocked: ({work}) => blockedByState(work),
	run: scene => {
		const {orchestrator} = scene.engine;
		const {paused} = scene.work.orchestrated;
		tellAnswer(scene, paused ? orchestrator.resume() : orchestrator.pause());
	},
};

/** All paths that a job is about, one a line. */
const copyPaths = withJob((scene, {reason, source, destination}) => {
	const paths = reason?.paths ?? [];
	const lines = paths.length > 0 ? paths : [source, destination].filter(path => path !== '');
	copyLines(scene, plural(lines.length, 'path'), lines);
});

/** TABLE: the keys of the queue. */
export const queueKeys: readonly Binding[] = [
	{
		in: 'queue',
		keys: ['enter', 'right', 'l'],
		label: 'The whole reason of the job; again to close',
		hint: 'details',
		blocked: noJob,
		run: toggleWhole('queue'),
	},
	{
		in: 'queue',
		keys: ['r'],
		label: 'Test the job anew',
		hint: 'retry',
		blocked: blockedFor(whyNoRetry),
		run: withJob((scene, job) => tellAnswer(scene, scene.engine.orchestrator.retry(job.id))),
	},
	{
		in: 'queue',
		keys: ['c', 'd'],
		label: 'Give the job up; the torrent stays where it is',
		hint: 'cancel',
		blocked: blockedFor(whyNoCancel),
		run: askCancel,
	},
	{
		in: 'queue',
		keys: ['L'],
		label: 'Point a held torrent back to its good copy, and have it checked there',
		hint: 'release',
		blocked: scene =>
			blockedFor(whyNoRelease)(scene) ?? whyNoReleaseNow(scene.work.orchestrated.jobs),
		run: askRelease,
	},
	{
		in: 'queue',
		keys: ['P'],
		label: 'Pause all moves by qbtui, or resume them',
		hint: 'moves:',
		...pauseOrResume,
	},
	{
		in: 'queue',
		keys: ['t'],
		label: 'Show the torrent of the job in the list',
		hint: 'torrent',
		blocked: noJob,
		run: withJob((scene, job) => showTorrent(scene, job.hashes[job.member] ?? job.hashes[0] ?? '')),
	},
	...motionKeys(queueView, 'job'),
	{
		in: 'queue',
		keys: ['y'],
		label: 'Copy the paths that the job is about',
		hint: 'copy paths',
		blocked: noJob,
		run: copyPaths,
	},
	{
		in: 'queue',
		keys: ['X'],
		label: 'Cancel all jobs of which no move was sent',
		hint: 'clear',
		blocked: scene =>
			blockedByState(scene.work) ??
			(clearableNow(scene).length === 0 ? 'There is no job that was not sent.' : undefined),
		run: askClear,
	},
];
