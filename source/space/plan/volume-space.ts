import type {State, Torrent} from '../../qbit/types.ts';
import {isFinal, type JobState} from '../job/shape.ts';
import type {Volume} from '../paths.ts';
import {endsOn, isComplete, locationOf, writesTo} from '../place.ts';
import type {PlanLimits, PlanWorld, VolumePlan} from './shape.ts';

/** These will write nothing until someone does something. */
const idle: ReadonlySet<State> = new Set<State>([
	...(['error', 'missingFiles', 'unknown', 'checkingUP'] as const),
]);
const stopped: ReadonlySet<State> = new Set<State>(['stoppedDL', 'pausedDL']);
/** Begun, so that what is set aside at the beginning is set aside. */
const begun: ReadonlySet<State> = new Set<State>(['downloading', 'stalledDL', 'forcedDL']);

/** Its request is with the server, or its files have just gone. */
const onTheWay: ReadonlySet<JobState> = new Set<JobState>([
	...(['ISSUING', 'MOVING', 'RECONCILE', 'VERIFYING', 'TAGGING'] as const),
]);

export const isOnTheWay = ({state}: {state: JobState}): boolean => onTheWay.has(state);

/** Bytes that one torrent will still take of a volume. */
const incomingOf = (
	torrent: Torrent,
	volume: Volume,
	{volumes, metadataReserve, countStopped}: PlanLimits,
	preallocates: boolean,
): number => {
	const {state, amount_left, size, total_size} = torrent;
	if (isComplete(torrent) || idle.has(state)) return 0;
	if (stopped.has(state) && !countStopped) return 0;
	const here = writesTo(torrent, volumes)?.tag === volume.tag;
	const endsHere = endsOn(torrent, volumes)?.tag === volume.tag;
	if (total_size < 0) return here || endsHere ? metadataReserve : 0;
	// What is downloaded elsewhere comes here as a whole when it is complete.
	if (!here) return endsHere ? size : 0;
	return preallocates && begun.has(state) ? 0 : amount_left;
};

/** What our jobs will still bring to a volume: no part of it is taken for written yet. */
const promisedTo = (volume: Volume, {jobs, torrents}: PlanWorld, limits: PlanLimits): number => {
	let total = 0;
	for (const job of jobs) {
		if (isFinal(job) || job.volume !== volume.tag) continue;
		const away = job.hashes.some(hash => {
			const torrent = torrents.get(hash);
			return torrent && locationOf(torrent, limits.volumes)?.tag !== volume.tag;
		});
		if (away) total += job.bytes;
	}
	return total;
};

/** Where moving for space begins and ends on the disk that is kept free. */
const watermarks = (
	{low, high}: Pick<PlanLimits, 'low' | 'high'>,
	size: number | undefined,
): {low: number | undefined; high: number | undefined} => {
	if (low === undefined) return {low, high: undefined};
	// Too close together, each download would set off a plan of its own.
	return {low, high: high ?? Math.round(Math.max(low * 1.5, low + 0.05 * (size ?? 0)))};
};

/**
 * Free and effective bytes of every volume.
 *
 * @param outgoing bytes of our jobs that are leaving the disk that is kept free
 */
export const volumePlans = (world: PlanWorld, limits: PlanLimits, outgoing: number): VolumePlan[] =>
	limits.volumes.map(volume => {
		const space = world.spaces.find(({tag}) => tag === volume.tag);
		let incoming = promisedTo(volume, world, limits);
		for (const torrent of world.torrents.values()) {
			incoming += incomingOf(torrent, volume, limits, world.preallocates === true);
		}
		const leaving = volume.tag === limits.from ? outgoing : 0;
		const free = space?.free;
		const marks = volume.tag === limits.from ? watermarks(limits, space?.size) : undefined;
		return {
			...{tag: volume.tag, path: volume.path, free: free ?? null},
			...{incoming, outgoing: leaving},
			effective: free === undefined ? null : free - incoming + leaving,
			...{low: marks?.low ?? null, high: marks?.high ?? null},
		};
	});
