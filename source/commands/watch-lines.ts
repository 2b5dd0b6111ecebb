import type {Hash, Torrent} from '../qbit/types.ts';

/** A torrent that is waited for, as it was told last. */
type Watched = {
	name: string;
	/** Whole percent; -1 before the first line. */
	percent: number;
	/** What holds it up, in the server’s words; "" for nothing. */
	trouble: string;
	is: 'waiting' | 'complete' | 'gone';
};

/** How it stands with all that is waited for. */
export type Standing = {waiting: number; complete: number; gone: number};

export type Watch = {
	/**
	 * The lines that a new state of the list is worth. What matches the filter later is waited for,
	 * too; what matched once, whatever becomes of it.
	 * @param now ms since 1970
	 */
	see: (torrents: ReadonlyMap<Hash, Torrent>, now: number) => string[];
	standing: () => Standing;
	hashes: () => ReadonlySet<Hash>;
};

export const createWatch = (matches: (torrent: Torrent) => boolean): Watch => {
	const watched = new Map<Hash, Watched>();

	const seeOne = (torrent: Torrent, now: number): string[] => {
		const known = watched.get(torrent.hash);
		if (!known && !matches(torrent)) return [];
		const next = advance(known, torrent);
		watched.set(torrent.hash, next);
		// What was complete before anyone waited for it is no news.
		if (!known && next.is === 'complete') return [];
		const isNews =
			known?.percent !== next.percent || known.trouble !== next.trouble || known.is !== next.is;
		return isNews ? [lineOf(torrent, next, now)] : [];
	};

	return {
		see: (torrents, now) => {
			const lines = [...torrents.values()].flatMap(torrent => seeOne(torrent, now));
			for (const [hash, known] of watched) {
				if (torrents.has(hash) || known.is === 'gone') continue;
				watched.set(hash, {...known, is: 'gone'});
				lines.push(`${hours(now)} removed from the server: ${known.name}`);
			}
			return lines;
		},
		standing: () => {
			const count = (is: Watched['is']): number =>
				[...watched.values()].filter(row => row.is === is).length;
			return {waiting: count('waiting'), complete: count('complete'), gone: count('gone')};
		},
		hashes: () => new Set(watched.keys()),
	};
};

/** While it is checked, its progress is that of the check: it stays what it was. */
const advance = (known: Watched | undefined, torrent: Torrent): Watched => {
	const {name, state} = torrent;
	if (/^checking/.test(state)) {
		return {name, percent: known?.percent ?? 0, trouble: 'checking', is: 'waiting'};
	}
	const isComplete = torrent.progress >= 1 && torrent.size > 0;
	const percent = isComplete ? 100 : Math.min(99, Math.floor(Math.max(0, torrent.progress) * 100));
	const trouble = !isComplete && halts.test(state) ? state : '';
	return {name, percent, trouble, is: isComplete ? 'complete' : 'waiting'};
};

/** States in which nothing moves on by itself. */
const halts = /^(error$|missingFiles$|stopped|paused)/;

/** "22:35 12% (4.1 GB / 34.5 GB) name" */
const lineOf = (
	{size, progress}: Torrent,
	{name, percent, trouble}: Watched,
	now: number,
): string => {
	const whole = size > 0 ? size : undefined;
	const done = percent === 100 ? (whole ?? 0) : (whole ?? 0) * Math.max(0, progress);
	const amounts =
		trouble === 'checking'
			? `(${whole === undefined ? '?' : amount(whole)})`
			: `(${amount(done)} / ${whole === undefined ? '?' : amount(whole)})`;
	return `${hours(now)} ${percent}% ${amounts} ${name}${trouble === '' ? '' : `: ${trouble}`}`;
};

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** By 1000, as the words say. */
const amount = (bytes: number): string => {
	let [rest, unit] = [bytes, 0];
	for (; rest >= 999.95 && unit < units.length - 1; unit++) rest /= 1000;
	return `${rest.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
};

/** "22:35", in this machine’s time zone. */
const hours = (ms: number): string => {
	const at = new Date(ms);
	return [at.getHours(), at.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
};
