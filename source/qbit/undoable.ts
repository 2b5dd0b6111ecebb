import type {Client} from './client.ts';
import {refresh} from './refresh.ts';
import {reveal} from './reveal.ts';
import {runVerb} from './run-verb.ts';
import type {Hash, Torrent} from './types.ts';
import type {Controls, Step, Verb, VerbResult} from './verb.ts';

/**
 * Does a verb, as `runVerb` does, and says what undoes it: steps over the torrents to which it was
 * done, that put back what they were before by the mirror. None when nothing can undo it.
 */
export const runUndoable = async <Args>(
	controls: Controls,
	verb: Verb<Args>,
	hashes: readonly Hash[],
	args: Args,
): Promise<{result: VerbResult; undo: readonly Step[]}> => {
	// Torrents of the mirror are replaced, never changed: these stay what they were.
	const known = hashes.flatMap(hash => controls.torrents.get(hash) ?? []);
	const before = await lookBefore(controls.client, verb, known);
	const result = await runVerb(controls, verb, hashes, args);
	const done = new Set(result.done);
	const changed = before.filter(({hash}) => done.has(hash));
	return {result, undo: verb.undo?.(changed, args) ?? []};
};

const lookBefore = (
	client: Client,
	{startsOrStops, lags}: Pick<Verb<never>, 'startsOrStops' | 'lags'>,
	known: readonly Torrent[],
): Promise<readonly Torrent[]> | readonly Torrent[] => {
	if (startsOrStops) return reveal(client, known);
	return lags ? refresh(client, known) : known;
};

/** Does steps one after the other. A torrent is done when no step with it was refused. */
export const runSteps = async (controls: Controls, steps: readonly Step[]): Promise<VerbResult> => {
	const asked = new Set<Hash>();
	const refused = new Map<Hash, string>();
	let before = 0;
	for (const step of steps) {
		const through = before;
		const onProgress = (torrents: number): void => controls.onProgress?.(through + torrents);
		const result = await step.run({...controls, onProgress});
		before += step.hashes.length;
		for (const hash of result.asked) asked.add(hash);
		for (const {hash, why} of result.refused) refused.set(hash, why);
	}
	return {
		asked: [...asked],
		done: [...asked].filter(hash => !refused.has(hash)),
		refused: [...refused].map(([hash, why]) => ({hash, why})),
	};
};
