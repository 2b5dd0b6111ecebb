import {isRecord} from '../../qbit/shape.ts';
import type {Reading} from './files.ts';
import {idOf, type Wanted} from './job.ts';

/** Of what was under way when that program ended; by its own rule it goes first. */
const interruptedPriority = 10;

/**
 * `orchestrator_state.json`, version 1.0. That program forgot it after 24 hours; here, its age does
 * not count: what was to be moved is still to be moved.
 */
export const readStateFile = (content: string): Reading => {
	const state = parse(content);
	if (!isRecord(state)) return {why: 'It is not a JSON object: it may have been cut off.'};
	const {version = '1.0', queue_items: queued = [], running_processes: running = []} = state;
	if (version !== '1.0') {
		return {
			why: `Its format is version ${JSON.stringify(version)}, and only 1.0 is known. Nothing of it was taken over.`,
		};
	}
	if (!Array.isArray(queued) || !Array.isArray(running)) {
		return {why: 'It has no lists of queued and of running torrents.'};
	}
	return sort([...queued.map(readQueued), ...running.map(readRunning)]);
};

const parse = (content: string): unknown => {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
};

/** What could be read, apart from what could not. */
const sort = (items: ReadonlyArray<Wanted | string>): Reading => ({
	wanted: items.filter(item => typeof item !== 'string'),
	left: items.filter(item => typeof item === 'string'),
});

const readQueued = (item: unknown): Wanted | string => {
	if (!isRecord(item) || !isRecord(item.torrent_data)) return noTorrent(item);
	const {torrent_id, hash_v1, hash_v2, name} = item.torrent_data;
	// The server calls a torrent by the first 40 digits of its v2 hash where it has no other.
	const short = typeof hash_v2 === 'string' ? hash_v2.slice(0, 40) : undefined;
	const ids = [torrent_id, hash_v1, short, hash_v2].map(idOf).filter(id => id !== undefined);
	if (ids.length === 0) return noTorrent(item);
	return {
		ids: [...new Set(ids)],
		...(typeof name === 'string' && name !== '' && {name}),
		queuedAt: millisecondsOf(item.queued_time),
		priority: typeof item.priority === 'number' ? item.priority : 0,
	};
};

const readRunning = (item: unknown): Wanted | string => {
	const id = isRecord(item) ? idOf(item.torrent_hash) : undefined;
	if (!isRecord(item) || id === undefined) return noTorrent(item);
	return {ids: [id], queuedAt: millisecondsOf(item.start_time), priority: interruptedPriority};
};

const noTorrent = (item: unknown): string =>
	`An entry names no torrent: ${(JSON.stringify(item) ?? 'nothing').slice(0, 200)}`;

/** Seconds since 1970, with a fraction. Not known: the oldest. */
const millisecondsOf = (time: unknown): number =>
	typeof time === 'number' && Number.isFinite(time) ? Math.round(time * 1000) : 0;
