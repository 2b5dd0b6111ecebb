import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import {tagsOf} from '../../qbit/step.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import {notThere} from '../disk.ts';
import {freeThroughServer} from '../free-space.ts';
import {hashOf, placeOf} from '../job/member.ts';
import {hasBegun} from '../job/preconditions.ts';
import type {Seen, SeenFolder, SeenTorrent, Verdict} from '../job/seen.ts';
import {isFinal, type Job} from '../job/shape.ts';
import {isWithin, joinPath, toHere, type Volume, volumeOf} from '../paths.ts';
import {type FolderQuestion, lookHere, lookThere, unknownFolder} from './look-folder.ts';

/** Puts together what one look at the world shows of one job. */
export type Observer = {
	client: Client;
	/** The newest answer of the server, with its age in milliseconds at this moment. */
	list: () => {
		torrents: ReadonlyMap<Hash, Torrent>;
		/** Those that the server moves, whoever asked for it. */
		moving: readonly Hash[];
		reachable: boolean;
		age: number;
		isWhole: boolean;
		launchTime: number | undefined;
		upFor: number;
	};
	verdict: (job: Job) => Promise<Verdict | undefined>;
	contested: (job: Job) => boolean;
	/** An earlier job has sent a move of one of its torrents that did not end there. */
	triedBefore: (job: Job) => boolean;
	controller: () => Seen['controller'];
	volumes: readonly Volume[];
	pathMap: ReadonlyArray<readonly [server: string, here: string]>;
	/** The server runs on this machine and sees the same folders. */
	sameMachine: boolean;
	/** Bytes that are to stay free on a volume, and that other jobs were promised. */
	reserved: (volume: Volume, job: Job) => number;
	/** ms since 1970, of a clock that never jumps, and chance. */
	moment: () => {now: number; ticks: number; chance: number};
};

export const movingIn = (torrents: ReadonlyMap<Hash, Torrent>): Hash[] =>
	[...torrents.values()].filter(({state}) => state === 'moving').map(({hash}) => hash);

export const observe = async (job: Job, from: Observer): Promise<Omit<Seen, 'turn'>> => {
	// To judge may take many answers of the server: what lies at the ends is looked at after that.
	const verdict = await from.verdict(job);
	const ends = isFinal(job) ? {} : await lookAtEnds(job, from);
	// Last, so that it is as fresh as can be.
	const {torrents, moving, reachable, age, isWhole, launchTime, upFor} = from.list();
	return {
		...from.moment(),
		server: {reachable, age, version: from.client.version()?.app, launchTime, upFor},
		torrents: Object.fromEntries(job.hashes.map(hash => [hash, seenTorrent(torrents.get(hash))])),
		listIsWhole: isWhole,
		moving,
		verdict,
		...ends,
		contested: from.contested(job),
		triedBefore: from.triedBefore(job),
		controller: from.controller(),
	};
};

const seenTorrent = (torrent: Torrent | undefined): SeenTorrent | undefined =>
	torrent && {
		name: torrent.name,
		state: torrent.state,
		progress: torrent.progress,
		amountLeft: torrent.amount_left,
		size: torrent.size,
		contentPath: torrent.content_path,
		savePath: torrent.save_path,
		autoTmm: torrent.auto_tmm,
		tags: tagsOf(torrent),
	};

type Ends = Pick<Seen, 'source' | 'destination'>;

const lookAtEnds = async (job: Job, from: Observer): Promise<Ends> => {
	const {from: leaves, to} = placeOf(job);
	if (to === '' || !from.list().reachable) return {};
	const source = await lookAt(job, leaves, from);
	const destination = await lookAt(job, to, from);
	if (isMisled(job, source, from)) return {source, destination: destination && unknownFolder};
	return {source, destination: destination && (await shared(job, destination, from))};
};

const lookAt = async (
	job: Job,
	folder: string,
	{client, volumes, pathMap, sameMachine, reserved}: Observer,
): Promise<SeenFolder | undefined> => {
	const hash = hashOf(job);
	const files = await client.ask(endpoints.files, {hash}).catch(() => undefined);
	const volume = volumeOf(folder, volumes);
	if (!files || !volume) return undefined;
	const here = (path: string) => toHere(path, pathMap) ?? (sameMachine ? path : undefined);
	const others = volumes.filter(({tag}) => tag !== volume.tag).map(({path}) => here(path) ?? path);
	const root = here(volume.path);
	const question: FolderQuestion = {
		...{hash, files, folder, here: here(folder), root},
		others: [...others, ...(root === undefined ? [] : await notThere(root))],
	};
	const seen =
		question.here === undefined
			? await lookThere(client, question, await freeThroughServer(client, volume.path))
			: await lookHere(question);
	const free = seen.free === undefined ? undefined : seen.free - reserved(volume, job);
	return {...seen, free};
};

/**
 * Whole at the source, says the server, and nothing of it is there: then these are other folders
 * than the server’s, and that nothing is seen at the destination means nothing.
 */
const isMisled = (job: Job, source: SeenFolder | undefined, {list}: Observer): boolean => {
	const torrent = list().torrents.get(hashOf(job));
	if (!torrent || hasBegun(job) || torrent.progress < 1) return false;
	return isWithin(torrent.content_path, placeOf(job).from) && source?.there?.length === 0;
};

/** Marks what the members that are there already have brought. */
const shared = async (
	job: Job,
	seen: SeenFolder,
	{client, list}: Observer,
): Promise<SeenFolder> => {
	if (!seen.there || seen.there.length === 0 || job.hashes.length < 2) return seen;
	const owners = new Map<string, Hash>();
	for (const hash of job.hashes) {
		const torrent = list().torrents.get(hash);
		if (!torrent || hash === hashOf(job)) continue;
		const files = await client.ask(endpoints.files, {hash}).catch(() => undefined);
		// Whose they are is not known just now: nobody is asked to remove what may be a mate’s.
		if (!files) return {...seen, there: undefined};
		for (const {name} of files) owners.set(joinPath(torrent.save_path, name), hash);
	}
	const there = seen.there.map(({path}) => {
		const sharedWith = owners.get(path);
		return sharedWith === undefined ? {path} : {path, sharedWith};
	});
	return {...seen, there};
};
