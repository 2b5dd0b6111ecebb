import type {Tracker} from '../../qbit/details.ts';

/** How a torrent stands with its trackers; DHT, PeX and LSD apart. */
export type TrackerHealth = {
	all: number;
	works: number;
	fails: number;
	/** Being asked, or not asked yet. */
	waiting: number;
	/** What the first of those that fail says: foreign text, may be empty. */
	message: string;
	/** Of the swarm, as far as trackers tell: the most that one knows. */
	seeds: number;
	peers: number;
	/** Seconds since 1970, or undefined where servers before 5.2 don’t tell. */
	next: number | undefined;
	usesDht: boolean;
};

/** Statuses: 0 off, 1 not asked yet, 2 works, 3 being asked, 4 to 6 fail. */
export const trackerHealth = (trackers: readonly Tracker[]): TrackerHealth => {
	// The first rows are no trackers: they have no tier.
	const real = trackers.filter(({tier, url}) => tier >= 0 && !url.startsWith('** ['));
	const failing = real.filter(({status, updating}) => status >= 4 && updating !== true);
	const times = real.flatMap(({next_announce: at = 0}) => (at > 0 ? [at] : []));
	const dht = trackers.find(({url}) => url.startsWith('** [DHT]'));
	return {
		all: real.length,
		works: real.filter(({status}) => status === 2).length,
		fails: failing.length,
		waiting: real.filter(
			({status, updating}) => status === 1 || status === 3 || (updating === true && status !== 2),
		).length,
		message: failing.find(({msg}) => msg !== '')?.msg ?? '',
		seeds: Math.max(0, ...real.map(({num_seeds}) => num_seeds)),
		peers: Math.max(0, ...real.map(({num_leeches}) => num_leeches)),
		next: times.length > 0 ? Math.min(...times) : undefined,
		usesDht: dht !== undefined && dht.status !== 0,
	};
};
