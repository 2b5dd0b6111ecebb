import {addTags, removeTags} from '../qbit/label-verbs.ts';
import {runVerb} from '../qbit/run-verb.ts';
import type {Controls} from '../qbit/verb.ts';
import {type TagChange, tagOperations} from '../space/place-tags.ts';

/** Sends the changes; says which torrents were refused, and why. */
export const applyTags = async (
	controls: Controls,
	changes: readonly TagChange[],
): Promise<Array<{hash: string; reason: string}>> => {
	const failed: Array<{hash: string; reason: string}> = [];
	for (const operation of tagOperations(changes)) {
		const verb = operation.do === 'add' ? addTags : removeTags;
		const {refused} = await runVerb(controls, verb, operation.hashes, [operation.tag]);
		failed.push(...refused.map(({hash, why}) => ({hash, reason: why})));
	}
	return failed;
};
