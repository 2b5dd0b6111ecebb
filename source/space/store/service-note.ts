import {join} from 'node:path';
import {isRecord} from '../../qbit/shape.ts';
import {readIfThere, writeWhole} from './state-folder.ts';

/** Where the service of a state folder answers, for another qbtui that has the same folder. */
export type ServiceNote = {pid: number; url: URL};

const nameOf = (folder: string): string => join(folder, 'service.json');

/** A disk that can’t be written is told of elsewhere: the settings say where it is, too. */
export const noteService = (folder: string | undefined, url: string): void => {
	if (folder === undefined) return;
	try {
		writeWhole(nameOf(folder), `${JSON.stringify({pid: process.pid, url})}\n`);
	} catch {
		// As above.
	}
};

/** The newest one that was written: it may have ended since. */
export const readServiceNote = (folder: string): ServiceNote | undefined => {
	try {
		const note: unknown = JSON.parse(readIfThere(nameOf(folder)) ?? '');
		if (!isRecord(note) || typeof note.pid !== 'number') return undefined;
		const url = URL.parse(String(note.url));
		return url ? {pid: note.pid, url} : undefined;
	} catch {
		return undefined;
	}
};
