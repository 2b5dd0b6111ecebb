import type {Torrent} from '../qbit/types.ts';
import {type Answer, type Call, integer, json} from './http.ts';
import type {DemoCategory, StateOfServer, World} from './world.ts';

/** What a client was told, as of one answer. */
export type Snapshot = {
	rid: number;
	torrents: Map<string, Torrent>;
	categories: Map<string, DemoCategory>;
	tags: Set<string>;
	trackers: Map<string, string[]>;
	state: StateOfServer | undefined;
};

type Fields = Record<string, unknown>;

const nobody = (): Snapshot => ({
	rid: 0,
	torrents: new Map(),
	categories: new Map(),
	tags: new Set(),
	trackers: new Map(),
	state: undefined,
});

const trackersOf = (world: World): Map<string, string[]> => {
	const trackers = new Map<string, string[]>();
	for (const item of world.items.values()) {
		for (const {url} of item.trackers) {
			const hashes = trackers.get(url);
			if (hashes) hashes.push(item.hash);
			else trackers.set(url, [item.hash]);
		}
	}
	return trackers;
};

const snapshot = (world: World, rid: number): Snapshot => ({
	rid,
	torrents: new Map(world.published.torrents),
	categories: new Map(world.categories),
	tags: new Set(world.tags),
	trackers: trackersOf(world),
	state: world.published.state,
});

const isSame = (a: unknown, b: unknown): boolean =>
	a === b || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());

/** Only the fields that are different; all of them when there was nothing before. */
const changedFields = (before: object | undefined, after: object): Fields => {
	if (before === after) return {};
	const old = new Map<string, unknown>(Object.entries(before ?? {}));
	const news = Object.entries(after).filter(
		([name, value]) => name !== 'hash' && !(old.has(name) && isSame(old.get(name), value)),
	);
	return Object.fromEntries(news);
};

export const changedRecords = (before: Map<string, object>, after: Map<string, object>): Fields => {
	const news: Fields = {};
	for (const [key, value] of after) {
		const fields = changedFields(before.get(key), value);
		if (Object.keys(fields).length > 0) news[key] = fields;
	}
	return news;
};

const changedLists = (before: Map<string, string[]>, after: Map<string, string[]>): Fields =>
	Object.fromEntries([...after].filter(([key, hashes]) => !isSame(before.get(key), hashes)));

type Keyed = {has: (key: string) => boolean; keys: () => Iterable<string>};

export const missing = (before: Keyed, after: Keyed): string[] =>
	[...before.keys()].filter(key => !after.has(key));

export const isEmpty = (value: unknown): boolean =>
	Array.isArray(value)
		? value.length === 0
		: typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Empty collections are left out. */
const difference = (before: Snapshot, after: Snapshot): Fields => {
	const all = {
		torrents: changedRecords(before.torrents, after.torrents),
		torrents_removed: missing(before.torrents, after.torrents),
		categories: changedRecords(before.categories, after.categories),
		categories_removed: missing(before.categories, after.categories),
		tags: missing(after.tags, before.tags),
		tags_removed: missing(before.tags, after.tags),
		trackers: changedLists(before.trackers, after.trackers),
		trackers_removed: missing(before.trackers, after.trackers),
		server_state: changedFields(before.state, after.state ?? {}),
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)));
};

/** What one session was told last, and by the answer before, which it has confirmed. */
export type Told<Of> = {sent: Of | undefined; accepted: Of | undefined};

/** What the client says that it has; undefined when it gets everything anew. */
export const baseOf = <Of extends {rid: number}>(
	{sent, accepted}: Told<Of>,
	rid: number,
): Of | undefined => {
	if (rid <= 0) return undefined;
	return sent?.rid === rid ? sent : accepted?.rid === rid ? accepted : undefined;
};

/**
 * `sync/maindata`: the rid is the session's own counter. The last one that was sent confirms it;
 * the one before it says that the answer was lost, and gets the same news again and more.
 */
export const maindata = (call: Call): Answer => {
	const {session, world} = call;
	const base = baseOf(session.main, integer(call, 'rid') ?? 0);
	const rid = ((session.main.sent?.rid ?? 0) % 1_000_000) + 1;
	const now = snapshot(world, rid);
	session.main = {accepted: base, sent: now};
	const news = difference(base ?? nobody(), now);
	return json(base ? {rid, ...news} : {rid, full_update: true, ...news});
};
