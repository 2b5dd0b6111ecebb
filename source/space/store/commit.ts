import {crc32} from 'node:zlib';
import {isFinal, type Job} from '../job/shape.ts';
import {documentOf} from './audit.ts';
import {StoreError, storeErrorOf} from './errors.ts';
import type {Changes, DurableStore} from './shape.ts';
import {type Database, inTransaction} from './sqlite.ts';

/** The one way in which anything is written. */
export const createCommit = (
	database: Database,
	folder: string,
): Pick<DurableStore, 'commit' | 'failure'> => {
	const write = createWrite(database);
	let failure: StoreError | undefined;
	return {
		commit: changes => {
			try {
				inTransaction(database, () => write(changes));
				failure = undefined;
			} catch (error) {
				const told = storeErrorOf(error, folder);
				// That one is the caller’s mistake, and says nothing of the disk.
				if (told.code !== 'Duplicate') failure = told;
				throw told;
			}
		},
		failure: () => failure,
	};
};

const createWrite = (database: Database): ((changes: Changes) => void) => {
	const writeJobs = createWriteJobs(database);
	const seen = database.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?, ?)');
	const buried = database.prepare('INSERT OR IGNORE INTO buried VALUES (?, ?, ?)');
	const baseline = database.prepare('INSERT OR IGNORE INTO baseline VALUES (?, ?)');
	const contested = database.prepare('INSERT OR REPLACE INTO contested VALUES (?, ?, ?)');
	const release = database.prepare('DELETE FROM contested WHERE torrent = ?');
	const control = database.prepare('INSERT OR REPLACE INTO controls VALUES (?, ?)');
	const clear = database.prepare('DELETE FROM controls WHERE name = ?');
	const imported = database.prepare('INSERT OR IGNORE INTO imported VALUES (?, ?, ?)');
	const audit = database.prepare('INSERT INTO audit (at, document) VALUES (?, ?)');

	return changes => {
		const {at} = changes;
		writeJobs(changes.jobs ?? []);
		for (const {torrent, completedOn} of changes.seen ?? []) seen.run(torrent, completedOn, at);
		for (const {torrent, completedOn} of changes.buried ?? []) buried.run(torrent, completedOn, at);
		for (const torrent of changes.baseline ?? []) baseline.run(torrent, at);
		for (const [torrent, times] of changes.contested ?? []) {
			if (times > 0) contested.run(torrent, times, at);
			else release.run(torrent);
		}
		for (const [name, value] of Object.entries(changes.controls ?? {})) {
			if (value === undefined) clear.run(name);
			else control.run(name, JSON.stringify(value));
		}
		for (const {key, path} of changes.imported ?? []) imported.run(key, path, at);
		for (const note of changes.audit ?? []) audit.run(at, documentOf(note));
	};
};

const createWriteJobs = (database: Database): ((jobs: readonly Job[]) => void) => {
	const put = database.prepare(
		`INSERT INTO jobs (id, state, kind, priority, created, updated, ended, document, sum)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, kind = excluded.kind,
			priority = excluded.priority, created = excluded.created, updated = excluded.updated,
			ended = excluded.ended, document = excluded.document, sum = excluded.sum`,
	);
	const leave = database.prepare('DELETE FROM job_torrents WHERE job = ?');
	const join = database.prepare('INSERT INTO job_torrents (torrent, job, ended) VALUES (?, ?, ?)');

	const joinAll = ({id, hashes}: Job, ended: number): void => {
		for (const torrent of new Set(hashes)) {
			try {
				join.run(torrent, id, ended);
			} catch (error) {
				throw isUniqueness(error) ? duplicate(torrent) : error;
			}
		}
	};

	return jobs => {
		for (const job of jobs) {
			const {id, state, kind, priority, createdAt, updatedAt} = job;
			const document = JSON.stringify(job);
			const ended = isFinal(job) ? 1 : 0;
			put.run(id, state, kind, priority, createdAt, updatedAt, ended, document, crc32(document));
			leave.run(id);
		}
		// After all have left: in one commit a torrent may go from one job to another.
		for (const job of jobs) joinAll(job, isFinal(job) ? 1 : 0);
	};
};

const duplicate = (torrent: string): StoreError =>
	new StoreError('Duplicate', `Torrent ${torrent} already has a job that has not ended.`);

/** SQLITE_CONSTRAINT_UNIQUE. */
const isUniqueness = (error: unknown): boolean =>
	error instanceof Error && 'errcode' in error && error.errcode === 2067;
