import {readdirSync, readFileSync} from 'node:fs';

/** What a process holds, now and then. */
export type Sample = {at: number; pid: number; rss: number; handles: number};

/** Bytes and open files; nothing when it has just ended. */
export const sampleOf = (pid: number, at: number): Sample[] => {
	try {
		const [, kilobytes = '0'] =
			/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return [
			{at, pid, rss: Number(kilobytes) * 1024, handles: readdirSync(`/proc/${pid}/fd`).length},
		];
	} catch {
		return [];
	}
};

/** `minutes` is how long that life was followed. */
export type Growth = {first: number; last: number; most: number; minutes: number};

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * Of the process that lived longest, its first minute left out: medians of the first and the last
 * third. Others lived too short to tell.
 */
export const growthOf = (
	samples: readonly Sample[],
	what: 'rss' | 'handles',
): Growth | undefined => {
	const lives = [...Map.groupBy(samples, ({pid}) => pid).values()];
	const [longest = []] = lives.toSorted((a, b) => b.length - a.length);
	const warm = longest.filter(({at}) => at - (longest[0]?.at ?? 0) >= 60_000);
	if (warm.length < 9) return undefined;
	const third = Math.floor(warm.length / 3);
	const values = warm.map(sample => sample[what]);
	return {
		first: median(values.slice(0, third)),
		last: median(values.slice(-third)),
		most: Math.max(...values),
		minutes: Math.round(((warm.at(-1)?.at ?? 0) - (warm[0]?.at ?? 0)) / 60_000),
	};
};
