import {isFinal, isOutstanding, type Job, type Whereabouts} from '../../space/job/shape.ts';
import {cancel, retry} from '../../space/job/verbs.ts';
import {bytes, clockTime, count, date, percentText, plural, span} from '../format.ts';
import type {Work} from '../lists/list-view.ts';
import type {Told} from '../lists/told.ts';
import {fractionOf, type JobRow} from './job-rows.ts';
import {jobStates} from './job-states.ts';

/** Why a job can’t be tried again now; undefined: it can. */
export const whyNoRetry = (job: Job, now: number): string | undefined => {
	const verdict = retry(job, now);
	return 'refused' in verdict ? verdict.refused : undefined;
};

export const whyNoCancel = (job: Job, now: number): string | undefined => {
	const verdict = cancel(job, now);
	return 'refused' in verdict ? verdict.refused : undefined;
};

export const whyNoRelease = (job: Job): string | undefined => {
	if (job.state !== 'HELD') return 'Only a job that is held can be pointed back.';
	if (job.reason?.code === 'RELEASED') return 'It is being pointed back already.';
	return undefined;
};

/** Told before the question: no check is asked for while the server moves something. */
export const whyNoReleaseNow = (jobs: readonly Job[]): string | undefined =>
	jobs.some(isOutstanding)
		? 'qBittorrent is moving something: wait until that is done; P begins no more.'
		: undefined;

/** The folder to which a held job would be pointed back: that of its good copy. */
export const goodOf = ({source, places, member, reason}: Job): string =>
	reason?.good ?? places?.[member]?.from ?? source;

/** Everything about a job, the reason and what can be done first. */
export const toldOfJob = (row: JobRow, work: Work): Told[] => {
	const {job, now} = row;
	const {reason} = job;
	const {look, means} = jobStates[job.state];
	return [
		{label: 'why', text: reason?.text ?? means, look: reason ? look : 'text'},
		...(reason?.paths ?? []).map(
			(path, i): Told => ({label: i === 0 ? 'in the way' : '', text: path}),
		),
		{label: 'good copy', text: reason?.good ?? '', look: 'good'},
		...membersOf(job, work),
		...keysFor(job, now),
		{label: 'progress', text: progressText(row)},
		{label: 'from', text: job.source},
		{label: 'to', text: job.destination},
		{label: 'moves', text: groupText(job, work)},
		{label: 'asked by', text: askedBy[job.kind]},
		{label: 'since', text: `${date(job.createdAt / 1000)} (${span((now - job.createdAt) / 1000)})`},
		{label: 'sent', text: sentText(job)},
		{label: 'after it', text: job.hooks ? hookTexts[job.hooks] : ''},
		{label: 'next try', text: job.notBefore > now ? clockTime(job.notBefore) : ''},
		{label: 'job', text: `${job.id} ${job.state}${reason ? ` ${reason.code}` : ''}`, look: 'muted'},
	];
};

const hookTexts: Readonly<Record<NonNullable<Job['hooks']>, string>> = {
	due: 'your program or address is yet to be called',
	ran: 'your program or address was called',
	failed: 'your program or address failed: the log says why',
};

const askedBy: Readonly<Record<Job['kind'], string>> = {
	completion: 'the end of its download',
	space: 'the plan that keeps space free',
	manual: 'you',
	legacy: 'the queue of the program before qbtui',
	recovered: 'the comparison of all torrents with the jobs',
};

const whereabouts: Readonly<Record<Whereabouts, string>> = {
	source: 'still where it was',
	destination: 'at the destination',
	elsewhere: 'somewhere else',
	absent: 'gone from qBittorrent',
};

const nameOfHash = (hash: string, {torrents}: Work): string => torrents.get(hash)?.name ?? hash;

const membersOf = ({reason}: Job, work: Work): Told[] =>
	(reason?.members ?? []).map(({hash, at, progress}, i) => ({
		label: i === 0 ? 'group' : '',
		text: `${nameOfHash(hash, work)}: ${whereabouts[at]}, ${percentText(progress)}`,
	}));

/** What each key would do now, or why it would not. */
const keysFor = (job: Job, now: number): Told[] => {
	if (isFinal(job)) return [];
	const [noRetry, noCancel] = [whyNoRetry(job, now), whyNoCancel(job, now)];
	const isHeld = job.state === 'HELD';
	const rows = [
		noRetry === undefined
			? 'r tests it anew. A move is sent only when nothing of it lies at the destination.'
			: isHeld
				? `r can’t test it anew: ${noRetry}`
				: '',
		isHeld && whyNoRelease(job) === undefined
			? `L points the torrent back to ${goodOf(job)} and has it checked there. No file is deleted; what lies at the destination stays.`
			: '',
		noCancel === undefined
			? 'c gives the job up. The torrent and all files stay as they are.'
			: `It can’t be cancelled: ${noCancel}`,
	];
	return rows
		.filter(text => text !== '')
		.map((text, i): Told => ({label: i === 0 ? 'keys' : '', text, look: 'accent'}));
};

const progressText = (row: JobRow): string => {
	const {progress} = row;
	const done = fractionOf(row);
	if (!progress || done === undefined) return '';
	return [
		`${percentText(done)}: ${bytes(progress.done)} of ${bytes(progress.total)}`,
		progress.rate === undefined ? '' : `${bytes(progress.rate)} a second`,
		progress.left === undefined ? '' : `${span(progress.left)} left`,
	]
		.filter(part => part !== '')
		.join(', ');
};

const groupText = ({hashes, bytes: size}: Job, work: Work): string =>
	hashes.length === 1
		? size > 0
			? bytes(size)
			: ''
		: `${plural(hashes.length, 'torrent')}, ${bytes(size)}: ${hashes.map(hash => nameOfHash(hash, work)).join(', ')}`;

const sentText = ({intent, attempts}: Job): string => {
	const tries = attempts === 0 ? '' : `${plural(attempts, 'move')} did not bring it there`;
	if (!intent) return tries;
	const answer = intent.answer === 'accepted' ? 'qBittorrent accepted it' : 'no answer known';
	const at = `${clockTime(intent.sentAt)}, ${answer}`;
	return tries === '' ? at : `${at}; ${tries}`;
};

/** What clearing cancels: all of which no move was ever sent. */
export const clearable = (jobs: readonly Job[], now: number): Job[] =>
	jobs.filter(job => !job.intent && whyNoCancel(job, now) === undefined);

/** "2 moving, 1 HELD, 3 waiting" */
export const countsOf = (jobs: readonly Job[]): string => {
	const of = (test: (rank: number) => boolean): number =>
		jobs.filter(({state}) => test(jobStates[state].rank)).length;
	const parts: Array<[number, string]> = [
		[of(rank => rank === 0), 'under way'],
		[of(rank => rank === 1), 'HELD'],
		[of(rank => rank > 1), 'waiting'],
	];
	const told = parts
		.filter(([amount]) => amount > 0)
		.map(([amount, word]) => `${count(amount)} ${word}`);
	return told.length === 0 ? 'nothing under way' : told.join(', ');
};
