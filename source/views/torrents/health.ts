import type {Torrent} from '../../qbit/types.ts';
import {isTime} from '../format.ts';
import {isStopped} from './states.ts';

/**
 * What is wrong with a torrent, as far as its row in the list tells; the worst first. `tracker` is
 * known from 5.2 on only.
 */
export const healths = ['error', 'missing', 'tracker', 'stalled', 'ok'] as const;

export type Health = (typeof healths)[number];

export const isHealth = (text: string): text is Health => healths.some(name => name === text);

/** Without a byte for a day: then it may never come. */
const longSeconds = 86_400;

export const healthOf = (torrent: Torrent, now: number): Health => {
	if (torrent.state === 'error') return 'error';
	if (torrent.state === 'missingFiles') return 'missing';
	if (hasTrackerTrouble(torrent) && !isStopped(torrent)) return 'tracker';
	return mayStall(torrent) && now - lastSignOf(torrent) > longSeconds ? 'stalled' : 'ok';
};

const hasTrackerTrouble = ({has_tracker_error, has_other_announce_error}: Torrent): boolean =>
	has_tracker_error === true || has_other_announce_error === true;

/** It waits for others: only time decides whether for long. */
export const mayStall = ({state}: Torrent): boolean => state === 'stalledDL' || state === 'metaDL';

const lastSignOf = ({last_activity, added_on}: Torrent): number =>
	isTime(last_activity) ? last_activity : added_on;
