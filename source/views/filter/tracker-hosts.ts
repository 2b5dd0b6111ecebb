import type {Maindata} from '../../qbit/maindata.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {trackerHost} from '../torrents/columns.ts';

/**
 * The hosts of each torrent's trackers, working or not. The server sends a tracker's whole list of
 * torrents when one comes or goes; what is as it was is told by the list being the same object.
 */
export type TrackerHosts = {
	hostsOf: (torrent: Pick<Torrent, 'hash'>) => readonly string[];
	/** How many torrents a host has; hosts with none are not there. */
	counts: () => ReadonlyMap<string, number>;
	/** How many torrents have a tracker at all. */
	torrents: () => number;
};

const none: readonly string[] = [];

/** @param read Gives another object when there is something new; that is looked through when asked. */
export const createTrackerHosts = (read: () => {maindata: Maindata}): TrackerHosts => {
	const lists = new Map<string, readonly Hash[]>();
	const hosts = new Map<Hash, readonly string[]>();
	const counts = new Map<string, number>();
	let seen: unknown;

	const count = (host: string, by: number): void => {
		const next = (counts.get(host) ?? 0) + by;
		if (next > 0) counts.set(host, next);
		else counts.delete(host);
	};

	/** Several trackers of one torrent may have one host: it is there as often as they are. */
	const add = (hash: Hash, host: string, single: readonly string[]): void => {
		const known = hosts.get(hash);
		if (!known?.includes(host)) count(host, 1);
		hosts.set(hash, known ? [...known, host] : single);
	};

	const remove = (hash: Hash, host: string): void => {
		const known = hosts.get(hash) ?? none;
		const at = known.indexOf(host);
		if (at === -1) return;
		const left = known.toSpliced(at, 1);
		if (left.length > 0) hosts.set(hash, left);
		else hosts.delete(hash);
		if (!left.includes(host)) count(host, -1);
	};

	const replace = (url: string, next: readonly Hash[]): void => {
		const host = trackerHost(url);
		const before = lists.get(url) ?? none;
		const single = [host];
		if (before.length === 0) {
			for (const hash of next) add(hash, host, single);
		} else {
			const gone = new Set(before);
			for (const hash of next) if (!gone.delete(hash)) add(hash, host, single);
			for (const hash of gone) remove(hash, host);
		}
		if (next.length > 0) lists.set(url, next);
		else lists.delete(url);
	};

	const sync = (): void => {
		const now = read();
		if (now === seen) return;
		seen = now;
		const {maindata} = now;
		for (const url of lists.keys()) if (!maindata.trackers.has(url)) replace(url, none);
		for (const [url, list] of maindata.trackers) if (lists.get(url) !== list) replace(url, list);
	};

	return {
		hostsOf: ({hash}) => {
			sync();
			return hosts.get(hash) ?? none;
		},
		counts: () => {
			sync();
			return counts;
		},
		torrents: () => {
			sync();
			return hosts.size;
		},
	};
};
