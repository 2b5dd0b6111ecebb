import type {Torrent} from '../source/qbit/types.ts';
import {hashOf, wireTorrent} from '../test/qbit/wire.ts';

/** Torrents as a server of that many would have them; the nth is always the same. */
export const torrentOf = (index: number): Partial<Torrent> => {
	const isPart = index % 7 === 0;
	const folder = `/downloads/${index % 2 === 0 ? 'ssd' : 'hdd'}`;
	const size = 1e9 + index * 12_345;
	return wireTorrent({
		...{infohash_v1: hashOf(index), size, total_size: size, completed: 1e9},
		name: `${names[index % names.length]} ${2000 + (index % 27)} collection ${index}`,
		...{progress: isPart ? 0.5 : 1, amount_left: isPart ? 5e8 : 0},
		state: isPart ? 'stoppedDL' : 'stalledUP',
		...{num_seeds: 3, num_complete: 20, num_leechs: 1, num_incomplete: 4},
		category: ['linux', 'films', 'books', ''][index % 4] ?? '',
		tags: index % 3 === 0 ? 'keep, iso' : '',
		...{save_path: folder, content_path: `${folder}/collection ${index}`},
		...{added_on: 1_700_000_000 + ((index * 7919) % 60_000_000)},
		...{completion_on: 1_700_000_000 + index, seen_complete: 1_700_000_000},
		...{last_activity: 1_700_000_000, tracker: 'https://tracker.example.org/announce'},
		...{trackers_count: 1, downloaded: 1e9, uploaded: 2e9, ratio: 2},
		...{time_active: 1000, seeding_time: 1000, availability: 1},
	});
};

/** Hundreds of categories and a thousand trackers, each torrent with one. */
export const labelsOf = (torrents: number) => {
	const categories = Array.from({length: 300}, (_, i) => `category ${i}`);
	const trackers = Array.from({length: 1000}, (_, tracker): [string, string[]] => [
		`https://tracker-${tracker}.example.org/announce`,
		Array.from({length: Math.ceil((torrents - tracker) / 1000)}, (_, i) =>
			hashOf(i * 1000 + tracker),
		),
	]);
	return {
		categories: Object.fromEntries(
			['linux', 'films', 'books', ...categories].map(name => [name, {name}]),
		),
		tags: ['keep', 'iso'],
		trackers: Object.fromEntries(trackers),
	};
};

const names = [
	'Big Buck Bunny',
	'debian amd64 netinst',
	'Sintel',
	'OpenStreetMap planet',
	'Gutenberg',
];
