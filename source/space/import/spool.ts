import {join} from 'node:path';
import type {Hash} from '../../qbit/types.ts';
import {makeStateFolder, writeWhole} from '../store/state-folder.ts';

/**
 * Leaves word of a torrent that is complete for the next qbtui of a state folder, as a file of the
 * older queue: found within a minute, once. Says where. @throws what the disk says
 */
export const spool = (folder: string, id: Hash, now: number): string => {
	const queue = join(folder, 'queue');
	makeStateFolder(folder);
	makeStateFolder(queue);
	const seconds = Math.floor(now / 1000);
	const path = join(queue, `${id}_${seconds}.queue`);
	writeWhole(path, `${id}\n${seconds}\n`);
	return path;
};
