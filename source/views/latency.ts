const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000];

/**
 * The server's usual answering time in coarse steps ("10ms", "2s"): the least of the newest few,
 * because a number that flickers says nothing and costs bytes on a slow link.
 */
export const createLatency = (): {add: (ms: number) => void; text: () => string | undefined} => {
	let newest: number[] = [];
	return {
		add: ms => {
			newest = [...newest, ms].slice(-20);
		},
		text: () => {
			if (newest.length === 0) return undefined;
			const least = Math.min(...newest);
			const step = steps.find(candidate => least <= candidate) ?? 60_000;
			return step < 1000 ? `${step}ms` : `${step / 1000}s`;
		},
	};
};
