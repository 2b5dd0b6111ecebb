import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {codeOf} from '../../qbit/message.ts';

/**
 * Makes the folder and those above it, for their owner alone. Node's own way of making several goes
 * round for ever where the system says that a folder is not there that it lets nobody make, as below
 * /proc.
 *
 * @throws what the system says
 */
export const makeFolder = (path: string): void => {
	if (tryMake(path)) return;
	const above = dirname(path);
	if (above !== path) makeFolder(above);
	make(path);
};

/** False when the folder above is not there. */
const tryMake = (path: string): boolean => {
	try {
		make(path);
		return true;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return false;
		throw error;
	}
};

const make = (path: string): void => {
	try {
		mkdirSync(path, {mode: 0o700});
	} catch (error) {
		if (codeOf(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
	}
};
