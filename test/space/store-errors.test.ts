import {expect, it} from 'vitest';
import {StoreError, type StoreErrorCode, storeErrorOf} from '../../source/space/store/errors.ts';

const ofSqlite = (errcode: number) => Object.assign(new Error('what SQLite says'), {errcode});
const ofSystem = (code: string) => Object.assign(new Error('what the system says'), {code});

/** TABLE of failures and what they are told as; the numbers are SQLite’s, extended ones too. */
const failures: ReadonlyArray<[Error, StoreErrorCode]> = [
	[ofSqlite(5), 'Held'],
	[ofSqlite(5 | (1 << 8)), 'Held'],
	[ofSqlite(8 | (8 << 8)), 'NotWritable'],
	[ofSqlite(10), 'DiskError'],
	[ofSqlite(10 | (3 << 8)), 'DiskError'],
	[ofSqlite(10 | (4 << 8)), 'DiskError'],
	[ofSqlite(11), 'Damaged'],
	[ofSqlite(13), 'Full'],
	[ofSqlite(14), 'NotWritable'],
	[ofSqlite(26), 'Damaged'],
	[ofSqlite(19 | (8 << 8)), 'Failed'],
	[ofSystem('ENOSPC'), 'Full'],
	[ofSystem('EDQUOT'), 'Full'],
	[ofSystem('EROFS'), 'NotWritable'],
	[ofSystem('EACCES'), 'NotWritable'],
	[ofSystem('EIO'), 'DiskError'],
	[ofSystem('ERR_INVALID_STATE'), 'Failed'],
	[new Error('anything'), 'Failed'],
];

it.each(failures)('%j is told as %s, with the folder and the cause', (error, code) => {
	const told = storeErrorOf(error, '/srv/state');
	expect(told.code).toBe(code);
	expect(told.message).toContain('/srv/state');
	expect(told.message).toContain(error.message);
	expect(told.cause).toBe(error);
});

it('one of ours stays what it is', () => {
	const error = new StoreError('Duplicate', 'Torrent x already has a job.');
	expect(storeErrorOf(error, '/srv/state')).toBe(error);
});
