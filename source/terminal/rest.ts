/** The whole process stands still for so many ms: only where there is nothing else to do any more. */
export const rest = (ms: number): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
