import {hostname} from 'node:os';
import {join} from 'node:path';
import {isRecord, tryParse} from '../../qbit/shape.ts';
import {StoreError, storeErrorOf} from './errors.ts';
import {type Database, openDatabase} from './sqlite.ts';
import {makePrivateFile, readIfThere, writeWhole} from './state-folder.ts';

export type Lock = {
	/** Whether a store was here before: then its absence is a loss, and no first start. */
	hadStore: boolean;
	/** From now on there is one. */
	noteStore: () => void;
	release: () => void;
};

/**
 * The hold on a state folder: an empty SQLite file that is locked and never written, and so can’t
 * be damaged. The kernel ends the lock with the process, however that ends. Who holds it is in a
 * file beside it, which can be read meanwhile.
 */
export const lockFolder = (folder: string, now: () => number): Lock => {
	const side = join(folder, 'holder.json');
	const database = lockFile(join(folder, 'lock'), side, folder);
	const hadStore = readSide(side)?.store ?? false;
	const note = (store: boolean): void => {
		const holder: Side = {pid: process.pid, host: hostname(), since: now(), store};
		writeWhole(side, `${JSON.stringify(holder)}\n`);
	};
	try {
		note(hadStore);
	} catch (error) {
		// On a full disk what is stored can still be read, and with room again it goes on.
		if (!hadStore || storeErrorOf(error, folder).code !== 'Full') {
			database.close();
			throw error;
		}
	}
	return {
		hadStore,
		noteStore: () => {
			if (!hadStore) note(true);
		},
		release: () => {
			if (database.isOpen) database.close();
		},
	};
};

const lockFile = (file: string, side: string, folder: string): Database => {
	makePrivateFile(file);
	const database = openDatabase(file);
	try {
		// With nothing to write there is nothing to undo: no journal beside it.
		database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
		return database;
	} catch (error) {
		database.close();
		const failure = storeErrorOf(error, folder);
		if (failure.code === 'Held') throw heldBy(folder, readSide(side));
		if (failure.code === 'Damaged') throw notOurs(file);
		throw failure;
	}
};

/** Who has the folder, or had it last. */
export const readHolder = (folder: string): Side | undefined =>
	readSide(join(folder, 'holder.json'));

type Side = {
	pid?: number | undefined;
	host?: string | undefined;
	/** ms since 1970. */
	since?: number | undefined;
	store: boolean;
};

/** One that can’t be understood was written by somebody: a store was here. */
const readSide = (file: string): Side | undefined => {
	const text = readIfThere(file);
	if (text === undefined) return undefined;
	const {pid, host, since, store} = parseRecord(text);
	return {
		pid: typeof pid === 'number' ? pid : undefined,
		host: typeof host === 'string' ? host : undefined,
		since:
			typeof since === 'number' && Number.isFinite(new Date(since).getTime()) ? since : undefined,
		store: store !== false,
	};
};

const parseRecord = (text: string): Record<string, unknown> => {
	const value = tryParse(text);
	return isRecord(value) ? value : {};
};

const heldBy = (folder: string, side: Side | undefined): StoreError => {
	const {pid, host, since} = side ?? {};
	const who =
		pid === undefined || host === undefined || since === undefined
			? 'it does not say which'
			: `process ${pid} on ${host}, since ${new Date(since).toISOString()}`;
	return new StoreError('Held', `Another qbtui has the state folder ${folder}: ${who}.`, {
		advice: ['Use that one, end it, or give this one a state_dir of its own.'],
	});
};

const notOurs = (file: string): StoreError =>
	new StoreError('Failed', `${file} should be an empty file, and is not.`, {
		advice: ['End every qbtui that uses this folder, then remove that one file.'],
	});
