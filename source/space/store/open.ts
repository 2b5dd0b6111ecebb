import {existsSync, statSync} from 'node:fs';
import {checkWhole} from './check.ts';
import {StoreError, storeErrorOf} from './errors.ts';
import {isEmpty, isOurs, migrate} from './schema.ts';
import type {Rebuilt} from './shape.ts';
import {type Database, openDatabase} from './sqlite.ts';
import {freeName, keepPrivate, makePrivateFile, renameFreely, syncFile} from './state-folder.ts';
import {damageOfWal} from './wal.ts';

export type StoreFile = {
	path: string;
	/** There was a store before. */
	hadStore: boolean;
	migrations: readonly string[];
	journal: 'WAL' | 'DELETE';
	now: () => number;
};

/**
 * Opens the store, whole and in the newest version. A damaged one is set aside and an empty one made
 * in its place, that says so (`controls.rebuilt`). Only for who holds the folder.
 */
export const openWhole = (file: StoreFile): Database => {
	const loss = lossOf(file) ?? damageOfWal(`${file.path}-wal`);
	if (loss !== undefined) return rebuild(file, loss);
	try {
		return openAndMigrate(file);
	} catch (error) {
		const failure = storeErrorOf(error, file.path);
		if (failure.code !== 'Damaged') throw failure;
		return rebuild(file, failure.message);
	}
};

/** One that was here and holds nothing is no fresh start. */
const lossOf = ({path, hadStore}: StoreFile): string | undefined => {
	if (!hadStore) return undefined;
	if (!existsSync(path)) return 'it is gone';
	return statSync(path).size === 0 ? 'it is empty' : undefined;
};

const rebuild = (file: StoreFile, why: string): Database => {
	const at = file.now();
	const path = existsSync(file.path) ? setAside(file.path, at) : undefined;
	return openAndMigrate(file, {at, why, ...(path !== undefined && {path})});
};

/** With what belongs to it, so that it can still be opened by who wants to look into it. */
const setAside = (path: string, at: number): string => {
	const aside = freeName(`${path}.damaged-${dateOf(at)}`);
	for (const suffix of ['-wal', '-journal']) {
		if (existsSync(path + suffix)) renameFreely(path + suffix, aside + suffix);
	}
	return renameFreely(path, aside);
};

/** As a part of a file name. */
const dateOf = (at: number): string =>
	new Date(at).toISOString().replace(/\..*/, '').replaceAll(':', '-');

const openAndMigrate = (file: StoreFile, rebuilt?: Rebuilt): Database => {
	const database = connect(file);
	try {
		checkWhole(database);
		if (file.hadStore && !rebuilt && isEmpty(database))
			throw new StoreError('Damaged', 'it is empty');
		migrate(database, file.migrations, {
			path: file.path,
			backUp: version => backUp(database, `${file.path}.v${version}-${dateOf(file.now())}`),
			// In the same transaction: an empty store that does not say why would be taken for a new one.
			finish: () => {
				if (rebuilt) noteRebuilt(database, rebuilt);
			},
		});
		if (file.hadStore) emptyLog(database);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
};

const connect = ({path, journal}: StoreFile): Database => {
	makePrivateFile(path);
	const database = openDatabase(path);
	try {
		// Exclusive first: then the log needs no shared memory, and a second one finds it locked.
		database.exec('PRAGMA locking_mode = EXCLUSIVE');
		if (!isOurs(database)) throw new StoreError('Damaged', 'it is another program’s database');
		database.exec(`PRAGMA journal_mode = ${journal}`);
		// A commit returns when it is on disk; on a Mac, beyond the disk’s own cache.
		database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA trusted_schema = OFF');
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
};

/**
 * A power cut leaves parts of what was never acknowledged behind the end of the log. Those of two of
 * them, one beside the other, would look like the rest of a log that was damaged within.
 */
const emptyLog = (database: Database): void => {
	try {
		database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	} catch {
		// On a full disk it stays: all in it can be read.
	}
};

const backUp = (database: Database, wanted: string): void => {
	const copy = freeName(wanted);
	database.prepare('VACUUM INTO ?').run(copy);
	keepPrivate(copy, 0o600);
	syncFile(copy);
};

const noteRebuilt = (database: Database, rebuilt: Rebuilt): void => {
	database
		.prepare('INSERT INTO controls (name, value) VALUES (?, ?)')
		.run('rebuilt', JSON.stringify(rebuilt));
};
