import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Random} from './random.ts';

/** The database and its log, as they are in files now. */
export type Image = {database: Buffer; log: Buffer};

/** Disks write sectors whole, and in any order between two syncs. */
const sector = 512;
const logHeader = 32;

export const takeImage = (folder: string): Image => ({
	database: read(join(folder, 'state.db')),
	log: read(join(folder, 'state.db-wal')),
});

export const putImage = (folder: string, {database, log}: Image): void => {
	writeFileSync(join(folder, 'state.db'), database);
	if (log.length > 0) writeFileSync(join(folder, 'state.db-wal'), log);
};

const read = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));

/**
 * What the power may have left of a commit: any of what was written since the last sync. SQLite
 * syncs the header of a log that begins anew, then its frames, and the database only after those.
 */
export const cutPower = (before: Image, after: Image, random: Random): Image => {
	const isNewLog = !after.log.subarray(0, logHeader).equals(before.log.subarray(0, logHeader));
	const begun = isNewLog ? over(before.log, after.log.subarray(0, logHeader)) : before.log;
	if (isNewLog && random.chance(0.2)) return {...before, log: begun};
	const hasDatabase = !after.database.equals(before.database);
	if (!hasDatabase || random.chance(0.5)) {
		return {...before, log: someOf(begun, after.log, random)};
	}
	return {log: after.log, database: someOf(before.database, after.database, random)};
};

const over = (below: Buffer, start: Buffer): Buffer =>
	Buffer.concat([start, below.subarray(start.length)]);

/** Each changed sector, or not; a file may have its new length, with nothing written there. */
const someOf = (before: Buffer, after: Buffer, random: Random): Buffer => {
	const share = random.pick([0, 0.1, 0.5, 0.9, 1]) ?? 0;
	const length = random.chance(0.5) ? after.length : Math.max(before.length, 0);
	const mixed = Buffer.alloc(Math.max(length, before.length));
	before.copy(mixed);
	for (let at = 0; at < mixed.length; at += sector) {
		const part = after.subarray(at, at + sector);
		if (part.equals(before.subarray(at, at + sector)) || !random.chance(share)) continue;
		part.copy(mixed, at);
	}
	return mixed;
};
