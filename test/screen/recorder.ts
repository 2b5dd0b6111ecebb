import {startStopwatch, type Timing, type Waits} from './timing.ts';

/** What the program sent, and how quickly. */
export type Recorder = {
	add: (data: string) => void;
	mark: () => void;
	bytes: () => number;
	raw: () => string;
	/** Times the answer to what is sent now. */
	time: (waits?: Waits) => Promise<Timing>;
};

export const createRecorder = (): Recorder => {
	const stopwatches = new Set<(bytes: number) => void>();
	let chunks: string[] = [];
	return {
		add(data) {
			chunks.push(data);
			for (const onData of stopwatches) onData(Buffer.byteLength(data));
		},
		mark() {
			chunks = [];
		},
		bytes: () => chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0),
		raw: () => chunks.join(''),
		async time(waits) {
			const {onData, result} = startStopwatch(waits);
			stopwatches.add(onData);
			const timing = await result;
			stopwatches.delete(onData);
			return timing;
		},
	};
};
