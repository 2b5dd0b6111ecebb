import {runVerb} from './run-verb.ts';
import {isStopped} from './states.ts';
import type {Torrent} from './types.ts';
import type {Step, Verb} from './verb.ts';

/** A verb with its arguments and torrents, to be done later; none without torrents. */
export const step = <Args>(verb: Verb<Args>, torrents: readonly Torrent[], args: Args): Step[] => {
	const hashes = torrents.map(torrent => torrent.hash);
	if (hashes.length === 0) return [];
	return [{name: verb.name, hashes, run: controls => runVerb(controls, verb, hashes, args)}];
};

/** One step for all torrents that had the same value before. */
export const putBack = <Args extends string | number | boolean>(
	verb: Verb<Args>,
	before: readonly Torrent[],
	value: (torrent: Torrent) => Args,
): Step[] => [...Map.groupBy(before, value)].flatMap(([was, some]) => step(verb, some, was));

type ByForce = {forced: Torrent[]; usual: Torrent[]};

const byForce = (torrents: readonly Torrent[]): ByForce => ({
	forced: torrents.filter(torrent => torrent.force_start),
	usual: torrents.filter(torrent => !torrent.force_start),
});

/**
 * Which ran and which were stopped, and how they start. Those of which it is not known (see `reveal`)
 * are in neither: they are left as they are.
 */
export const byRunning = (torrents: readonly Torrent[]): {running: ByForce; stopped: ByForce} => ({
	running: byForce(torrents.filter(({state}) => isStopped(state) === false)),
	stopped: byForce(torrents.filter(({state}) => isStopped(state) === true)),
});

/** On the wire they are joined with commas. */
export const tagsOf = ({tags}: Pick<Torrent, 'tags'>): string[] =>
	tags === '' ? [] : tags.split(',').map(tag => tag.trim());
