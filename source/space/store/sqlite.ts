import type {DatabaseSync} from 'node:sqlite';
import {StoreError} from './errors.ts';

export type Database = DatabaseSync;

/** Node's own SQLite. Node 22 says at the first use that it is experimental; nothing else is kept back. */
const loadSqlite = () => {
	const {emitWarning} = process;
	const isOfSqlite = (warning: string | Error): boolean => String(warning).startsWith('SQLite is ');
	const quieter = (warning: string | Error, ...rest: unknown[]): void => {
		if (!isOfSqlite(warning)) Reflect.apply(emitWarning, process, [warning, ...rest]);
	};
	process.emitWarning = quieter;
	try {
		// Found when it is wanted, so that a Node without it still runs all else.
		return process.getBuiltinModule('node:sqlite');
	} finally {
		process.emitWarning = emitWarning;
	}
};

/** Opens a file; nothing of it is read yet. */
export const openDatabase = (path: string): Database => {
	const sqlite: Partial<ReturnType<typeof loadSqlite>> | undefined = loadSqlite();
	if (!sqlite?.DatabaseSync) {
		throw new StoreError('NoSqlite', `This Node (${process.version}) was built without SQLite.`);
	}
	return new sqlite.DatabaseSync(path);
};

/** All of it, or none. */
export const inTransaction = (database: Database, run: () => void): void => {
	database.exec('BEGIN IMMEDIATE');
	try {
		run();
		database.exec('COMMIT');
	} catch (error) {
		rollBack(database);
		throw error;
	}
};

/** After some failures SQLite has already rolled back by itself. */
const rollBack = (database: Database): void => {
	if (database.isTransaction) database.exec('ROLLBACK');
};

/** The one value that a pragma or a count answers. */
export const readValue = (database: Database, sql: string): unknown => {
	const row = database.prepare(sql).get();
	return row === undefined ? undefined : Object.values(row)[0];
};
