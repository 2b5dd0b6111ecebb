import {placeOf} from '../job/member.ts';
import type {Job} from '../job/shape.ts';
import type {OrchestratorParts} from '../orchestrator.ts';
import type {DurableStore} from '../store/shape.ts';
import type {JobShelf} from './perform.ts';
import type {Level, Records} from './records.ts';

/** Each step is on disk; those that a person wants to know of are told. */
export const createStepKeeper = (options: {
	parts: Pick<OrchestratorParts, 'measure' | 'note' | 'plan' | 'mirror'>;
	durable: Pick<DurableStore, 'job'>;
	shelf: Pick<JobShelf, 'save'>;
	records: Records;
	complain: (error: unknown) => void;
}): {
	save: (job: Job) => void;
	/** Resolves when nothing is being measured any more. */
	settled: () => Promise<void>;
} => {
	const {parts, durable, shelf, records, complain} = options;
	const {note, measure, plan, mirror} = parts;
	let measuring = Promise.resolve();

	const levelNow = async (): Promise<Level> => {
		const spaces = await measure({path: '', free: undefined});
		const {dl_info_data: downloaded = 0} = mirror.store.get().maindata.server;
		return {free: spaces.find(({tag}) => tag === plan.from)?.free, downloaded};
	};

	/** What is free now is noted beside the loop, and before the store is closed. */
	const noteLevel = (keep: (level: Level) => void): void => {
		measuring = measuring.then(levelNow).then(keep).catch(complain);
	};

	const tell = (job: Job): void => {
		if (job.state === 'ISSUING') {
			note(2, `Moving ${job.name} to ${placeOf(job).to}.`);
			noteLevel(level => records.sent(job, level));
		}
		if (job.state === 'DONE') {
			note(2, `Moved ${job.name} to ${job.destination}.`);
			noteLevel(level => {
				const why = records.done(job, level);
				if (why !== undefined) note(8, `${why} Nothing more is moved for space.`);
			});
		}
		if (job.state === 'SKIPPED' || job.state === 'GONE') {
			note(2, `${job.name} is not moved: ${job.reason?.text ?? ''}`);
		}
	};

	return {
		save: job => {
			const before = durable.job(job.id);
			shelf.save(job);
			if (before?.state !== job.state) tell(job);
		},
		settled: () => measuring,
	};
};
