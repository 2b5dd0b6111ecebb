import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {onTestFinished} from 'vitest';

export type OtherProcess = {
	pid: number;
	/** All that it said so far. */
	lines: readonly string[];
	/** Resolves when it has said that. */
	says: (line: string) => Promise<void>;
	/** kill −9; resolves when it is gone and all that it said has come. */
	kill: () => Promise<void>;
};

/** Runs a file of this folder in a Node of its own, which ends with the test. */
export const startOther = (
	file: string,
	args: readonly string[],
	/** Of Node itself. */
	flags: readonly string[] = [],
): OtherProcess => {
	const child = spawn(process.execPath, [...flags, join(import.meta.dirname, file), ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const lines: string[] = [];
	const heard = createInterface(child.stdout);
	let wake = (): void => {};
	heard.on('line', line => {
		lines.push(line);
		wake();
	});
	// Only once all that it said has come.
	const gone = Promise.all([once(child, 'exit'), once(heard, 'close')]);
	const isGone = gone.then(() => true);
	return {
		pid: child.pid ?? 0,
		lines,
		says: async line => {
			while (!lines.includes(line)) {
				const more = new Promise<false>(resolve => {
					wake = () => resolve(false);
				});
				if (await Promise.race([more, isGone])) {
					throw new Error(`it ended before it said “${line}”`);
				}
			}
		},
		kill: async () => {
			child.kill('SIGKILL');
			await gone;
		},
	};
};
