/**
 * DOOR: the jobs of a state folder that another qbtui holds, read from a copy in a temporary folder.
 * Never for a folder that this process holds: on some systems closing the copy’s source would end
 * its lock.
 */
import {copyFileSync, existsSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Job} from '../job/shape.ts';
import {StoreError} from './errors.ts';
import {createReads} from './read.ts';
import type {DurableStore} from './shape.ts';
import {openDatabase} from './sqlite.ts';

/** Ended jobs that are read, the newest. */
const endedRead = 200;

/** How often it is tried to get a copy between two writes of the other one. */
const tries = 10;

/** All open jobs, and the newest that ended; none where there is no store. @throws StoreError */
export const jobsBeside = (folder: string): readonly Job[] => {
	if (!existsSync(join(folder, 'state.db'))) return [];
	const copy = mkdtempSync(join(tmpdir(), 'qbtui-'));
	try {
		for (let left = tries; left > 0; left--) if (copyWhole(folder, copy)) return readCopy(copy);
		throw new StoreError('Held', `The jobs in ${folder} change too fast to be read beside.`);
	} finally {
		rmSync(copy, {recursive: true, force: true});
	}
};

const allJobsOf = (store: Pick<DurableStore, 'openJobs' | 'endedJobs'>): readonly Job[] => [
	...store.openJobs(),
	...store.endedJobs(endedRead),
];

const readCopy = (folder: string): readonly Job[] => {
	const database = openDatabase(join(folder, 'state.db'));
	try {
		return allJobsOf(createReads(database, folder));
	} finally {
		database.close();
	}
};

/** The store is its file and the log beside it: a copy of both counts when neither changed meanwhile. */
const copyWhole = (folder: string, copy: string): boolean => {
	const names = ['state.db', 'state.db-wal', 'state.db-journal'];
	const before = names.map(name => signOf(join(folder, name)));
	for (const name of names) {
		if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
		else rmSync(join(copy, name), {force: true});
	}
	return names.every((name, i) => signOf(join(folder, name)) === before[i]);
};

const signOf = (file: string): string => {
	const found = statSync(file, {bigint: true, throwIfNoEntry: false});
	return found ? `${found.ino} ${found.size} ${found.mtimeNs}` : '';
};
