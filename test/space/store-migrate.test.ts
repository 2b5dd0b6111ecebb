import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, it} from 'vitest';
import {migrations} from '../../source/space/store/schema.ts';
import {openStore} from '../../source/space/store/store.ts';
import {fill, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

const newest = migrations.length;

/** What a later version may do: another table, filled from what is there. */
const later = [
	...migrations,
	`CREATE TABLE notes (job TEXT PRIMARY KEY, text TEXT) STRICT;
	INSERT INTO notes SELECT id, 'from the version before' FROM jobs;`,
];

const look = (path: string, sql: string): unknown => {
	const database = new DatabaseSync(path);
	const row = Object.values(database.prepare(sql).get() ?? {})[0];
	database.close();
	return row;
};

const version = (path: string): unknown => look(path, 'PRAGMA user_version');

const copies = (folder: string): string[] =>
	readdirSync(folder).filter(name => name.startsWith(`state.db.v`));

describe('a store of', () => {
	it('version 0, which is an empty one, becomes the newest, and there is nothing to copy', () => {
		const folder = makeFolder();
		openIn(folder).close();
		expect(version(join(folder, 'state.db'))).toBe(newest);
		expect(copies(folder)).toEqual([]);
	});

	it('the version before is copied and then migrated, with all that is in it', () => {
		const folder = makeFolder();
		const path = join(folder, 'state.db');
		fill(folder, [aJob(1), aJob(2, 'DONE')]);
		const store = openIn(folder, {migrations: later, now: () => Date.UTC(2026, 10, 21, 8, 9, 10)});
		expect(store.openJobs()).toEqual([aJob(1)]);
		store.close();
		expect(version(path)).toBe(newest + 1);
		expect(look(path, 'SELECT count(*) FROM notes')).toBe(2);

		const copy = `state.db.v${newest}-2026-11-21T08-09-10`;
		expect(copies(folder)).toEqual([copy]);
		expect(version(join(folder, copy))).toBe(newest);
		expect(look(join(folder, copy), 'SELECT count(*) FROM jobs')).toBe(2);
		expect(statSync(join(folder, copy)).mode & 0o777).toBe(0o600);
	});

	it('the version before whose migration fails stays as it was', () => {
		const folder = makeFolder();
		fill(folder, [aJob(1)]);
		const broken = [...migrations, 'CREATE TABLE notes (text); INSERT INTO nowhere VALUES (1)'];
		const open = () => openStore({folder, now: Date.now, migrations: broken});
		expect(open).toThrow('no such table: nowhere');
		expect(version(join(folder, 'state.db'))).toBe(newest);
		expect(openIn(folder).openJobs()).toEqual([aJob(1)]);
	});

	it('a newer version is refused, and not a byte of it is changed', () => {
		const folder = makeFolder();
		const path = join(folder, 'state.db');
		openIn(folder, {migrations: later}).close();
		const before = readFileSync(path);
		expect(() => openStore({folder, now: Date.now})).toThrow(
			expect.objectContaining({
				code: 'NewerVersion',
				message: `${path} was written by a newer qbtui (format ${newest + 1}; this one knows up to ${newest}). Nothing was changed.`,
			}),
		);
		expect(readFileSync(path)).toEqual(before);
		expect(readdirSync(folder).filter(name => name.includes('damaged'))).toEqual([]);
		// And it lets go of the folder.
		expect(openIn(folder, {migrations: later}).openJobs()).toEqual([]);
	});
});
