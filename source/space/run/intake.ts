import {setImmediate as nextTurn} from 'node:timers/promises';
import {batches} from '../../qbit/batches.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {importOlder} from '../import/import.ts';
import type {Job, JobKind} from '../job/shape.ts';
import type {OrchestratorParts} from '../orchestrator.ts';
import type {Notice, Notified} from '../orchestrator-shape.ts';
import {isComplete, locationOf} from '../place.ts';
import type {Move} from '../plan/shape.ts';
import {countText} from '../say.ts';
import type {Actor, Changes, DurableStore} from '../store/shape.ts';
import {completionOf, isNew, jobOfMove, newJob, newJobOf} from './completions.ts';
import {findHash, type Policy} from './policy.ts';
import {libraryOf} from './same-library.ts';
import type {ServerWatch} from './server-watch.ts';
import {noteOf} from './shelf.ts';

/** How work comes in: what is complete, plans, a person, and the queue of an older program. */
export type Intake = {
	/** What is complete in another library is left where it is. @throws Error when the jobs are of another server */
	checkLibrary: () => void;
	/** What has become complete since; now and then, all that is. */
	take: (policy: Policy) => Promise<void>;
	addMoves: (moves: readonly Move[]) => readonly Job[];
	addByHand: (torrents: readonly Torrent[]) => readonly Job[];
	/** What someone says is complete; on disk when it returns. Throws a StoreError when it is not. */
	addNotified: (notice: Notice) => Extract<Notified, {done: true}>;
	/** The same of several, all at once. */
	addAllNotified: (notices: readonly Notice[]) => ReadonlyArray<Extract<Notified, {done: true}>>;
	/** The queue of the program before qbtui, and what was left in files while nobody listened. */
	takeOver: () => void;
	stop: () => void;
};

/** The whole list is compared with what is known this often: nothing is missed for longer. */
const reconcileEvery = 5 * 60_000;
/** What was left in files is found this soon. */
const takeOverEvery = 60_000;

/** So many are compared in one go. */
const atOnce = 1000;

type Parts = Pick<OrchestratorParts, 'address' | 'note' | 'olderFolders'> & {
	mirror: Pick<OrchestratorParts['mirror'], 'store'>;
	clock: Pick<OrchestratorParts['clock'], 'now' | 'ticks'>;
	plan: Pick<OrchestratorParts['plan'], 'from' | 'volumes' | 'adoptExisting'>;
};

export const createIntake = (options: {
	parts: Parts;
	durable: DurableStore;
	commit: (changes: Omit<Changes, 'at'>) => void;
	server: Pick<ServerWatch, 'listIsWhole' | 'steadySince'>;
}): Intake => {
	const {parts, durable, commit, server} = options;
	const {mirror, clock} = parts;
	const {from, volumes, adoptExisting = false} = parts.plan;
	/** What was complete before is left where it is by the first look. */
	let baselineOf = clock.now();
	/** Which list was found to be of the library that is known: another one comes with a new list. */
	let checked: number | undefined;
	/** Changed since they were last looked at. */
	const changed = new Set<Hash>();
	let reconciledAt = Number.NEGATIVE_INFINITY;
	let tookOverAt = Number.NEGATIVE_INFINITY;
	/** Problems are told once. */
	const told = new Set<string>();

	const torrents = () => mirror.store.get().maindata.torrents;
	const end = mirror.store.subscribe(() => {
		for (const hash of mirror.store.get().change.changed.keys()) changed.add(hash);
	});

	const add = (jobs: readonly Job[], actor: Actor, taken: readonly Torrent[] = []): void => {
		if (jobs.length === 0) return;
		const audit = jobs.map(job => noteOf(actor, undefined, job));
		commit({jobs, audit, seen: taken.map(completionOf)});
	};

	/** On the first start, what is complete already is left where it is, unless the settings say else. */
	const baseline = (): boolean => {
		const {control} = durable;
		const isKnown = control('baselineAt') !== undefined && control('rebuilt') === undefined;
		if (isKnown) return true;
		if (!server.listIsWhole()) return false;
		const rebuilt = control('rebuilt');
		// What was moved before is not known any more: then nothing is taken up by itself.
		const isOld = (torrent: Torrent): boolean => {
			const at = completionOf(torrent).completedOn * 1000;
			// A time to come tells nothing but that its clock is wrong.
			return isComplete(torrent) && (at < baselineOf || at > clock.now());
		};
		const old = [...torrents().values()].filter(
			torrent => (rebuilt || !adoptExisting) && isOld(torrent),
		);
		commit({
			baseline: old.map(({hash}) => hash),
			controls: {baselineAt: clock.now(), server: parts.address, rebuilt: undefined},
			audit: [{actor: 'reconcile', action: 'baseline', after: old.length}],
		});
		const why = rebuilt ? `The state was lost (${rebuilt.why}) and made anew by looking. ` : '';
		if (rebuilt || old.length > 0)
			parts.note(
				rebuilt ? 8 : 2,
				`${why}What is complete already (${countText(old.length, 'torrent')}) is left where it is.`,
			);
		return true;
	};

	/** Another server’s jobs would all seem to be gone, and its library to be new. */
	const checkLibrary = (): void => {
		const since = server.steadySince();
		if (since !== undefined && since === checked) return;
		checked = undefined;
		const before = durable.control('server');
		const hasMoved = before !== undefined && before !== parts.address;
		const jobs = durable.openJobs();
		const isSought = jobs.length === 0 || jobs.some(job => job.hashes.some(h => torrents().has(h)));
		if (hasMoved && !isSought) throw ofOther(before, parts.address);
		if (since === undefined) return;
		const library = libraryOf(torrents().values(), durable, hasMoved);
		if (library === 'other' && hasMoved && jobs.length > 0) throw ofOther(before, parts.address);
		checked = since;
		const isKnown = durable.control('baselineAt') !== undefined;
		if (library === 'other' && isKnown) {
			baselineOf = clock.now();
			parts.note(4, 'The torrents of this server are not those that were known: another library.');
			commit({controls: {server: parts.address, baselineAt: undefined}});
		} else if (hasMoved) commit({controls: {server: parts.address}});
	};

	const findReturned = (candidates: readonly Torrent[]): void => {
		const contested = new Map<Hash, number>();
		for (const torrent of candidates) {
			if (torrent.state === 'moving' || locationOf(torrent, volumes)?.tag !== from) continue;
			const job = durable.lastJobOf(torrent.hash);
			const {returned = []} = job ?? {};
			if (job?.state !== 'DONE' || returned.includes(torrent.hash)) continue;
			contested.set(torrent.hash, (durable.contested().get(torrent.hash) ?? 0) + 1);
			// With the job: also the next process counts each return once.
			commit({contested, jobs: [{...job, returned: [...returned, torrent.hash]}]});
		}
	};

	/** Known by another of its hashes until the server lists it: from then on by the server’s own. */
	const resolve = (): void => {
		for (const job of durable.openJobs()) {
			const [hash = ''] = job.hashes;
			if (job.destination !== '' || torrents().has(hash)) continue;
			const found = torrents().get(findHash(hash, torrents()) ?? '');
			if (!found) continue;
			const isTwice = durable.openJobOf(found.hash) !== undefined;
			const reason = {code: 'GROUP_BUSY', text: 'Another job has it already.'} as const;
			const known: Job = isTwice
				? {...job, state: 'SKIPPED', reason, updatedAt: clock.now()}
				: {...job, hashes: [found.hash], name: found.name, listed: true, updatedAt: clock.now()};
			commit({jobs: [known], audit: [noteOf('reconcile', job, known)]});
		}
	};

	/** What a job has already does not become another one when that has ended. */
	const noteTaken = (candidates: readonly Torrent[]): void => {
		const taken = candidates.filter(
			torrent =>
				durable.openJobOf(torrent.hash) !== undefined &&
				isComplete(torrent) &&
				!durable.isSeen(completionOf(torrent)),
		);
		if (taken.length > 0) commit({seen: taken.map(completionOf)});
	};

	/** The job that this was made a job of before, unless it has become complete anew. */
	const jobBefore = (ids: readonly Hash[], torrent: Torrent | undefined): Job | undefined => {
		const all = torrent ? [torrent.hash, ...ids] : ids;
		const open = all.map(durable.openJobOf).find(job => job !== undefined);
		if (open) return open;
		const last = all.map(durable.lastJobOf).find(job => job !== undefined);
		if (!last || last.state === 'GONE') return undefined;
		if (!torrent) return last;
		const completion = completionOf(torrent);
		const isKnown = durable.isSeen(completion) || durable.isBuried(completion);
		return isKnown || completion.completedOn * 1000 <= last.createdAt ? last : undefined;
	};

	const takeOver = (): void => {
		tookOverAt = clock.ticks();
		const {jobs, problems} = importOlder({
			...{store: durable, folders: parts.olderFolders, now: clock.now},
		});
		if (jobs.length > 0)
			parts.note(2, `Taken over from files: ${countText(jobs.length, 'torrent')} to move.`);
		for (const {path, why} of problems) {
			if (told.has(path)) continue;
			told.add(path);
			parts.note(4, `${path} is not taken over: ${why}`);
		}
	};

	const addAllNotified: Intake['addAllNotified'] = notices => {
		const fresh = new Map<Hash, Job>();
		const taken: Torrent[] = [];
		const notified = notices.map(({ids, name, priority}) => {
			const known = ids
				.map(id => findHash(id, torrents()))
				.find(hash => torrents().has(hash ?? ''));
			const torrent = torrents().get(known ?? '');
			const all = torrent ? [torrent.hash, ...ids] : ids;
			const before = all.flatMap(id => fresh.get(id) ?? [])[0] ?? jobBefore(ids, torrent);
			if (before) return toldOf(before, true);
			const [hash = ''] = all;
			const job = torrent
				? newJobOf(torrent, 'completion', clock.now())
				: newJob(hash, name ?? hash, 'completion', clock.now());
			const wanted = {...job, priority};
			for (const id of all) fresh.set(id, wanted);
			if (torrent && isComplete(torrent)) taken.push(torrent);
			return toldOf(job, false);
		});
		add([...new Set(fresh.values())], 'http', taken);
		return notified;
	};

	return {
		checkLibrary,
		take: async policy => {
			checkLibrary();
			if (!baseline()) return;
			if (clock.ticks() - tookOverAt >= takeOverEvery) takeOver();
			if (checked === undefined) return;
			const isDue = clock.ticks() - reconciledAt >= reconcileEvery;
			if (isDue) reconciledAt = clock.ticks();
			if (isDue || changed.size > 0) resolve();
			const hashes = isDue ? [...torrents().keys()] : [...changed];
			changed.clear();
			const fresh: Torrent[] = [];
			for (const some of batches(hashes, atOnce)) {
				const seen = some.flatMap(hash => torrents().get(hash) ?? []);
				findReturned(seen);
				noteTaken(seen);
				fresh.push(
					...seen.filter(
						torrent => locationOf(torrent, volumes)?.tag === from && isNew(torrent, durable),
					),
				);
				// What is known of each is read from the disk: who presses a key is not kept waiting for all.
				if (some.length === atOnce) await nextTurn();
			}
			if (fresh.length === 0) return;
			const asked = fresh.map(({hash}) => hash);
			const ready = new Set(
				await policy.ready(asked).catch(error => {
					// Not judged is not refused: they are looked at again.
					for (const hash of asked) changed.add(hash);
					throw error;
				}),
			);
			const kind: JobKind = isDue ? 'recovered' : 'completion';
			const taken = fresh.filter(({hash}) => ready.has(hash) && !durable.openJobOf(hash));
			add(
				taken.map(torrent => newJobOf(torrent, kind, clock.now())),
				'reconcile',
				taken,
			);
		},
		addMoves: moves => {
			const jobs = moves
				.filter(({hashes}) => hashes.every(hash => !durable.openJobOf(hash)))
				.map(move => jobOfMove(move, clock.now()));
			add(jobs, 'space');
			return jobs;
		},
		addByHand: wanted => {
			const jobs = wanted
				.filter(({hash}) => !durable.openJobOf(hash))
				.map(torrent => newJobOf(torrent, 'manual', clock.now()));
			add(jobs, 'operator');
			return jobs;
		},
		addNotified: notice => {
			const [notified] = addAllNotified([notice]);
			if (!notified) throw new Error('Nothing was added.');
			return notified;
		},
		addAllNotified,
		takeOver,
		stop: end,
	};
};

const ofOther = (before: string, now: string): Error =>
	new Error(
		`its jobs are of ${before}, and this is ${now}: give each server a profile or a state_dir of its own.`,
	);

const toldOf = ({id, state}: Job, isDuplicate: boolean): Extract<Notified, {done: true}> => ({
	...{done: true, job: id, state, isDuplicate},
});
