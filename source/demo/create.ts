import type {Item} from './item.ts';
import {layOut} from './layout.ts';
import {hex, mix, spread} from './random.ts';
import type {Series} from './series.ts';
import {trackersFor} from './trackers.ts';

export type Recipe = Partial<Item> & Pick<Item, 'hash' | 'key' | 'name' | 'files' | 'root'>;

const KiB = 1024;

/** As torrent makers do it: about 1,500 pieces, between 32 KiB and 16 MiB. */
export const pieceSizeFor = (bytes: number): number => {
	let size = 32 * KiB;
	while (size < 16 * KiB * KiB && bytes / size > 1500) size *= 2;
	return size;
};

/** A torrent that was just added: nothing is there yet, and it is not in the queue. */
export const newItem = (recipe: Recipe): Item => ({
	pieceSize: pieceSizeFor(recipe.files.reduce((total, file) => total + file.size, 0)),
	metadataIn: 0,
	comment: '',
	createdBy: '',
	createdAt: -1,
	private: false,
	category: '',
	tags: new Set(),
	savePath: '',
	downloadPath: '',
	autoTmm: false,
	trackers: [],
	webSeeds: [],
	extraPeers: [],
	bandwidth: Math.round(spread(1.2e6, 9e6, recipe.key, 'bandwidth')),
	appetite: Math.round(spread(15e3, 900e3, recipe.key, 'appetite')),
	seeds: Math.round(spread(4, 900, recipe.key, 'seeds')),
	leeches: Math.round(spread(1, 120, recipe.key, 'leeches')),
	addedAt: 0,
	completedAt: -1,
	seenComplete: -1,
	lastActivity: -1,
	downloaded: 0,
	uploaded: 0,
	downloadedSession: 0,
	uploadedSession: 0,
	wasted: 0,
	activeFor: 0,
	seedingFor: 0,
	stopped: false,
	stopOnMetadata: false,
	forced: false,
	queued: false,
	place: 0,
	sequential: false,
	firstLast: false,
	superSeeding: false,
	dlLimit: 0,
	upLimit: 0,
	ratioLimit: -2,
	seedingTimeLimit: -2,
	inactiveLimit: -2,
	shareAction: 'Default',
	shareMode: 'Default',
	fault: undefined,
	check: undefined,
	move: undefined,
	leftovers: new Set(),
	dlspeed: 0,
	upspeed: 0,
	...recipe,
});

/** One torrent of the catalogue's kind. `addedAt` in seconds since 1970. */
export const fromCatalogue = (
	seed: number,
	series: Series,
	name: string,
	addedAt: number,
): Item => {
	const key = mix(seed, name);
	const size = Math.round(spread(...series.size, key, 'size'));
	return newItem({
		hash: hex(40, seed, name),
		key,
		name,
		...layOut(series.layout, name, size, key),
		category: series.category,
		tags: new Set(series.tags),
		comment: `${name}: see https://example.org/about`,
		createdBy: 'mktorrent 1.1',
		createdAt: addedAt - 86_400 - (key % 2_592_000),
		trackers: trackersFor(key),
		addedAt,
	});
};
