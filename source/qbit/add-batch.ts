import type {AddResult} from './add-one.ts';
import type {NoSource, Source} from './add-source.ts';
import {idOf, type KnownTorrents} from './identity.ts';

/** What is to be added, as far as it can be told before it is sent. */
export type Batch = {
	/** To be sent. */
	fresh: readonly Source[];
	/** Not to be sent: they are there already, or were given twice. */
	there: ReadonlyArray<Extract<AddResult, {is: 'duplicate'}>>;
	/** Can't be sent. */
	bad: readonly NoSource[];
	/** Bytes of those of `fresh` that say it, and how many don't. */
	bytes: number;
	unsized: number;
};

/** @param known the torrents of the server; those to be added are put to them */
export const sortOut = (found: ReadonlyArray<Source | NoSource>, known: KnownTorrents): Batch => {
	const fresh: Source[] = [];
	const there: Array<Extract<AddResult, {is: 'duplicate'}>> = [];
	const bad: NoSource[] = [];
	for (const source of found) {
		if (source.kind === 'none') {
			bad.push(source);
			continue;
		}
		const {given, identity} = source;
		const twin = identity && known.find(identity);
		if (twin) {
			there.push({source: given, is: 'duplicate', hash: twin.hash, name: twin.name});
			continue;
		}
		fresh.push(source);
		if (!identity) continue;
		const {v1: infohash_v1 = '', v2: infohash_v2 = ''} = identity;
		known.add({hash: idOf(identity), name: nameOf(source), infohash_v1, infohash_v2});
	}
	const sizes = fresh.flatMap(({size}) => size ?? []);
	return {
		...{fresh, there, bad, unsized: fresh.length - sizes.length},
		bytes: sizes.reduce((sum, size) => sum + size, 0),
	};
};

export const nameOf = ({name, given}: Source): string => name ?? given;
