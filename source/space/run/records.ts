import type {Job} from '../job/shape.ts';
import {dayOf, noControl, noteGain, noteMoved, notePlanned, setPaused} from '../plan/controller.ts';
import type {Control} from '../plan/shape.ts';
import type {Changes, DurableStore} from '../store/shape.ts';

/**
 * What is remembered from one plan to the next. A pause, the breaker, the bytes of a day and who
 * contests outlive the process; what one learns anew within minutes does not.
 */
export type Records = {
	control: () => Control;
	planned: () => void;
	/** A move is sent: so much is free on the small disk now. */
	sent: (job: Job, free: number | undefined) => void;
	/** It is done; undefined when space comes back as it should. */
	done: (job: Job, free: number | undefined) => string | undefined;
};

const dayMs = 86_400_000;
const dayName = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const createRecords = (
	store: DurableStore,
	commit: (changes: Omit<Changes, 'at'>) => void,
	now: () => number,
): Records => {
	let [weak, plannedAt] = [0, 0];
	const freeBefore = new Map<string, number | undefined>();

	const control = (): Control => {
		const moved = store.control('moved');
		const known: Control = {
			...noControl,
			...{weak, plannedAt, breaker: store.control('breaker') !== undefined},
			day: moved ? dayOf(Date.parse(moved.day)) : 0,
			movedToday: moved?.bytes ?? 0,
			returns: Object.fromEntries(store.contested()),
			givenUp: Object.fromEntries(store.givenUp()),
		};
		return setPaused(known, store.control('paused') !== undefined);
	};

	return {
		control,
		planned: () => {
			plannedAt = notePlanned(control(), now()).plannedAt;
		},
		sent: (job, free) => {
			freeBefore.set(job.id, free);
			const {day, movedToday} = noteMoved(control(), job.bytes, now());
			commit({controls: {moved: {day: dayName(day), bytes: movedToday}}});
		},
		done: (job, free) => {
			const before = freeBefore.get(job.id);
			freeBefore.delete(job.id);
			const gain = {expected: job.bytes, before, after: free, written: 0};
			const next = job.kind === 'space' ? noteGain(control(), gain) : control();
			weak = next.weak;
			if (!next.breaker || store.control('breaker')) return undefined;
			const why = 'Twice, less than half of the space came back.';
			commit({controls: {breaker: {since: now(), why}}});
			return why;
		},
	};
};
