import {join} from 'node:path';
import {createCommit} from './commit.ts';
import {storeErrorOf} from './errors.ts';
import {lockFolder} from './lock.ts';
import {openWhole} from './open.ts';
import {rememberOpen} from './open-jobs.ts';
import {type AskFileSystem, networkFileSystemOf, refuseNetwork} from './place.ts';
import {createReads} from './read.ts';
import {migrations} from './schema.ts';
import type {DurableStore} from './shape.ts';
import {makeStateFolder} from './state-folder.ts';
import {createTrim, type Keep, usualKeep} from './trim.ts';

export type StoreOptions = {
	folder: string;
	/** ms since 1970. */
	now: () => number;
	/** The user says that the network file system there can be relied upon. */
	allowNetwork?: boolean;
	keep?: Keep;
	askFileSystem?: AskFileSystem;
	migrations?: readonly string[];
};

/**
 * DOOR: the orchestrator's state, in `state.db` of the state folder. Holds the folder until closed:
 * it is at once what qbtui knows and what keeps a second qbtui out.
 * @throws StoreError: Held, NetworkFileSystem, NewerVersion, NotWritable, Full, DiskError, …
 */
export const openStore = (options: StoreOptions): DurableStore => {
	try {
		makeStateFolder(options.folder);
		const network = networkFileSystemOf(options.folder, options.askFileSystem);
		if (network !== undefined && !options.allowNetwork) {
			throw refuseNetwork(options.folder, network);
		}
		return openLocked(options, network === undefined ? 'WAL' : 'DELETE');
	} catch (error) {
		throw storeErrorOf(error, options.folder);
	}
};

const openLocked = (options: StoreOptions, journal: 'WAL' | 'DELETE'): DurableStore => {
	const {folder, now} = options;
	const lock = lockFolder(folder, now);
	try {
		const database = openWhole({
			path: join(folder, 'state.db'),
			hadStore: lock.hadStore,
			migrations: options.migrations ?? migrations,
			journal,
			now,
		});
		lock.noteStore();
		const {commit, failure} = createCommit(database, folder);
		const reads = createReads(database, folder);
		return {
			folder,
			...reads,
			...rememberOpen({...reads, commit}),
			failure,
			trim: createTrim(database, folder, options.keep ?? usualKeep),
			close: () => {
				try {
					if (database.isOpen) database.close();
				} finally {
					lock.release();
				}
			},
		};
	} catch (error) {
		lock.release();
		throw error;
	}
};
