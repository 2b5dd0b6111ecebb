import type {Tracker, TrackerEndpoint} from '../../qbit/details.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Meaning} from '../../terminal/theme.ts';

/** A tracker; or below it, when it is open, an address from which the server announces to it. */
export type TrackerRow = {
	key: string;
	tracker: Tracker;
	endpoint: TrackerEndpoint | undefined;
	/** What of the two the row tells. */
	told: Omit<TrackerEndpoint, 'name' | 'bt_version'> | Tracker;
};

/** Those that can be changed first; then DHT, PeX and LSD, with which the server begins. */
export const trackerRows = (
	trackers: readonly Tracker[],
	open: ReadonlySet<string>,
): TrackerRow[] =>
	trackers
		.toSorted((a, b) => Number(isTracker(b)) - Number(isTracker(a)))
		.flatMap(tracker => {
			const {url} = tracker;
			const row: TrackerRow = {key: url, tracker, endpoint: undefined, told: tracker};
			if (!open.has(url)) return [row];
			const below = (tracker.endpoints ?? []).map((endpoint): TrackerRow => {
				const key = `${url}\n${endpoint.name} ${endpoint.bt_version}`;
				return {key, tracker, endpoint, told: endpoint};
			});
			return [row, ...below];
		});

/** DHT, PeX and LSD stand among the trackers and are none: they have no tier. */
export const isTracker = ({tier}: Tracker): boolean => tier >= 0;

export type Status = {word: string; look: Meaning; glyph: (glyphs: Glyphs) => string};

/** TABLE: what a tracker’s status means. */
const statuses: Readonly<Record<number, Status>> = {
	0: {word: 'off', look: 'muted', glyph: glyphs => glyphs.minus},
	1: {word: 'not asked', look: 'muted', glyph: () => '?'},
	2: {word: 'works', look: 'good', glyph: glyphs => glyphs.check},
	3: {word: 'asking', look: 'accent', glyph: glyphs => glyphs.up},
	4: {word: 'fails', look: 'bad', glyph: glyphs => glyphs.cross},
	5: {word: 'refuses', look: 'bad', glyph: () => '!'},
	6: {word: 'no answer', look: 'bad', glyph: glyphs => glyphs.cross},
};

/** 5.2 tells apart what is being done from how it went before. */
export const statusOf = ({status, updating = false}: TrackerRow['told']): Status =>
	statuses[updating ? 3 : status] ?? {
		word: `status ${status}`,
		look: 'muted',
		glyph: () => '?',
	};

/** What is typed or pasted: blanks and lines part the trackers; a `|` or an empty line ends a tier. */
export const readTrackerUrls = (text: string): {urls: string[]} | {problem: string} => {
	const words = text
		.replace(/\r?\n[^\S\n]*(?=\n)/g, ' | ')
		.split(/\s+/)
		.filter(word => word !== '');
	const urls: string[] = [];
	for (const word of words) {
		if (word === '|') urls.push('');
		else if (isTrackerUrl(word)) urls.push(word);
		else return {problem: `${word} is no tracker: http://, https:// or udp:// and a host.`};
	}
	return urls.some(url => url !== '') ? {urls} : {problem: 'No tracker is named.'};
};

export const isTrackerUrl = (text: string): boolean =>
	/^(https?|udp|wss?):\/\/[^\s/]/.test(text) && URL.canParse(text);

/** One line for several: as they were pasted, with the ends of tiers in sight. */
export const inOneLine = (text: string): string =>
	text
		.trim()
		.replace(/\r\n/g, '\n')
		.replace(/\n\s*\n/g, ' | ')
		.replace(/\s+/g, ' ');
