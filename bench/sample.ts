/** The value that `share` of the samples do not exceed: 0.5 is the median. */
export const quantile = (samples: readonly number[], share: number): number => {
	const sorted = samples.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
