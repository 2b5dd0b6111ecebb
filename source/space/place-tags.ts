import {batches} from '../qbit/batches.ts';
import {tagsOf} from '../qbit/step.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import type {Volume} from './paths.ts';
import {contentOf, locationOf} from './place.ts';

/** Tags that tell on which disk a torrent is: whole names, and no others are ever touched. */
export type PlaceTags = {
	volumes: readonly Volume[];
	/** Tag of the small disk, and of the large one; a disk that is not set is managed, too. */
	ssd: string;
	hdd: string;
};

/** What is to be done to the tags of one torrent; nothing in it is empty where it is to be done. */
export type TagChange = {
	hash: Hash;
	name: string;
	add: readonly string[];
	remove: readonly string[];
};

type Drift = {
	hash: Hash;
	name: string;
	/** Those of ours that it has. */
	tags: readonly string[];
	/** The one that it should have; null where its disk is not known. */
	place: string | null;
};

export type TagSummary = {
	total_torrents: number;
	ssd_only: number;
	hdd_only: number;
	dual_location: number;
	untagged: number;
	/** On neither disk, or without files yet. */
	unknown_location: number;
	ssd_tag: string;
	hdd_tag: string;
	/** Tagged, and otherwise than they should be. */
	drift: readonly Drift[];
};

const managed = (torrent: Torrent, {ssd, hdd}: PlaceTags): string[] =>
	tagsOf(torrent).filter(tag => tag === ssd || tag === hdd);

/** undefined: nothing is to be done, or its place is not known, or is just changing. */
export const tagChange = (torrent: Torrent, tags: PlaceTags): TagChange | undefined => {
	const place = locationOf(torrent, tags.volumes)?.tag;
	if (place === undefined || torrent.state === 'moving') return undefined;
	const own = managed(torrent, tags);
	const add = own.includes(place) ? [] : [place];
	const remove = own.filter(tag => tag !== place);
	if (add.length === 0 && remove.length === 0) return undefined;
	return {hash: torrent.hash, name: torrent.name, add, remove};
};

export const tagSummary = (torrents: Iterable<Torrent>, tags: PlaceTags): TagSummary => {
	let [total, ssd, hdd, dual, untagged, unknown] = [0, 0, 0, 0, 0, 0];
	const drift: Drift[] = [];
	for (const torrent of torrents) {
		total++;
		const own = managed(torrent, tags);
		const place = locationOf(torrent, tags.volumes)?.tag ?? null;
		if (place === null) unknown++;
		if (own.length === 0) untagged++;
		else if (own.length > 1) dual++;
		else if (own[0] === tags.ssd) ssd++;
		else hdd++;
		const {hash, name, state} = torrent;
		// Without files yet, no tag is wrong.
		const differs = own.length > 1 || (own[0] !== place && contentOf(torrent) !== undefined);
		if (own.length > 0 && differs && state !== 'moving') drift.push({hash, name, tags: own, place});
	}
	return {
		...{total_torrents: total, ssd_only: ssd, hdd_only: hdd, dual_location: dual, untagged},
		...{unknown_location: unknown, ssd_tag: tags.ssd, hdd_tag: tags.hdd, drift},
	};
};

/** The torrents as they are once these changes are made. */
export const changedTags = (
	torrents: ReadonlyMap<Hash, Torrent>,
	changes: readonly TagChange[],
): ReadonlyMap<Hash, Torrent> => {
	const changed = new Map(torrents);
	for (const {hash, add, remove} of changes) {
		const torrent = torrents.get(hash);
		if (!torrent) continue;
		const tags = tagsOf(torrent).filter(tag => !remove.includes(tag));
		changed.set(hash, {...torrent, tags: [...tags, ...add].join(', ')});
	}
	return changed;
};

/** One call to the server. */
export type TagOperation = {do: 'add' | 'remove'; tag: string; hashes: readonly Hash[]};

/** Short requests pass every proxy, and what fails, fails for few. */
const batchOf = 50;

/** First what is added, so that no torrent is without its place in between. */
export const tagOperations = (changes: readonly TagChange[]): TagOperation[] =>
	(['add', 'remove'] as const).flatMap(kind => {
		const hashes = new Map<string, Hash[]>();
		for (const change of changes) {
			for (const tag of change[kind]) {
				const known = hashes.get(tag);
				if (known) known.push(change.hash);
				else hashes.set(tag, [change.hash]);
			}
		}
		return [...hashes].flatMap(([tag, all]) =>
			[...batches(all, batchOf)].map(some => ({do: kind, tag, hashes: some})),
		);
	});

/** What a program is told, in the words of an older one that people have scripts for. */
export type TagResult = {
	dry_run: boolean;
	total_tag_operations: number;
	ssd_operations: number;
	hdd_operations: number;
	/** Nothing is ever copied. */
	copy_operations: 0;
	/** Torrents whose disk is not known. */
	untaggable: number;
	changes: readonly TagChange[];
	/** Always empty; of a dry run, as before. */
	copy_operations_list?: readonly [];
	/** Torrents that are now tagged as they should be, and those that are not. */
	successful_tags?: number;
	failed_tags?: ReadonlyArray<{hash: Hash; reason: string}>;
};

export const tagResult = (
	changes: readonly TagChange[],
	summary: TagSummary,
	failed?: ReadonlyArray<{hash: Hash; reason: string}>,
): TagResult => {
	const touched = (tag: string): number =>
		changes.filter(({add, remove}) => add.includes(tag) || remove.includes(tag)).length;
	const [ssd, hdd] = [touched(summary.ssd_tag), touched(summary.hdd_tag)];
	return {
		dry_run: failed === undefined,
		total_tag_operations: ssd + hdd,
		...{ssd_operations: ssd, hdd_operations: hdd, copy_operations: 0},
		untaggable: summary.unknown_location,
		changes,
		...(!failed && {copy_operations_list: [] as const}),
		...(failed && {
			successful_tags: changes.length - new Set(failed.map(({hash}) => hash)).size,
			failed_tags: failed,
		}),
	};
};
