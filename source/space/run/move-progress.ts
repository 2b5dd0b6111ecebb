import type {Progress} from '../orchestrator-shape.ts';
import type {Inode} from '../plan/groups.ts';

type Sample = {at: number; done: number};

/** The rate is that of so long. */
const window = 20_000;

/** How far a move is, from what its files take at the destination: the server does not tell. */
export const createMoveProgress = (): {
	/** @param now milliseconds */
	add: (job: string, done: number, total: number, now: number) => Progress;
	forget: (job: string) => void;
} => {
	const samples = new Map<string, Sample[]>();
	return {
		add: (job, done, total, now) => {
			// All is written; what the server still does then takes no bytes.
			if (done >= total) return {done: total, total, rate: undefined, left: undefined};
			const recent = (samples.get(job) ?? []).filter(({at}) => now - at <= window);
			recent.push({at: now, done});
			samples.set(job, recent);
			const first = recent[0];
			const seconds = first ? (now - first.at) / 1000 : 0;
			const rate = first && seconds > 0 ? (done - first.done) / seconds : undefined;
			const left = rate !== undefined && rate > 0 ? Math.max(0, total - done) / rate : undefined;
			return {done, total, rate, left};
		},
		forget: job => void samples.delete(job),
	};
};

/** Bytes that are written: a file is made as long as it will be before anything is in it. */
export const writtenBytes = async (
	paths: readonly string[],
	inodeAt: (path: string) => Promise<Inode | undefined>,
): Promise<number | undefined> => {
	let [bytes, seen] = [0, false];
	for (const path of paths) {
		const inode = await inodeAt(path);
		if (!inode) continue;
		seen = true;
		bytes += inode.bytes;
	}
	return seen ? bytes : undefined;
};
