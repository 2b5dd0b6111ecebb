import type {Level} from '../qbit/journal.ts';
import {messageOf} from '../qbit/message.ts';
import type {Clock} from '../qbit/mirror.ts';
import type {Snapshots} from './snapshots.ts';

export type ScheduleParts = {
	snapshots: Pick<Snapshots, 'list' | 'save'>;
	/** Of the server: those of another one do not count. */
	address: string;
	/** Milliseconds; 0: never. */
	every: number;
	/** The first look, so long after the start; milliseconds. Absent: as all that follow. */
	first?: number;
	/** The server answers. */
	isLive: () => boolean;
	note: (level: Level, text: string) => void;
	clock: Pick<Clock, 'now' | 'sleep'>;
};

/** How often it is looked whether one is due. Milliseconds. */
const lookEvery = 600_000;

/** Saves a snapshot by itself whenever the newest that was saved so is too old. */
export const createSchedule = (
	parts: ScheduleParts,
): {start: () => void; stop: () => Promise<void>} => {
	const {snapshots, address, every, isLive, note, clock} = parts;
	const stopping = new AbortController();
	let running: Promise<void> | undefined;

	const isDue = async (): Promise<boolean> => {
		const now = clock.now();
		const savedAt = (await snapshots.list()).flatMap(row =>
			'head' in row && row.head.kind === 'schedule' && row.head.server.address === address
				? row.head.saved_at * 1000
				: [],
		);
		// One of a time to come was saved when the clock was wrong: it must not put off all others.
		return now - Math.max(0, ...savedAt.filter(at => at <= now)) >= every;
	};

	const run = async (): Promise<void> => {
		const usual = Math.min(lookEvery, every);
		let pause = parts.first ?? usual;
		while (!stopping.signal.aborted) {
			await clock.sleep(pause, stopping.signal);
			pause = usual;
			if (stopping.signal.aborted || !isLive()) continue;
			try {
				if (await isDue()) await snapshots.save({kind: 'schedule'});
			} catch (error) {
				const why = messageOf(error);
				note(4, `No snapshot was saved by itself: ${why}`);
			}
		}
	};

	return {
		start: () => {
			if (every > 0) running ??= run();
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
};
