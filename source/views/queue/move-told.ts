import type {Hash} from '../../qbit/types.ts';
import type {Job} from '../../space/job/shape.ts';
import type {Orchestrated, Progress} from '../../space/orchestrator-shape.ts';
import type {KeptCode, Plan} from '../../space/plan/shape.ts';
import {sizeText, spanText} from '../../space/say.ts';
import type {Meaning} from '../../terminal/theme.ts';
import {percentText} from '../format.ts';
import {reasonRows} from '../space/reasons.ts';
import {jobStates} from './job-states.ts';

export type MoveTold = {text: string; look: Meaning};

/** Why a torrent is moved, or is not, in a sentence; undefined where nothing is known of it. */
export const moveOf = (
	hash: Hash,
	{jobs, progress, plan}: Pick<Orchestrated, 'jobs' | 'progress' | 'plan'>,
): MoveTold | undefined => {
	const job = jobs.find(({hashes}) => hashes.includes(hash));
	if (job) return {text: ofJob(job, progress.get(job.id)), look: jobStates[job.state].look};
	return plan && ofPlan(hash, plan);
};

const ofJob = (job: Job, progress: Progress | undefined): string => {
	const {state, reason, destination} = job;
	const means = reason?.text ?? jobStates[state].means;
	switch (state) {
		case 'MOVING':
			return `moving${farText(progress)} to ${destination}${rateText(progress)}`;
		case 'QUEUED':
			return `queued to move: ${means}`;
		case 'READY':
			return `queued to move to ${destination}: ${means}`;
		case 'BLOCKED':
			return `queued to move, waits: ${means}`;
		case 'HELD':
			return `held: ${means} 2 shows what you can do.`;
		default:
			return `moving to ${destination}: ${means}`;
	}
};

const farText = (progress: Progress | undefined): string => {
	if (!progress || progress.total <= 0) return '';
	return ` ${percentText(progress.done / progress.total)}`;
};

const rateText = ({rate, left}: Partial<Progress> = {}): string =>
	[
		rate === undefined || rate <= 0 ? '' : `, ${sizeText(rate)} a second`,
		left === undefined ? '' : `, ${spanText(left)} left`,
	].join('');

/** The rules let it move, and nothing asks for it. */
const forSpaceOnly: ReadonlySet<KeptCode> = new Set<KeptCode>([
	...(['NO_WATERMARK', 'NO_PRESSURE', 'ENOUGH'] as const),
]);

const ofPlan = (hash: Hash, {moves, kept}: Plan): MoveTold | undefined => {
	const turn = moves.findIndex(({hashes}) => hashes.includes(hash));
	const move = moves[turn];
	if (move) {
		return {
			text: `would move for space, as ${turn + 1} of ${moves.length}: ${move.text}`,
			look: 'accent',
		};
	}
	const row = kept.find(each => each.hash === hash);
	if (!row) return undefined;
	const {text, reason} = row;
	const told = forSpaceOnly.has(reason)
		? `stays: by itself it would move only for space. ${text} M moves it now.`
		: `stays: ${text}`;
	return {text: told, look: reasonRows[reason].look ?? 'text'};
};
