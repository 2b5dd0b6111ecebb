import {StoreError} from './errors.ts';
import {readJob} from './read.ts';
import {hasTable} from './schema.ts';
import {type Database, readValue} from './sqlite.ts';

/** @throws StoreError Damaged: what SQLite finds, what the sums of the jobs find. */
export const checkWhole = (database: Database): void => {
	const found = readValue(database, 'PRAGMA integrity_check(1)');
	if (found !== 'ok') throw new StoreError('Damaged', `it is damaged (${String(found)})`);
	if (!hasTable(database, 'jobs')) return;
	for (const row of database.prepare('SELECT document, sum FROM jobs').iterate()) readJob(row);
};
