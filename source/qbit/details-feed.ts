import type {Client} from './client.ts';
import {type Part, type Parts, parts} from './details-parts.ts';
import {QbitError} from './errors.ts';
import type {Clock, Mirror} from './mirror.ts';
import {toQbitError} from './outcome.ts';
import {createStore, type Store} from './store.ts';
import type {Hash} from './types.ts';

/** What is known of the torrent that one looks at, beyond the list: parts that have come, as they came. */
export type Details = Partial<Parts> & {
	hash: Hash | undefined;
	/** Why a part could not be read the last time. */
	problems: Readonly<Partial<Record<Part, QbitError | undefined>>>;
	/** When each part came, ms since 1970. */
	answeredAt: Readonly<Partial<Record<Part, number>>>;
};

type Looked = {hash: Hash; parts: readonly Part[]};

/** Asks for the details of one torrent while somebody looks at them, and only for what is looked at. */
export type DetailsFeed = {
	store: Store<Details>;
	/** From now on these parts of this torrent; undefined: nothing. What is under way is given up. */
	look: (at: Looked | undefined) => void;
	/** Asks now instead of when the time has come. */
	poke: () => void;
	/** Resolves when no call is under way any more. */
	stop: () => Promise<void>;
};

/** The server's data changes no more often than this; older servers don't say. */
const usualIntervalMs = 1500;
const shortestIntervalMs = 500;
/** A cursor that is held down passes a torrent in 33 ms: one looks at it when it rests. */
const restMs = 150;
const longestBackOffMs = 30_000;

export const createDetailsFeed = (client: Client, mirror: Mirror, clock: Clock): DetailsFeed => {
	const store = createStore<Details>(nothingOf(undefined));
	const stopping = new AbortController();
	let looked: Looked | undefined;
	let looking = new AbortController();
	let lookedAt = Number.NEGATIVE_INFINITY;
	let running: Promise<unknown> = Promise.resolve();
	let wake = new AbortController();
	let pokes = 0;

	const ask = async (
		part: Part,
		call: ReturnType<(typeof parts)[Part]['begin']>,
		signal: AbortSignal,
	): Promise<boolean> => {
		const answer = await call(signal).catch(toQbitError);
		if (signal.aborted) return false;
		const before = store.get();
		if (answer instanceof QbitError) {
			store.set({...before, problems: {...before.problems, [part]: answer}});
			return false;
		}
		store.set({
			...before,
			...answer,
			problems: {...before.problems, [part]: undefined},
			answeredAt: {...before.answeredAt, [part]: clock.now()},
		});
		return true;
	};

	/** Nobody but the mirror tries a server that is away, and what is gone need not be asked for. */
	const mayAsk = (hash: Hash): boolean => {
		const {link, maindata} = mirror.store.get();
		return link.state === 'live' && maindata.torrents.has(hash);
	};

	const intervalMs = (): number => {
		const {refresh_interval} = mirror.store.get().maindata.server;
		return Math.max(shortestIntervalMs, refresh_interval ?? usualIntervalMs);
	};

	const rest = (ms: number, signal: AbortSignal): Promise<void> =>
		clock.sleep(ms, AbortSignal.any([wake.signal, signal]));

	/** One call at a time, until nobody looks any more. */
	const follow = async (part: Part, hash: Hash, signal: AbortSignal): Promise<void> => {
		const {begin, leastMs, share, hangsOn, calmMs} = parts[part];
		const call = begin(client, hash);
		let failures = 0;
		let last: Glance | undefined;
		while (!signal.aborted) {
			const torrent = mirror.store.get().maindata.torrents.get(hash);
			const of = torrent && hangsOn(torrent);
			const now: Glance = {at: clock.ticks(), pokes, of};
			let wait = Math.max(leastMs, intervalMs());
			if (mayAsk(hash) && (failures > 0 || isWorthIt(last, now, calmMs))) {
				last = now;
				failures = (await ask(part, call, signal)) ? 0 : failures + 1;
				wait = Math.max(wait, (clock.ticks() - now.at) / share, backOff(failures));
			}
			// Poked while it was asked: the answer may be older than what it was poked for.
			if (pokes === now.pokes) await rest(wait, signal);
		}
	};

	const run = async (at: Looked, waitMs: number, signal: AbortSignal): Promise<void> => {
		if (waitMs > 0) await clock.sleep(waitMs, signal);
		await Promise.all(at.parts.map(part => follow(part, at.hash, signal)));
	};

	return {
		store,
		look: at => {
			if (isSame(at, looked)) return;
			looked = at;
			looking.abort();
			if (!at || stopping.signal.aborted) return;
			looking = new AbortController();
			const signal = AbortSignal.any([looking.signal, stopping.signal]);
			const now = clock.ticks();
			const waitMs = now - lookedAt < restMs ? restMs : 0;
			lookedAt = now;
			if (store.get().hash !== at.hash) store.set(nothingOf(at.hash));
			running = running.then(() => run(at, waitMs, signal));
		},
		poke: () => {
			pokes++;
			wake.abort();
			wake = new AbortController();
		},
		stop: async () => {
			stopping.abort();
			await running;
		},
	};
};

const nothingOf = (hash: Hash | undefined): Details => ({hash, problems: {}, answeredAt: {}});

/** When it was asked for (by `ticks`), and how the torrent was then. */
type Glance = {at: number; pokes: number; of: readonly unknown[] | undefined};

const isWorthIt = (last: Glance | undefined, now: Glance, calmMs: number): boolean =>
	last === undefined ||
	last.of === undefined ||
	last.pokes !== now.pokes ||
	now.at - last.at > calmMs ||
	isOther(last.of, now.of);

const isSame = (a: Looked | undefined, b: Looked | undefined): boolean =>
	a?.hash === b?.hash && !isOther(a?.parts, b?.parts);

const isOther = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean =>
	a === undefined ? b !== undefined : a.length !== b?.length || a.some((item, i) => item !== b[i]);

const backOff = (failures: number): number =>
	failures === 0 ? 0 : Math.min(longestBackOffMs, 1000 * 2 ** (failures - 1));
