import {harmless} from '../../terminal/harmless.ts';
import type {Meaning} from '../../terminal/theme.ts';
import type {Cause} from './why-cause.ts';
import {downloadCauses} from './why-download.ts';
import type {Facts} from './why-facts.ts';
import {haltedCauses} from './why-halted.ts';
import {seedCauses} from './why-seed.ts';

/** TABLE: all causes, in the order in which they are asked. */
export const causes: readonly Cause[] = [...haltedCauses, ...downloadCauses, ...seedCauses];

/** Why a torrent does what it does, in one sentence: of the first cause that has something to say. */
export const whyOf = (facts: Facts): {text: string; look: Meaning} => {
	for (const {say, look} of causes) {
		const text = say(facts);
		if (text !== undefined) return {text: harmless(text), look};
	}
	return {text: `the server calls it “${harmless(facts.torrent.state)}”`, look: 'text'};
};
