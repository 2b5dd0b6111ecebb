import type {Item, Tracker} from './item.ts';
import {isRunning} from './item.ts';
import {mix, pick} from './random.ts';

const announcers = [
	'https://tracker.example.org/announce',
	'https://torrents.example.net:6969/announce',
	'udp://open.example.com:1337/announce',
	'http://bttracker.example.org:6969/announce',
] as const;

const backup = 'udp://backup.example.net:451/announce';

export const trackersFor = (key: number): Tracker[] => {
	const first: Tracker = {url: pick(announcers, key, 'tracker'), tier: 0, health: 'working'};
	return mix(key, 'backup') % 3 === 0
		? [first, {url: backup, tier: 1, health: 'working'}]
		: [first];
};

const ANNOUNCE_EVERY = 1800;

/** Seconds to the next announce; the same for the list and the details. */
export const nextAnnounce = (item: Item, now: number): number =>
	isRunning(item) ? ANNOUNCE_EVERY - ((Math.floor(now) + item.key) % ANNOUNCE_EVERY) : 0;

const status = {
	working: {status: 2, msg: ''},
	unregistered: {status: 5, msg: 'unregistered torrent'},
	unreachable: {status: 4, msg: 'skipping tracker announce (unreachable)'},
} as const;

/** 0 disabled, 1 not contacted, 2 working, 4 not working, 5 tracker error. */
export const statusOf = (item: Item, tracker: Tracker): {status: number; msg: string} =>
	isRunning(item) ? status[tracker.health] : {status: 1, msg: ''};

export const firstWorking = (item: Item): string =>
	item.trackers.find(tracker => statusOf(item, tracker).status === 2)?.url ?? '';
