import {isDeepStrictEqual} from 'node:util';
import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Maindata} from '../../qbit/maindata.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {DefaultSpace, VolumeSpace} from '../free-space.ts';
import type {Verdict} from '../job/seen.ts';
import type {Job} from '../job/shape.ts';
import {readFileLists} from '../plan/gather.ts';
import {type Look, lookAt, planClosely} from '../plan/look-closer.ts';
import {createOtherNames} from '../plan/other-names.ts';
import type {Control, Plan, PlanLimits, PlanWorld} from '../plan/shape.ts';
import {type Survey, survey, surveyGroup} from '../plan/survey.ts';
import {verdictOf, type Wish} from '../plan/verdict.ts';

/** What rules, groups and watermarks say of the world as it is now. */
export type Policy = {
	verdict: (job: Job) => Promise<Verdict | undefined>;
	/** Of these, what may move now that it is complete. */
	ready: (hashes: readonly Hash[]) => Promise<Hash[]>;
	plan: () => Promise<Plan>;
};

export type PolicyParts = {
	client: Client;
	maindata: () => Maindata;
	limits: PlanLimits;
	measure: (byDefault: DefaultSpace) => Promise<VolumeSpace[]>;
	look: Look;
	/** All that have not ended. */
	jobs: () => readonly Job[];
	control: () => Control;
	/** ms since 1970 */
	now: () => number;
};

type View = {
	/** ms since 1970 */
	at: number;
	world: PlanWorld;
	survey: Survey;
	/** Each torrent, as it was then. */
	judged: ReadonlyMap<Hash, Torrent>;
};

/** Judging thousands takes a moment: the same view serves all jobs that are looked at in it. */
const viewFor = 4000;

const wishes: Readonly<Record<Job['kind'], Wish>> = {
	completion: 'completion',
	recovered: 'completion',
	legacy: 'completion',
	space: 'space',
	manual: 'manual',
};

export const createPolicy = (parts: PolicyParts): Policy => {
	const {limits, look, now} = parts;
	const twinOf = createOtherNames({inodeAt: look.inodeAt, now});
	let view: View | undefined;

	/** Without the jobs: what they have is told apart from what the rules say. */
	const viewNow = async (): Promise<View> => {
		if (view && Math.abs(now() - view.at) < viewFor) return view;
		const world = {...(await gatherWorld(parts)), jobs: []};
		const seen = survey(world, limits);
		view = {at: now(), world, survey: seen, judged: judgedIn(seen)};
		return view;
	};

	/** What came since the view, or was changed, would be judged by what it was. */
	const viewOf = async (hashes: readonly Hash[]): Promise<View> => {
		const {torrents} = parts.maindata();
		const known = hashes.flatMap(hash => torrents.get(hash) ?? []);
		const {returns} = parts.control();
		const isOfNow =
			view !== undefined &&
			// A person may have released one.
			isDeepStrictEqual(view.world.control.returns, returns) &&
			known.every(torrent => isJudged(torrent, view?.judged));
		if (!isOfNow) view = undefined;
		return viewNow();
	};

	/** Files that something else links to are seen only by looking at each. */
	const closely = async (
		hashes: readonly Hash[],
		world: PlanWorld,
	): Promise<{survey: Survey; twin: Torrent | undefined}> => {
		const found = {files: new Map(world.files), inodes: new Map(world.inodes)};
		for (const hash of hashes) await lookAt(hash, world, look, found);
		if (found.inodes.size === world.inodes.size) {
			return {survey: (await viewNow()).survey, twin: undefined};
		}
		const seen = {...world, ...found};
		const twin = await twinOf(hashes, seen, limits);
		return {survey: surveyGroup(hashes, seen, limits), twin};
	};

	return {
		verdict: async job => {
			const {world, survey: seen} = await viewOf(job.hashes);
			const hash = findHash(job.hashes[job.member], world.torrents);
			if (hash === undefined) return undefined;
			const wish = wishes[job.kind];
			const first = verdictOf(seen, hash, wish);
			if (first?.say !== 'move') return first;
			const {survey: closer, twin} = await closely(first.hashes, world);
			const verdict = verdictOf(closer, hash, wish);
			if (verdict?.say !== 'move') return verdict;
			return twin ? tornFrom(twin) : unlessBusy(verdict, job, parts.jobs());
		},
		ready: async hashes => {
			const {survey: seen} = await viewOf(hashes);
			return hashes.filter(hash => isReady(verdictOf(seen, hash, 'completion')));
		},
		plan: async () => (await planClosely(await gatherWorld(parts), limits, look)).plan,
	};
};

const judgedIn = ({candidates, away}: Survey): ReadonlyMap<Hash, Torrent> =>
	new Map(
		[...candidates.flatMap(({members}) => members), ...away].map(({torrent}) => [
			torrent.hash,
			torrent,
		]),
	);

/** It is in the view, and as it is now in what rules look at. */
const isJudged = (torrent: Torrent, judged: View['judged'] | undefined): boolean => {
	const then = judged?.get(torrent.hash);
	return then !== undefined && signOf(then) === signOf(torrent);
};

const signOf = ({category, tags, save_path, content_path, auto_tmm, size, tracker}: Torrent) =>
	JSON.stringify([category, tags, save_path, content_path, auto_tmm, size, tracker]);

/** What has to wait a little becomes a job, too; what the rules keep does not. */
const isReady = (verdict: Verdict | undefined): boolean =>
	verdict?.say === 'move' || verdict?.say === 'wait';

const tornFrom = ({name, content_path}: Torrent): Verdict => {
	const text = `“${name}” has its files under another name, ${content_path}, and would be left without: give both one save path, or move it by hand.`;
	return {say: 'wait', reason: {code: 'GROUP_BUSY', text}};
};

/**
 * Torrents that share files have one job. Of several that were made of them, the oldest goes on, and
 * those that nothing was sent for end: none waits for one that waits for it.
 */
const unlessBusy = (
	verdict: Extract<Verdict, {say: 'move'}>,
	job: Job,
	jobs: readonly Job[],
): Verdict => {
	const others = jobs.filter(
		({id, hashes}) => id !== job.id && hashes.some(hash => verdict.hashes.includes(hash)),
	);
	const older = others.find(other => other.id < job.id && isWaiting(other));
	if (older && isWaiting(job)) {
		const text = `It shares files with “${older.name}”, and moves with it.`;
		return {say: 'skip', reason: {code: 'GROUP_BUSY', text}};
	}
	const [other] = others;
	if (!other) return verdict;
	const text = `It shares files with “${other.name}”, which a job has.`;
	return {say: 'wait', reason: {code: 'GROUP_BUSY', text}};
};

/** Nothing was sent for it. */
const isWaiting = ({state, intent, member}: Job): boolean =>
	(state === 'QUEUED' || state === 'READY' || state === 'BLOCKED') && !intent && member === 0;

/** By its id, or by another of its hashes: that of a hybrid torrent is known by its first one; 32
 * digits are the beginning of one. */
export const findHash = (
	hash: Hash | undefined,
	torrents: ReadonlyMap<Hash, Torrent>,
): Hash | undefined => {
	if (hash === undefined || torrents.has(hash)) return hash;
	const found: Hash[] = [];
	for (const torrent of torrents.values()) {
		const {infohash_v1: first, infohash_v2: second} = torrent;
		const isFirst = first === hash || (hash.length === 32 && torrent.hash.startsWith(hash));
		if (isFirst || second === hash || second.startsWith(hash)) found.push(torrent.hash);
	}
	return found.length === 1 ? found[0] : undefined;
};

/** All that a plan is made of, of this moment. */
export const gatherWorld = async (
	parts: Omit<PolicyParts, 'look' | 'jobs'> & {jobs: () => PlanWorld['jobs']},
): Promise<PlanWorld> => {
	const {client, limits} = parts;
	const {torrents, categories, trackers, server} = parts.maindata();
	const preferences = await client.ask(endpoints.preferences);
	const path = String(preferences.save_path ?? '');
	return {
		version: client.version()?.app,
		now: parts.now(),
		...{torrents, categories, trackers, inodes: new Map()},
		files: await readFileLists(client, torrents.values(), limits),
		spaces: await parts.measure({path, free: server.free_space_on_disk}),
		preallocates: preferences.preallocate_all === true,
		jobs: parts.jobs(),
		control: parts.control(),
	};
};
