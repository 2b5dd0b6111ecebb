import type {Client} from './client.ts';
import {endpoints} from './endpoints.ts';
import type {ErrorCode, QbitError} from './errors.ts';
import {
	applyUpdate,
	type Change,
	emptyMaindata,
	type Maindata,
	nothingChanged,
} from './maindata.ts';
import {toQbitError} from './outcome.ts';
import {createStore, type Store} from './store.ts';
import {askWhole} from './whole-list.ts';

/** How it stands between us and the server. */
export type Link =
	/** No answer yet. `torrents` of the first list are here so far; undefined: it is not asked for yet. */
	| {state: 'connecting'; torrents: number | undefined}
	| {state: 'live'; latencyMs: number}
	/**
	 * `nextTry` in ms since 1970; undefined when we wait for a person. `since`: last answer.
	 * `torrents`: it answers again, and so many of the list are here so far.
	 */
	| {
			state: 'away';
			error: QbitError;
			nextTry: number | undefined;
			since: number | undefined;
			torrents?: number;
	  };

export type Mirrored = {
	maindata: Maindata;
	/** What the newest answer changed. */
	change: Change;
	link: Link;
	/** Grows with each answer that changed something; 0 before the first. */
	revision: number;
	/** When the newest answer came, ms since 1970. */
	answeredAt: number | undefined;
};

/** A copy of the server's state, kept fresh by polling `sync/maindata`, one call at a time. */
export type Mirror = {
	store: Store<Mirrored>;
	start: () => void;
	/** Ends the polling; resolves when no call is under way any more. */
	stop: () => Promise<void>;
	/** Asks now instead of when the time has come; also after a refused login. */
	poke: () => void;
	/** Someone looks: poll at full speed until the returned function is called. */
	watch: () => () => void;
	/** Resolves after the call that is under way, or the next one. */
	answered: () => Promise<Mirrored>;
};

export type Clock = {
	/** ms since 1970: may be set forward or back at any time. */
	now: () => number;
	/** ms of a clock that never jumps: by it, it is told how long something took. */
	ticks: () => number;
	/** Resolves after `ms`, or as soon as the signal says. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** 0 to 1 */
	random: () => number;
};

/** The server's data changes no more often than this; older servers don't say. */
const usualIntervalMs = 1500;
const shortestIntervalMs = 500;
/** With nobody looking, completion is still seen within this. */
const unwatchedIntervalMs = 10_000;
const progressMs = 250;
const longestBackOffMs = 30_000;
/** A ban lasts an hour by default; asking during it does no harm, but helps nobody either. */
const bannedMs = 300_000;
/** Each try leaves a session on the server, and 5.3 ends somebody else's when there are 15. */
const lostMs = 300_000;
/** No clock sleeps for longer at once; a server that wants it is asked sooner. */
const longestSleepMs = 2 ** 30;

/** More tries would only bring a ban nearer: these wait for a person. */
const hopeless: readonly ErrorCode[] = ['LoginRefused'];

export const createMirror = (client: Client, clock: Clock): Mirror => {
	const maindata = emptyMaindata();
	const store = createStore<Mirrored>({
		maindata,
		change: {full: true, changed: new Map(), removed: []},
		link: {state: 'connecting', torrents: undefined},
		revision: 0,
		answeredAt: undefined,
	});
	const stopping = new AbortController();
	let wake = new AbortController();
	let poked = false;
	let watchers = 0;
	/** 0 asks for everything: at first, and after any request of which the end is not known. */
	let rid = 0;
	let failures = 0;
	/** Of the newest answer that was not asked to be everything: how long it took, ms. */
	let usualMs = 0;
	let shownAt = Number.NEGATIVE_INFINITY;
	let running: Promise<void> | undefined;
	let waiting: Array<(mirrored: Mirrored) => void> = [];

	const poll = async (): Promise<void> => {
		const startedAt = clock.ticks();
		const asked = rid;
		rid = 0;
		const {signal} = stopping;
		const update =
			asked === 0
				? await askWhole(client, {signal, onProgress: showProgress, onSent: showSent})
				: await client.ask(endpoints.maindata, {rid: asked}, {signal});
		const change = applyUpdate(maindata, update);
		rid = update.rid;
		failures = 0;
		const tookMs = clock.ticks() - startedAt;
		if (asked !== 0) usualMs = tookMs;
		report(change, tookMs);
	};

	const showSent = (): void => {
		const before = store.get();
		if (before.link.state !== 'connecting') return;
		store.set({...before, link: {state: 'connecting', torrents: 0}});
	};

	/** A list of thousands takes seconds to come: where it is waited for, that is shown. */
	const showProgress = (torrents: number): void => {
		const before = store.get();
		if (before.link.state === 'live' || torrents === 0) return;
		// It comes in hundreds of pieces; to draw each would take longer than to read them.
		if (clock.ticks() - shownAt < progressMs) return;
		shownAt = clock.ticks();
		store.set({...before, change: nothingChanged, link: {...before.link, torrents}});
	};

	const report = (change: Change, latencyMs: number): void => {
		const before = store.get();
		const changed = change.full || change.changed.size > 0 || change.removed.length > 0;
		store.set({
			maindata,
			change,
			link: {state: 'live', latencyMs},
			revision: before.revision + (changed || before.revision === 0 ? 1 : 0),
			answeredAt: clock.now(),
		});
	};

	const fail = (error: unknown): void => {
		if (stopping.signal.aborted) return;
		failures++;
		const known = toQbitError(error);
		const before = store.get();
		const wait = known.waitMs ?? backOff(known.code, failures, clock.random());
		store.set({
			...before,
			change: nothingChanged,
			link: {
				state: 'away',
				error: known,
				nextTry: wait === undefined ? undefined : clock.now() + wait,
				since: before.answeredAt,
			},
		});
	};

	const interval = (): number | undefined => {
		const {link} = store.get();
		if (link.state === 'away') {
			return link.nextTry === undefined ? undefined : Math.max(0, link.nextTry - clock.now());
		}
		const wanted = maindata.server.refresh_interval ?? usualIntervalMs;
		// A server that needs long for an answer is not asked more than a third of the time.
		const busy = Math.max(shortestIntervalMs, wanted, usualMs * 2);
		return watchers > 0 ? busy : Math.max(busy, unwatchedIntervalMs);
	};

	const rest = async (ms: number | undefined): Promise<void> => {
		if (poked || stopping.signal.aborted) return;
		wake = new AbortController();
		await clock.sleep(
			Math.min(ms ?? longestSleepMs, longestSleepMs),
			AbortSignal.any([wake.signal, stopping.signal]),
		);
	};

	const run = async (): Promise<void> => {
		while (!stopping.signal.aborted) {
			poked = false;
			await poll().catch(fail);
			const told = waiting;
			waiting = [];
			for (const tell of told) tell(store.get());
			await rest(interval());
		}
	};

	const poke = (): void => {
		poked = true;
		wake.abort();
	};

	return {
		store,
		start: () => {
			running ??= run();
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
		poke,
		watch: () => {
			watchers++;
			if (watchers === 1) poke();
			let watching = true;
			return () => {
				if (watching) watchers--;
				watching = false;
			};
		},
		answered: () => new Promise(resolve => waiting.push(resolve)),
	};
};

/** How long to wait after the nth failure in a row; undefined: until a person asks. */
const backOff = (code: ErrorCode, failures: number, random: number): number | undefined => {
	if (hopeless.includes(code)) return undefined;
	if (code === 'Banned') return bannedMs;
	if (code === 'SessionLost') return lostMs;
	const longest = Math.min(longestBackOffMs, 1000 * 2 ** (failures - 1));
	return longest * (0.5 + random / 2);
};
