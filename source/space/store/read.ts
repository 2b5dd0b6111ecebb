import {crc32} from 'node:zlib';
import {isRecord} from '../../qbit/shape.ts';
import type {Hash} from '../../qbit/types.ts';
import type {Job} from '../job/shape.ts';
import {readEntry} from './audit.ts';
import {readControl} from './controls.ts';
import {StoreError, storeErrorOf} from './errors.ts';
import type {Completion, DurableStore} from './shape.ts';
import type {Database} from './sqlite.ts';

type Reads = Omit<DurableStore, 'folder' | 'commit' | 'failure' | 'trim' | 'close'>;

type Row = Record<string, unknown>;

/** A job as it is in a row. @throws StoreError Damaged */
export const readJob = ({document, sum}: Row): Job => {
	if (typeof document !== 'string' || crc32(document) !== sum) throw tippedOver();
	const value: unknown = JSON.parse(document);
	if (!isJob(value)) throw tippedOver();
	return value;
};

const tippedOver = (): StoreError =>
	new StoreError('Damaged', 'a job in it is not as it was written');

/** Its sum is right, so that it is as we wrote it: this tells only that it is one. */
export const isJob = (value: unknown): value is Job =>
	isRecord(value) &&
	typeof value.id === 'string' &&
	typeof value.state === 'string' &&
	Array.isArray(value.hashes);

export const createReads = (database: Database, folder: string): Reads => {
	/** All rows that a query gives. @throws StoreError */
	const reader = (sql: string): ((...values: Array<string | number>) => Row[]) => {
		const statement = database.prepare(sql);
		return (...values) => {
			try {
				return statement.all(...values);
			} catch (error) {
				throw storeErrorOf(error, folder);
			}
		};
	};

	const fields = 'SELECT document, sum FROM jobs';
	const ofTorrent = `${fields} JOIN job_torrents ON job = id WHERE torrent = ?`;
	const open = reader(`${fields} WHERE ended = 0 ORDER BY id`);
	const ended = reader(`${fields} WHERE ended = 1 ORDER BY id DESC LIMIT ?`);
	const byId = reader(`${fields} WHERE id = ?`);
	const openOf = reader(`${ofTorrent} AND job_torrents.ended = 0`);
	const allOf = reader(`${ofTorrent} ORDER BY id DESC`);
	const lastOf = reader(`${ofTorrent} ORDER BY id DESC LIMIT 1`);
	const seen = reader('SELECT 1 FROM seen WHERE torrent = ? AND completed = ?');
	const buried = reader('SELECT 1 FROM buried WHERE torrent = ? AND completed = ?');
	const baseline = reader('SELECT 1 FROM baseline WHERE torrent = ?');
	const any = reader(
		`SELECT 1 FROM baseline UNION ALL SELECT 1 FROM seen UNION ALL SELECT 1 FROM job_torrents LIMIT 1`,
	);
	const contested = reader('SELECT torrent, times FROM contested');
	const givenUp = reader(
		`SELECT torrent, updated FROM job_torrents AS own JOIN jobs ON id = own.job
		WHERE state = 'CANCELLED' AND NOT EXISTS
		(SELECT 1 FROM job_torrents AS later WHERE later.torrent = own.torrent AND later.job > own.job)`,
	);
	const control = reader('SELECT value FROM controls WHERE name = ?');
	const audit = reader('SELECT seq, at, document FROM audit WHERE seq > ? ORDER BY seq LIMIT ?');
	const newest = reader('SELECT max(seq) AS seq FROM audit');
	const imported = reader('SELECT 1 FROM imported WHERE key = ?');

	const first = (rows: Row[]): Job | undefined => rows.map(readJob)[0];
	const has = (rows: Row[]): boolean => rows.length > 0;
	const keyOf = ({torrent, completedOn}: Completion): [Hash, number] => [torrent, completedOn];

	return {
		openJobs: () => open().map(readJob),
		endedJobs: limit => ended(limit).map(readJob),
		job: id => first(byId(id)),
		openJobOf: torrent => first(openOf(torrent)),
		lastJobOf: torrent => first(lastOf(torrent)),
		jobsOf: torrent => allOf(torrent).map(readJob),
		isSeen: completion => has(seen(...keyOf(completion))),
		isBuried: completion => has(buried(...keyOf(completion))),
		isInBaseline: torrent => has(baseline(torrent)),
		knowsAny: () => has(any()),
		contested: () =>
			new Map(contested().map(({torrent, times}) => [String(torrent), Number(times)] as const)),
		givenUp: () =>
			new Map(givenUp().map(({torrent, updated}) => [String(torrent), Number(updated)] as const)),
		control: name => readControl(control(name)[0]?.value, name),
		audit: (after, limit) => audit(after, limit).map(readEntry),
		lastEntry: () => Number(newest()[0]?.seq ?? 0),
		isImported: key => has(imported(key)),
	};
};
