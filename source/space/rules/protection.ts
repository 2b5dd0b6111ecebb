import type {Torrent} from '../../qbit/types.ts';
import {spanText} from '../say.ts';
import type {Protection} from './shape.ts';

/** Of the server’s words for a time that has not come: -1, 0, 2^32-1; and one that lies ahead. */
const isPast = (seconds: number, now: number): boolean =>
	seconds > 0 && seconds < 4_294_967_295 && seconds <= now;

/** Seconds since 1970 when it was complete; when it was added where that is not told. */
export const completedOn = (
	{completion_on, added_on}: Torrent,
	now: number,
): number | undefined => {
	if (isPast(completion_on, now)) return completion_on;
	return isPast(added_on, now) ? added_on : undefined;
};

/** On 4.5, above 9999 is endless. */
const hasRatio = ({ratio}: Torrent, least: number): boolean => ratio < 0 || ratio >= least;

/**
 * Why it stays for now; undefined when nothing protects it.
 *
 * @param now milliseconds since 1970
 */
export const protectedBy = (
	torrent: Torrent,
	{seedingTime, ratio, mode, minAge}: Protection,
	now: number,
): {code: 'MIN_AGE' | 'PROTECTED'; text: string} | undefined => {
	const seconds = now / 1000;
	const since = completedOn(torrent, seconds);
	const young = minAge - (seconds - (since ?? seconds));
	if (minAge > 0 && young > 0) {
		return {code: 'MIN_AGE', text: `It completed only a short time ago: ${spanText(young)} to go.`};
	}
	const left = seedingTime - torrent.seeding_time;
	const open = [
		...(seedingTime > 0 ? [left > 0 && `seeds for ${spanText(left)} more`] : []),
		...(ratio > 0
			? [!hasRatio(torrent, ratio) && `is shared ${ratio} times, now ${torrent.ratio.toFixed(2)}`]
			: []),
	];
	const missing = open.filter(what => what !== false);
	if (missing.length === 0 || (mode === 'any' && missing.length < open.length)) return undefined;
	const text = `It is protected until it ${missing.join(mode === 'any' ? ' or ' : ' and ')}.`;
	return {code: 'PROTECTED', text};
};
