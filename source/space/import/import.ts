import {messageOf} from '../../qbit/message.ts';
import type {Job} from '../job/shape.ts';
import type {DurableStore} from '../store/shape.ts';
import {renameFreely} from '../store/state-folder.ts';
import {type Found, findOlder, type Problem} from './files.ts';
import {jobOf, type Wanted} from './job.ts';

/** What became of the queue of the program before qbtui. */
export type Imported = {
	/** Jobs that were made. */
	jobs: readonly Job[];
	/** How many were asked for twice, or have a job already. */
	duplicates: number;
	/** The files that were read, by their new names. */
	files: readonly string[];
	/** What could not be understood and stays where it is, and what could not be renamed. */
	problems: readonly Problem[];
};

/**
 * Takes over the queue of the older program, `$LOCK_DIR`: files `<hash>_<seconds>.queue`, and
 * `orchestrator_state.json`. The jobs are on disk before a file is renamed to `….migrated`, and which
 * files they are from is stored with them: whenever this is cut off, the next run neither forgets
 * a job nor makes it twice. No file is ever removed.
 */
export const importOlder = (options: {
	store: DurableStore;
	/** Those of the older program that are here; one that is not has nothing in it. */
	folders: readonly string[];
	/** ms since 1970. */
	now: () => number;
	rename?: (path: string, wanted: string) => string;
}): Imported => {
	const {store, folders, now} = options;
	const {files, problems} = findOlder(folders);
	const fresh = files.filter(({key}) => !store.isImported(key));
	const wanted = inOrder(fresh.flatMap(file => file.wanted));
	const jobs = wanted
		.filter(({ids}) => ids.every(id => store.openJobOf(id) === undefined))
		.map(one => jobOf(one, now()));
	if (fresh.length > 0) keep(store, fresh, jobs, now());
	const renamed = renameAll(files, options.rename ?? renameFreely);
	return {
		jobs,
		duplicates: fresh.flatMap(file => file.wanted).length - jobs.length,
		files: renamed.files,
		problems: [...problems, ...renamed.problems],
	};
};

/** As the older program would have taken them; each torrent once, by all its hashes. */
const inOrder = (all: readonly Wanted[]): readonly Wanted[] => {
	const taken = new Map<number, Wanted>();
	const placeOf = new Map<string, number>();
	const sorted = all.toSorted((a, b) => b.priority - a.priority || a.queuedAt - b.queuedAt);
	for (const [index, one] of sorted.entries()) {
		// Two that did not know of each other may turn out to be the same by a third.
		const known = new Set(one.ids.map(id => placeOf.get(id)).filter(place => place !== undefined));
		const same = [...known].sort((a, b) => a - b);
		const place = same[0] ?? index;
		const whole = same.flatMap(at => taken.get(at) ?? []).reduce(together, one);
		for (const at of same) taken.delete(at);
		taken.set(place, whole);
		for (const id of whole.ids) placeOf.set(id, place);
	}
	return [...taken].sort(([a], [b]) => a - b).map(([, one]) => one);
};

/** One torrent, as both know it: all its hashes, of which the longer list begins with the server’s own. */
const together = (one: Wanted, other: Wanted): Wanted => {
	const [most, least] = one.ids.length < other.ids.length ? [other, one] : [one, other];
	const name = most.name ?? least.name;
	return {
		...(name !== undefined && {name}),
		ids: [...new Set([...most.ids, ...least.ids])],
		queuedAt: Math.min(one.queuedAt, other.queuedAt),
		priority: Math.max(one.priority, other.priority),
	};
};

const keep = (
	store: DurableStore,
	files: readonly Found[],
	jobs: readonly Job[],
	at: number,
): void =>
	store.commit({
		at,
		jobs,
		imported: files.map(({key, path}) => ({key, path})),
		audit: [
			...files.map(({path, left}) => ({
				actor: 'import' as const,
				action: 'file taken over',
				after: left.length === 0 ? {path} : {path, left},
			})),
			...jobs.map(({id, hashes}) => ({
				actor: 'import' as const,
				action: 'job made',
				job: id,
				torrent: hashes[0] ?? '',
			})),
		],
	});

const renameAll = (
	files: readonly Found[],
	rename: (path: string, wanted: string) => string,
): Pick<Imported, 'files' | 'problems'> => {
	const names: string[] = [];
	const problems: Problem[] = [];
	for (const {path, left} of files) {
		problems.push(...left.map(why => ({path, why})));
		try {
			names.push(rename(path, `${path}.migrated`));
		} catch (error) {
			const reason = messageOf(error);
			problems.push({path, why: `Its jobs are stored, but it can’t be renamed (${reason}).`});
		}
	}
	return {files: names, problems};
};
