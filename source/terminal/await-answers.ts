import {closeSync, constants, openSync, readSync} from 'node:fs';
import {answer} from './pace.ts';
import {rest} from './rest.ts';

/** ms. On a line so slow that they come later, a shell will show them. */
const patience = 1500;
const between = 10;

/**
 * Takes from the terminal what it owes, before others read from it. What is typed meanwhile is lost,
 * which is a moment on a fast line. The terminal is opened once more, not to be waited for.
 */
export const awaitAnswers = (stdin: object, owed: number): void => {
	if (owed === 0 || process.platform !== 'linux' || !('fd' in stdin)) return;
	let fd: number | undefined;
	try {
		fd = openSync(`/proc/self/fd/${stdin.fd}`, constants.O_RDONLY | constants.O_NONBLOCK);
		takeAnswers(fd, owed);
	} catch {
		// It is gone, or another user's.
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
};

const takeAnswers = (fd: number, owed: number): void => {
	let text = '';
	for (let waited = 0; waited < patience; waited += between) {
		text += readNow(fd);
		if (text.split(answer).length > owed) return;
		rest(between);
	}
};

/** What is there; nothing when nothing is. */
const readNow = (fd: number): string => {
	const bytes = Buffer.alloc(4096);
	try {
		return bytes.toString('latin1', 0, readSync(fd, bytes));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return '';
		throw error;
	}
};
