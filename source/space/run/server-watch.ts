import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Link, Mirror} from '../../qbit/mirror.ts';

/** What is known of the server itself, beside its torrents. */
export type ServerWatch = {
	seen: () => {reachable: boolean; age: number; launchTime: number | undefined; upFor: number};
	/** What is not in the list was removed. */
	listIsWhole: () => boolean;
	/**
	 * When the list came anew, by the clock that never jumps: after a start, a login or an outage, or
	 * with less than half of it. undefined: just now, or not yet.
	 */
	steadySince: () => number | undefined;
	stop: () => void;
};

/**
 * Follows the mirror from now on.
 *
 * @param steadyAfter A list that has just come back, or shrunk to less than half, is not trusted for
 * so long (ms).
 */
export const watchServer = (
	client: Client,
	mirror: Mirror,
	/** How long something has been so is told by the clock that never jumps. */
	{now, ticks}: {now: () => number; ticks: () => number},
	steadyAfter: number,
): ServerWatch => {
	/** When it was first there, of this time, by `ticks`. */
	let upSince: number | undefined;
	let launchTime: number | undefined;
	let steadySince = Number.POSITIVE_INFINITY;
	let count = 0;
	/** When the newest answer came, by `ticks`: a clock that is set back makes none younger. */
	let heardAt: number | undefined;
	let heard: Link | undefined;
	let logins = client.logins();

	const learnLaunch = async (): Promise<void> => {
		if (client.lacks(endpoints.processInfo)) return;
		const {launch_time: time} = await client.ask(endpoints.processInfo);
		if (typeof time === 'number' && time > 0) launchTime = time;
	};

	const cameUp = (): void => {
		upSince = ticks();
		launchTime = undefined;
		// Without it, a restart is told by the time that it was away.
		client
			.identify()
			.then(learnLaunch)
			.catch(() => undefined);
	};

	const follow = (): void => {
		const {link, maindata, revision} = mirror.store.get();
		// Each answer tells of its own link.
		if (link.state === 'live' && link !== heard) [heard, heardAt] = [link, ticks()];
		if (link.state !== 'live' || revision === 0) {
			upSince = undefined;
			steadySince = Number.POSITIVE_INFINITY;
			return;
		}
		// Another session: it may have been started anew between two answers.
		if (logins !== client.logins()) {
			logins = client.logins();
			upSince = undefined;
			steadySince = Number.POSITIVE_INFINITY;
		}
		if (upSince === undefined) cameUp();
		const {size} = maindata.torrents;
		const isUnsteady = size * 2 < count || steadySince === Number.POSITIVE_INFINITY;
		if (isUnsteady) steadySince = ticks();
		count = size;
	};

	const isSteady = (): boolean => ticks() - steadySince >= steadyAfter;

	const end = mirror.store.subscribe(follow);
	follow();

	return {
		seen: () => {
			const {link} = mirror.store.get();
			const known = upSince === undefined ? 0 : ticks() - upSince;
			// Its clock or ours may have been set since.
			const told = launchTime === undefined ? 0 : now() - launchTime * 1000;
			return {
				reachable: link.state === 'live' && upSince !== undefined,
				age: heardAt === undefined ? Number.POSITIVE_INFINITY : ticks() - heardAt,
				launchTime,
				upFor: Math.max(known, told),
			};
		},
		steadySince: () => (isSteady() ? steadySince : undefined),
		listIsWhole: () => {
			const {torrents} = mirror.store.get().maindata;
			if (!isSteady()) return false;
			for (const {state} of torrents.values()) if (state === 'checkingResumeData') return false;
			return true;
		},
		stop: end,
	};
};
