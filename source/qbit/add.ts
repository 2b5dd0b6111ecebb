import {type AddResult, addOne, listKnown, type World} from './add-one.ts';
import {type AddOptions, fieldsOf, problemOf} from './add-options.ts';
import type {NoSource, Source} from './add-source.ts';
import {batches} from './batches.ts';
import type {Client} from './client.ts';
import {QbitError} from './errors.ts';
import {createKnown, idsOf} from './identity.ts';
import {toQbitError} from './outcome.ts';

/**
 * Adds sources one by one, as only so each gets an answer of its own.
 *
 * Those that are there already are found out by their info-hash and not sent. Never throws for what
 * goes wrong on the way: that is in the results, which come in the order of the sources.
 *
 * @param dry only says what would be added, and what is a duplicate
 */
export const addSources = async (
	client: Client,
	sources: ReadonlyArray<Source | NoSource>,
	options: AddOptions = {},
	{dry = false, onResult}: {dry?: boolean; onResult?: (result: AddResult) => void} = {},
): Promise<AddResult[]> => {
	const results: AddResult[] = [];
	const tell = (result: AddResult): void => {
		results.push(result);
		onResult?.(result);
	};
	const wrong = problemOf(options, sources.length);
	let over = wrong;
	const world = wrong === undefined ? await open(client, sources, options) : undefined;
	if (world instanceof QbitError) over = world.message;
	for (const source of sources) {
		if (source.kind === 'none') {
			tell({source: source.given, is: 'refused', why: source.why});
		} else if (over !== undefined || world === undefined || world instanceof QbitError) {
			const isShut = wrong === undefined;
			tell({source: source.given, is: 'refused', why: over ?? '', ...(isShut && {unsent: true})});
		} else {
			const sent = await addOne(client, world, source, dry);
			over = sent.ends;
			tell(sent.result);
		}
	}
	return results;
};

/** Also asks how the server manages places, as each version guesses in its own way if not told. */
const open = async (
	client: Client,
	sources: ReadonlyArray<Source | NoSource>,
	options: AddOptions,
): Promise<World | QbitError> => {
	try {
		const ids = sources.flatMap(source => {
			const identity = source.kind === 'none' ? undefined : source.identity;
			return identity ? idsOf(identity) : [];
		});
		const known = createKnown([]);
		for (const batch of batches(ids)) {
			const hashes = batch.join('|');
			for (const torrent of await listKnown(client, {hashes})) known.add(torrent);
		}
		return {known, fields: await fieldsOf(client, options)};
	} catch (error) {
		return toQbitError(error);
	}
};
