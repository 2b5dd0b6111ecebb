import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Volume} from '../paths.ts';
import {locationOf} from '../place.ts';
import {type Destination, destinationOf} from '../rules/destination.ts';
import {type Case, firstReason, type Keep} from '../rules/kept.ts';
import {compileRules} from '../rules/match.ts';
import type {Rule} from '../rules/shape.ts';
import type {PlanLimits, PlanWorld} from './shape.ts';

/** What the rules say of one torrent, without a look at others. */
export type Judgement = {
	torrent: Torrent;
	/** The volume that has its files. */
	at: Volume | undefined;
	rule: Rule | undefined;
	/** Where it would go; undefined when that is not known. */
	to: string | undefined;
	/** Why it stays. */
	keep: Keep | undefined;
};

/** Judges each torrent by itself; what shares its files is asked later. */
export const createJudge = (
	world: PlanWorld,
	limits: PlanLimits,
): ((torrent: Torrent) => Judgement) => {
	const match = compileRules(limits.rules);
	const busy = new Set(world.jobs.flatMap(({hashes}) => hashes));
	const context = {volumes: limits.volumes, hostsOf: hostFinder(world.trackers)};
	const destinations = new Map<string, Destination>();
	const destination = (rule: Rule, category: string): Destination => {
		const key = `${rule.name}\n${category}`;
		const known = destinations.get(key);
		if (known) return known;
		const {volumes, uncategorizedFolder} = limits;
		const {categories} = world;
		const found = destinationOf(rule, category, {volumes, categories, uncategorizedFolder});
		destinations.set(key, found);
		return found;
	};
	return torrent => {
		const at = locationOf(torrent, limits.volumes);
		const away = at?.tag !== limits.from;
		const matched = away ? undefined : match(torrent, context);
		const to = matched && destination(matched.rule, torrent.category);
		const one: Case = {torrent, at, world, limits, busy, matched, destination: to};
		return {
			...{torrent, at, rule: matched?.rule},
			to: to && 'path' in to ? to.path : undefined,
			keep: firstReason(one),
		};
	};
};

/** Read off the server’s table of trackers when first asked: most rules name none. */
const hostFinder = (trackers: PlanWorld['trackers']): ((hash: Hash) => readonly string[]) => {
	let hosts: Map<Hash, string[]> | undefined;
	return hash => {
		hosts ??= hostsByTorrent(trackers);
		return hosts.get(hash) ?? [];
	};
};

const hostsByTorrent = (trackers: PlanWorld['trackers']): Map<Hash, string[]> => {
	const hosts = new Map<Hash, string[]>();
	for (const [url, hashes] of trackers) {
		const host = URL.parse(url)?.hostname ?? '';
		for (const hash of hashes) {
			const known = hosts.get(hash);
			if (known) known.push(host);
			else hosts.set(hash, [host]);
		}
	}
	return hosts;
};
