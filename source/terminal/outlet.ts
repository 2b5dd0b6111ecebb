import {closeSync, constants, openSync, writeSync} from 'node:fs';
import type {WriteStream} from './ink-streams.ts';
import {rest} from './rest.ts';

/** Where bytes go out to the terminal. */
export type Outlet = {
	write: (bytes: string) => void;
	/** Something waits still: what is drawn now would come late. */
	isBehind: () => boolean;
	/** Writes what waits, for at most so many ms, and lets go of the terminal. */
	close: (patience: number) => void;
};

/**
 * DOOR to the terminal. Node writes to a terminal in such a way that the whole process stands still
 * while it takes nothing (a slow line, Ctrl-S, an SSH that hangs): neither would the server be asked,
 * nor would what follows a download go on. So the terminal is opened once more, not to be waited for.
 */
export const openOutlet = (stdout: WriteStream, ready: () => void): Outlet => {
	const fd = stdout.isTTY && process.platform === 'linux' ? openAgain(stdout) : undefined;
	return fd === undefined ? streamOutlet(stdout, ready) : terminalOutlet(fd, stdout, ready);
};

/** undefined where that is not allowed, as after `su`: the terminal belongs to another user. */
const openAgain = (stdout: WriteStream): number | undefined => {
	if (!('fd' in stdout)) return undefined;
	try {
		const {O_WRONLY, O_NONBLOCK, O_NOCTTY} = constants;
		return openSync(`/proc/self/fd/${stdout.fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
	} catch {
		return undefined;
	}
};

const streamOutlet = (stdout: WriteStream, ready: () => void): Outlet => {
	stdout.on('drain', ready);
	return {
		write: bytes => {
			try {
				stdout.write(bytes);
			} catch {
				// The terminal may be gone: then there is nothing to show.
			}
		},
		isBehind: () => stdout.writableNeedDrain,
		close: () => void stdout.off('drain', ready),
	};
};

/** ms. A terminal that takes nothing is asked again ever more rarely. */
const soonest = 8;
const latest = 250;

const terminalOutlet = (fd: number, stdout: WriteStream, ready: () => void): Outlet => {
	let waiting = Buffer.alloc(0);
	let pause = soonest;
	let timer: NodeJS.Timeout | undefined;
	let lost: Outlet | undefined;

	/** As much as it takes now. */
	const push = (): void => {
		while (waiting.length > 0) {
			const count = tryWrite(fd, waiting);
			if (count === 'full') return;
			if (count === 'lost') {
				// Its stream tells those who listen.
				lost = streamOutlet(stdout, ready);
				lost.write(waiting.toString());
				waiting = Buffer.alloc(0);
				return;
			}
			waiting = waiting.subarray(count);
			pause = soonest;
		}
	};

	const later = (): void => {
		if (waiting.length === 0 || timer) return;
		timer = setTimeout(() => {
			timer = undefined;
			push();
			if (waiting.length === 0) ready();
			else later();
		}, pause);
		pause = Math.min(2 * pause, latest);
	};

	return {
		write: bytes => {
			if (lost) return lost.write(bytes);
			waiting = Buffer.concat([waiting, Buffer.from(bytes)]);
			push();
			later();
		},
		isBehind: () => waiting.length > 0,
		close: patience => {
			clearTimeout(timer);
			for (let waited = 0; waiting.length > 0 && waited < patience; waited += soonest) {
				rest(soonest);
				push();
			}
			lost?.close(patience);
			closeSync(fd);
		},
	};
};

const tryWrite = (fd: number, bytes: Uint8Array): number | 'full' | 'lost' => {
	try {
		return writeSync(fd, bytes);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		return code === 'EAGAIN' ? 'full' : 'lost';
	}
};
