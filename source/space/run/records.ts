import type {Job} from '../job/shape.ts';
import {
	dayOf,
	type Gain,
	noControl,
	noteGain,
	noteMoved,
	notePlanned,
	setPaused,
} from '../plan/controller.ts';
import type {Control} from '../plan/shape.ts';
import type {Changes, DurableStore} from '../store/shape.ts';

/**
 * What is remembered from one plan to the next. A pause, the breaker, the bytes of a day and who
 * contests outlive the process; what one learns anew within minutes does not.
 */
export type Records = {
	control: () => Control;
	planned: () => void;
	/** A person lets it go on: the moves after which space did not come back are forgotten. */
	reset: () => void;
	/** A move is sent. */
	sent: (job: Job, now: Level) => void;
	/** It is done; undefined when space comes back as it should. */
	done: (job: Job, now: Level) => string | undefined;
};

/** Of the small disk, at one moment. */
export type Level = {
	/** Bytes; undefined where they can’t be known. */
	free: number | undefined;
	/** Bytes that the server has downloaded since it was started. */
	downloaded: number;
};

/** So little is lost in what else a system writes. */
const leastMeasured = 2 ** 20;

const dayMs = 86_400_000;
const dayName = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const createRecords = (
	store: DurableStore,
	commit: (changes: Omit<Changes, 'at'>) => void,
	clock: () => number,
): Records => {
	let [weak, plannedAt] = [0, 0];
	const before = new Map<string, Level>();

	/** A day that has long to come is of a clock that was wrong: it would not be over for years. */
	const movedNow = (): {day: string; bytes: number} | undefined => {
		const moved = store.control('moved');
		const today = dayOf(clock());
		if (!moved || dayOf(Date.parse(moved.day)) <= today + 1) return moved;
		const mended = {...moved, day: dayName(today)};
		commit({controls: {moved: mended}});
		return mended;
	};

	const control = (): Control => {
		const moved = movedNow();
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
			plannedAt = notePlanned(control(), clock()).plannedAt;
		},
		reset: () => {
			weak = 0;
		},
		sent: (job, now) => {
			before.set(job.id, now);
			const {day, movedToday} = noteMoved(control(), job.bytes, clock());
			commit({controls: {moved: {day: dayName(day), bytes: movedToday}}});
		},
		done: (job, now) => {
			const then = before.get(job.id);
			before.delete(job.id);
			const next =
				job.kind === 'space' && job.bytes >= leastMeasured
					? noteGain(control(), gainOf(job, then, now))
					: control();
			weak = next.weak;
			if (!next.breaker || store.control('breaker')) return undefined;
			const why = 'Twice, less than half of the space came back.';
			commit({controls: {breaker: {since: clock(), why}}});
			return why;
		},
	};
};

/** What was downloaded meanwhile took of what came free. */
const gainOf = (job: Job, then: Level | undefined, now: Level): Gain => ({
	...{expected: job.bytes, before: then?.free, after: now.free},
	// A server that was started anew counts from nothing.
	written: Math.max(0, now.downloaded - (then?.downloaded ?? 0)),
});
