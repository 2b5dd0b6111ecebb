import {readdirSync, readFileSync} from 'node:fs';

/** CPU time of a process and all its threads so far, in ms. */
export const cpuOf = (pid: number): number => {
	let nanoseconds = 0;
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
		nanoseconds += Number(onCpu);
	}
	return nanoseconds / 1e6;
};

/** Peak of the resident memory, in MiB. */
export const peakMemoryOf = (pid: number): number => {
	const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
};

/** Resident memory now, in MiB. */
export const memoryOf = (pid: number): number => {
	const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
};
