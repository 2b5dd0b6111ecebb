import type {Torrent} from '../source/qbit/types.ts';

/** Torrents as a server of that many would have them; the nth is always the same. */
export const torrentOf = (index: number): Partial<Torrent> => ({
	infohash_v1: hashOf(index),
	infohash_v2: '',
	name: `${names[index % names.length]} ${2000 + (index % 27)} collection ${index}`,
	size: 1e9 + index * 12_345,
	total_size: 1e9 + index * 12_345,
	progress: index % 7 === 0 ? 0.5 : 1,
	dlspeed: 0,
	upspeed: 0,
	priority: 0,
	num_seeds: 3,
	num_complete: 20,
	num_leechs: 1,
	num_incomplete: 4,
	state: index % 7 === 0 ? 'stoppedDL' : 'stalledUP',
	eta: 8_640_000,
	seq_dl: false,
	f_l_piece_prio: false,
	super_seeding: false,
	force_start: false,
	auto_tmm: false,
	category: ['linux', 'films', 'books', ''][index % 4] ?? '',
	tags: index % 3 === 0 ? 'keep, iso' : '',
	save_path: `/downloads/${index % 2 === 0 ? 'ssd' : 'hdd'}`,
	download_path: '',
	content_path: `/downloads/${index % 2 === 0 ? 'ssd' : 'hdd'}/collection ${index}`,
	added_on: 1_700_000_000 + ((index * 7919) % 60_000_000),
	completion_on: 1_700_000_000 + index,
	seen_complete: 1_700_000_000,
	last_activity: 1_700_000_000,
	tracker: 'https://tracker.example.org/announce',
	trackers_count: 1,
	dl_limit: 0,
	up_limit: 0,
	downloaded: 1e9,
	uploaded: 2e9,
	downloaded_session: 0,
	uploaded_session: 0,
	amount_left: index % 7 === 0 ? 5e8 : 0,
	completed: 1e9,
	max_ratio: -1,
	ratio_limit: -2,
	max_seeding_time: -1,
	seeding_time_limit: -2,
	ratio: 2,
	time_active: 1000,
	seeding_time: 1000,
	availability: 1,
	magnet_uri: '',
});

export const hashOf = (index: number): string => index.toString(16).padStart(40, '0');

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
