import type {Kind} from './shape.ts';

/** TABLE: how the name of a file tells what it was saved for. */
const words: Readonly<Record<Kind, string>> = {
	asked: '',
	before_removal: '-before-removal',
	schedule: '-scheduled',
};

/** "qbtui-state-2026-11-21T16-17-09Z-before-removal.json" */
export const fileNameOf = (savedAt: number, kind: Kind): string => {
	const time = new Date(savedAt * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
	return `qbtui-state-${time.replaceAll(':', '-')}${words[kind]}.json`;
};

const form =
	/^qbtui-state-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-before-removal|-scheduled)?( \(\d+\))?\.json$/;

/** What a name of ours says; undefined for any other. */
const kindByName = (name: string): Kind | undefined => {
	const found = form.exec(name);
	if (!found) return undefined;
	return found[1] === undefined
		? 'asked'
		: found[1] === words.schedule
			? 'schedule'
			: 'before_removal';
};

/** By their names, the newest first; of the same second, the one with the highest number. */
export const newestFirst = (a: string, b: string): number =>
	timeByName(b) - timeByName(a) || copyOf(b) - copyOf(a) || (a < b ? 1 : -1);

/** Seconds since 1970; 0 where it does not tell. */
export const timeByName = (name: string): number => {
	const found = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z/.exec(name);
	if (!found) return 0;
	const [, day, hours, minutes, seconds] = found;
	return Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) / 1000;
};

/** 1 for a name without a number. */
const copyOf = (name: string): number => Number(/ \((\d+)\)\.json$/.exec(name)?.[1] ?? 1);

/** The same name, with a number that is higher than that of all others of its second. */
export const nameBeside = (name: string, others: readonly string[]): string => {
	const form = (other: string): string => other.replace(/( \(\d+\))?\.json$/, '');
	const copies = others.filter(other => form(other) === form(name)).map(copyOf);
	return copies.length === 0 ? name : `${form(name)} (${Math.max(...copies) + 1}).json`;
};

/**
 * Names of ours beyond the newest `keep` of their kind.
 *
 * @param last was written just now: it stays, even where the clock has gone back since the others
 */
export const outdated = (names: readonly string[], keep: number, last?: string): string[] => {
	const kinds = Map.groupBy(
		names.filter(name => kindByName(name) !== undefined),
		kindByName,
	);
	return [...kinds.values()].flatMap(some => {
		const others = some.filter(name => name !== last).toSorted(newestFirst);
		return others.slice(others.length < some.length ? Math.max(0, keep - 1) : keep);
	});
};

/** The folder of the .torrent files that belong to a snapshot. */
export const torrentsBeside = (file: string): string => `${file.replace(/\.json$/, '')}.torrents`;
