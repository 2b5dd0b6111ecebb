import {join} from 'node:path';
import {writeWhole} from './state-folder.ts';

/**
 * Notes where the service of a state folder answers, for a qbtui that finds the folder held. A disk
 * that can’t be written is told of elsewhere.
 */
export const noteService = (folder: string | undefined, url: string): void => {
	if (folder === undefined) return;
	try {
		writeWhole(join(folder, 'service.json'), `${JSON.stringify({pid: process.pid, url})}\n`);
	} catch {
		// The settings say where it is, too.
	}
};
