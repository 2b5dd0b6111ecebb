import {storeErrorOf} from './errors.ts';
import {type Database, inTransaction} from './sqlite.ts';

/** How much of what is over is kept. */
export type Keep = {
	/** Days that ended jobs and audit entries are kept. */
	days: number;
	/** So many are kept, however old: a clock that jumps ahead by years must not empty all. */
	least: number;
	/** Audit entries at most. */
	entries: number;
};

export const usualKeep: Keep = {days: 90, least: 1_000, entries: 100_000};

const dayMs = 86_400_000;

/** Forgets ended jobs and audit entries that are older, or more, than is kept. Nothing else, ever. */
export const createTrim = (
	database: Database,
	folder: string,
	keep: Keep,
): ((now: number) => void) => {
	const jobs = database.prepare(
		// A person’s no is kept as long as nothing newer is known of the torrent.
		`DELETE FROM jobs WHERE ended = 1 AND updated < ? AND id NOT IN
		(SELECT id FROM jobs WHERE ended = 1 ORDER BY id DESC LIMIT ?)
		AND NOT (state = 'CANCELLED' AND EXISTS
		(SELECT 1 FROM job_torrents AS own WHERE own.job = id AND NOT EXISTS
		(SELECT 1 FROM job_torrents AS later WHERE later.torrent = own.torrent AND later.job > own.job)))`,
	);
	const old = database.prepare(
		'DELETE FROM audit WHERE at < ? AND seq <= (SELECT max(seq) FROM audit) - ?',
	);
	const many = database.prepare('DELETE FROM audit WHERE seq <= (SELECT max(seq) FROM audit) - ?');
	return now => {
		const before = now - keep.days * dayMs;
		try {
			inTransaction(database, () => {
				jobs.run(before, keep.least);
				old.run(before, keep.least);
				many.run(keep.entries);
			});
		} catch (error) {
			throw storeErrorOf(error, folder);
		}
	};
};
