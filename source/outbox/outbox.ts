import {randomUUID} from 'node:crypto';
import {addSources} from '../qbit/add.ts';
import type {AddResult} from '../qbit/add-one.ts';
import type {AddOptions} from '../qbit/add-options.ts';
import {type NoSource, readFileSource, readLink, type Source} from '../qbit/add-source.ts';
import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {type ErrorCode, isQbitError} from '../qbit/errors.ts';
import {createKnown, idOf} from '../qbit/identity.ts';
import type {Level} from '../qbit/journal.ts';
import {messageOf} from '../qbit/message.ts';
import {createCategory} from '../qbit/server-verbs.ts';
import {createStore, type Store} from '../qbit/store.ts';
import type {Hash} from '../qbit/types.ts';
import {
	putEntry,
	putIntoWatched,
	readContent,
	readEntries,
	removeEntry,
	torrentOf,
} from './files.ts';
import {type Entry, mostTries} from './shape.ts';
import {asDropped, programArguments, titleOf} from './ways.ts';

/** What could not be added because the API is shut, and waits on the disk until it opens. */
export type Outbox = {
	/** For this server, the oldest first, as they were last seen on the disk. */
	store: Store<readonly Entry[]>;
	/** Looks at the disk: another qbtui may have put something there. Never throws. */
	look: () => Promise<readonly Entry[]>;
	/**
	 * Keeps what is a source; what is there already is not kept twice. Then it goes another way at
	 * once, if one is set.
	 * @throws when it can’t be written: then nothing is promised
	 */
	put: (
		sources: ReadonlyArray<Source | NoSource>,
		options: AddOptions,
		why: string,
	) => Promise<Entry[]>;
	/**
	 * Sends what waits, once the server answers.
	 * @param chosen these, though they were refused often or are for another server; absent: all others
	 * @throws QbitError when it does not
	 */
	send: (chosen?: ReadonlySet<string>) => Promise<AddResult[]>;
	drop: (id: string) => Promise<void>;
};

export type OutboxParts = {
	client: Client;
	folder: string;
	/** Of the server. */
	address: string;
	/** A folder of this machine that qBittorrent watches. */
	watched: string | undefined;
	/** Runs qBittorrent’s own program with these arguments. @throws why it did not work */
	runProgram: ((args: readonly string[]) => Promise<void>) | undefined;
	note: (level: Level, text: string) => void;
	/** ms since 1970 */
	now: () => number;
};

/** With these, the API is shut: waiting may help, and nothing else does. */
const shut: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	...(['Unreachable', 'TlsRefused', 'LoginRefused', 'Banned'] as const),
	...(['HostRefused', 'SessionLost', 'Forbidden'] as const),
]);

export const isShut = (error: unknown): boolean =>
	isQbitError(error) && (shut.has(error.code) || error.isElsewhere);

export const createOutbox = (parts: OutboxParts): Outbox => {
	const {client, folder, address, watched, runProgram, note, now} = parts;
	const store = createStore<readonly Entry[]>([]);
	let sending: Promise<AddResult[]> | undefined;

	const look = async (): Promise<readonly Entry[]> => {
		const all = await readEntries(folder);
		const entries = all.filter(({server}) => server === address);
		// As long as there are none, nothing is drawn anew.
		if (entries.length + store.get().length > 0) store.set(entries);
		return entries;
	};

	const keep = async (entry: Entry, content: Uint8Array | undefined): Promise<Entry> => {
		await putEntry(folder, entry, content);
		const how = await hand(entry, content);
		if (!how) return entry;
		const next = {...entry, handed: {how, at: now()}};
		await putEntry(folder, next);
		return next;
	};

	/** The way that it went, if there is one that works. */
	const hand = async (
		entry: Entry,
		content: Uint8Array | undefined,
	): Promise<'folder' | 'program' | undefined> => {
		const dropped = watched === undefined ? undefined : asDropped(entry, content);
		try {
			if (watched !== undefined && dropped) {
				await putIntoWatched(watched, dropped.name, dropped.content);
				return 'folder';
			}
			if (runProgram) {
				await runProgram(programArguments(entry, content && torrentOf(folder, entry.id)));
				return 'program';
			}
		} catch (error) {
			const why = messageOf(error);
			note(4, `${titleOf(entry)} waits in the outbox: the way round does not work: ${why}`);
		}
		return undefined;
	};

	const put: Outbox['put'] = async (sources, options, why) => {
		const known = createKnown(
			(await look()).flatMap(({identity, id}) =>
				identity ? [{...knownAs(identity), name: id}] : [],
			),
		);
		const kept: Entry[] = [];
		for (const source of sources) {
			if (source.kind === 'none') continue;
			const {identity, given, name} = source;
			if (identity && known.find(identity)) continue;
			if (identity) known.add({...knownAs(identity), name: given});
			const entry: Entry = {
				id: `${now()}-${String(kept.length).padStart(4, '0')}-${randomUUID().slice(0, 8)}`,
				...{at: now(), server: address, given, name, identity, options, tries: 0, why},
				source: source.kind === 'file' ? {kind: 'file'} : {kind: source.kind, link: source.link},
			};
			kept.push(await keep(entry, source.kind === 'file' ? await source.read() : undefined));
		}
		await look();
		return kept;
	};

	const sendAll = async (chosen?: ReadonlySet<string>): Promise<AddResult[]> => {
		const entries = chosen
			? (await readEntries(folder)).filter(({id}) => chosen.has(id))
			: (await look()).filter(({tries}) => tries < mostTries);
		if (entries.length === 0) return [];
		await client.identify();
		const results: AddResult[] = [];
		for (const entry of entries) {
			const result = await sendOne(entry);
			results.push(result);
			if (result.is !== 'refused') {
				await removeEntry(folder, entry.id);
				continue;
			}
			// Of a server that went away meanwhile it is no refusal.
			await client.identify();
			await putEntry(folder, {...entry, tries: entry.tries + 1, why: result.why});
		}
		await look();
		return results;
	};

	const sendOne = async (entry: Entry): Promise<AddResult> => {
		const {handed, given, options} = entry;
		// A URL that went another way can’t be found again: it is not sent a second time.
		if (handed && !entry.identity) return {source: given, is: 'pending'};
		const [result] = await addSources(client, [await sourceOf(entry, folder)], options);
		if (!result) return {source: given, is: 'refused', why: 'It could not be read.'};
		if (result.is !== 'duplicate' || !handed) return result;
		try {
			// Who came another way has neither category nor tags.
			await label(client, result.hash, options);
			return result;
		} catch (error) {
			if (isShut(error)) throw error;
			return {source: given, is: 'refused', why: messageOf(error)};
		}
	};

	return {
		store,
		look,
		put,
		send: chosen => {
			if (sending && !chosen) return sending;
			const before = sending?.catch(() => []) ?? Promise.resolve([]);
			const mine = before
				.then(() => sendAll(chosen))
				.finally(() => {
					if (sending === mine) sending = undefined;
				});
			sending = mine;
			return mine;
		},
		drop: async id => {
			await removeEntry(folder, id);
			await look();
		},
	};
};

const knownAs = (identity: NonNullable<Entry['identity']>) => ({
	...{hash: idOf(identity), infohash_v1: identity.v1 ?? '', infohash_v2: identity.v2 ?? ''},
});

const sourceOf = async (entry: Entry, folder: string): Promise<Source | NoSource> => {
	const {source, given, id} = entry;
	if (source.kind !== 'file') {
		return readLink(source.link) ?? {given, kind: 'none', why: 'It is no link.'};
	}
	const content = await readContent(folder, id).catch(() => undefined);
	return content
		? readFileSource(given, content)
		: {given, kind: 'none', why: 'Its .torrent file is gone from the outbox.'};
};

const label = async (
	client: Client,
	hash: Hash,
	{category = '', tags = []}: AddOptions,
): Promise<void> => {
	if (tags.length > 0) await client.ask(endpoints.addTags, {hashes: hash, tags: tags.join(',')});
	if (category === '') return;
	const known = await client.ask(endpoints.categories);
	if (!Object.hasOwn(known, category)) await createCategory(client, category, {});
	await client.ask(endpoints.setCategory, {hashes: hash, category});
};
