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
export const kindByName = (name: string): Kind | undefined => {
	const found = form.exec(name);
	if (!found) return undefined;
	return found[1] === undefined
		? 'asked'
		: found[1] === words.schedule
			? 'schedule'
			: 'before_removal';
};

/** Names of ours beyond the newest `keep` of their kind: they sort by time. */
export const outdated = (names: readonly string[], keep: number): string[] => {
	const kinds = Map.groupBy(
		names.filter(name => kindByName(name) !== undefined),
		kindByName,
	);
	return [...kinds.values()].flatMap(some => some.toSorted().reverse().slice(keep));
};

/** The folder of the .torrent files that belong to a snapshot. */
export const torrentsBeside = (file: string): string => `${file.replace(/\.json$/, '')}.torrents`;
