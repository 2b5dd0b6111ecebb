import {emptyMaindata} from '../../source/qbit/maindata.ts';
import type {Torrent} from '../../source/qbit/types.ts';
import {noControl} from '../../source/space/plan/controller.ts';
import type {PlanLimits, PlanWorld} from '../../source/space/plan/shape.ts';
import {noProtection, usualRule} from '../../source/space/rules/shape.ts';
import {wireTorrent} from '../qbit/wire.ts';

export const GIB = 2 ** 30;

/** 2026-11-20 12:00 UTC. */
export const noon = Date.UTC(2026, 10, 20, 12);

const seconds = noon / 1000;

const blank = wireTorrent({
	...{category: 'films', save_path: '/ssd', content_path: '', size: GIB, total_size: GIB},
	...{progress: 1, amount_left: 0, completed: 0, state: 'stalledUP', ratio: 1},
	...{added_on: seconds - 864_000, completion_on: seconds - 432_000, seeding_time: 400_000},
});

/** A complete torrent of 1 GiB on the SSD, in a folder of its name. */
export const torrent = (name: string, fields: Partial<Torrent> = {}): Torrent => {
	const folder = fields.save_path ?? '/ssd';
	return {
		...blank,
		hash: Buffer.from(name.padEnd(20, '.')).toString('hex').slice(0, 40),
		name,
		content_path: `${folder}/${name}`,
		...(fields.size === undefined ? {} : {total_size: fields.size}),
		...fields,
	};
};

export const downloading = (name: string, left: number, fields: Partial<Torrent> = {}): Torrent =>
	torrent(name, {
		...{state: 'downloading', progress: 0.5, amount_left: left, size: left * 2},
		...{completion_on: -1, ...fields},
	});

export const limits = (changes: Partial<PlanLimits> = {}): PlanLimits => ({
	volumes: [
		{tag: 'ssd', path: '/ssd'},
		{tag: 'hdd', path: '/hdd'},
	],
	...{from: 'ssd', to: 'hdd', rules: [usualRule('hdd')], protection: noProtection},
	...{uncategorizedFolder: undefined, low: 10 * GIB, high: 20 * GIB, crit: undefined},
	...{critOverridesProtection: false, reserve: 0, metadataReserve: GIB, countStopped: false},
	...{cooldown: 300_000, maxBytesPerDay: undefined},
	order: ['idle_first', 'oldest_completed', 'largest_exclusive'],
	...changes,
});

type Changes = Partial<Omit<PlanWorld, 'torrents'>> & {ssdFree?: number; hddFree?: number};

/** 5 GiB free on the SSD, 1000 on the HDD. */
export const worldOf = (torrents: readonly Torrent[], changes: Changes = {}): PlanWorld => {
	const {ssdFree = 5 * GIB, hddFree = 1000 * GIB, ...rest} = changes;
	const {categories, trackers} = emptyMaindata();
	return {
		version: 'v5.3.0',
		...{now: noon, categories, trackers, files: new Map(), inodes: new Map()},
		torrents: new Map(torrents.map(row => [row.hash, row])),
		spaces: [
			{tag: 'ssd', path: '/ssd', free: ssdFree, size: 100 * GIB},
			{tag: 'hdd', path: '/hdd', free: hddFree, size: 2000 * GIB},
		],
		...{preallocates: false, jobs: [], control: noControl},
		...rest,
	};
};
