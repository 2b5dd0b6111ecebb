import {StoreError} from './errors.ts';
import {type Database, inTransaction, readValue} from './sqlite.ts';

/**
 * TABLE of migrations: row n leads from version n to n + 1. Rows are only ever added, never changed:
 * stores of every version are out there.
 */
export const migrations: readonly string[] = [
	`
	CREATE TABLE jobs (
		id TEXT PRIMARY KEY,
		state TEXT NOT NULL,
		kind TEXT NOT NULL,
		priority INTEGER NOT NULL,
		created INTEGER NOT NULL,
		updated INTEGER NOT NULL,
		ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
		document TEXT NOT NULL,
		-- CRC-32 of the document: SQLite does not see a bit that tipped over inside a value.
		sum INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX jobs_by_end ON jobs (ended, id);

	CREATE TABLE job_torrents (
		torrent TEXT NOT NULL,
		job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
		ended INTEGER NOT NULL,
		PRIMARY KEY (torrent, job)
	) STRICT, WITHOUT ROWID;
	CREATE UNIQUE INDEX one_open_job ON job_torrents (torrent) WHERE ended = 0;
	CREATE INDEX torrents_by_job ON job_torrents (job);

	CREATE TABLE seen (
		torrent TEXT NOT NULL,
		completed INTEGER NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (torrent, completed)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE buried (
		torrent TEXT NOT NULL,
		completed INTEGER NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (torrent, completed)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE baseline (torrent TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE contested (
		torrent TEXT PRIMARY KEY,
		times INTEGER NOT NULL,
		at INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE TABLE controls (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE imported (key TEXT PRIMARY KEY, path TEXT NOT NULL, at INTEGER NOT NULL)
		STRICT, WITHOUT ROWID;

	CREATE TABLE audit (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		at INTEGER NOT NULL,
		document TEXT NOT NULL
	) STRICT;
	CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE ON audit
	BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
	`,
];

/** “qbtu”: tells our files from other databases. */
const applicationId = 0x71627475;

/** And not another program’s; an empty one can become ours. */
export const isOurs = (database: Database): boolean => {
	const id = readValue(database, 'PRAGMA application_id');
	return id === applicationId || (id === 0 && isEmpty(database));
};

export const isEmpty = (database: Database): boolean =>
	readValue(database, 'SELECT count(*) FROM sqlite_schema') === 0;

export const hasTable = (database: Database, name: string): boolean =>
	database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;

/**
 * Brings a store to the newest version; `backUp` copies it before, unless it is empty, and `finish`
 * is a part of the same transaction.
 * @throws StoreError NewerVersion, and changes nothing
 */
export const migrate = (
	database: Database,
	steps: readonly string[],
	where: {path: string; backUp: (version: number) => void; finish: () => void},
): void => {
	const version = Number(readValue(database, 'PRAGMA user_version'));
	if (version > steps.length) throw newerVersion(where.path, version, steps.length);
	if (version === steps.length) return;
	if (!isEmpty(database)) where.backUp(version);
	inTransaction(database, () => {
		for (const step of steps.slice(version)) database.exec(step);
		database.exec(`PRAGMA application_id = ${applicationId}`);
		database.exec(`PRAGMA user_version = ${steps.length}`);
		where.finish();
	});
};

const newerVersion = (path: string, found: number, known: number): StoreError =>
	new StoreError(
		'NewerVersion',
		`${path} was written by a newer qbtui (format ${found}; this one knows up to ${known}). Nothing was changed.`,
		{
			advice: [
				'Use that newer qbtui.',
				'Or put back the copy that it made before it migrated, which lies beside it.',
			],
		},
	);
