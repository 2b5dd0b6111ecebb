import {type Notice, type ScreenState, say} from '../../hooks/screen-state.ts';
import {addSources} from '../../qbit/add.ts';
import type {Batch} from '../../qbit/add-batch.ts';
import type {AddResult} from '../../qbit/add-one.ts';
import type {AddOptions} from '../../qbit/add-options.ts';
import {count} from '../format.ts';
import type {Scene} from '../scene.ts';
import {eventsOf, summarise} from './results.ts';

/** Adds what is new in it, says how far it is, and how it went: in one line, and in the log. */
export const addBatch = async (
	{engine, update}: Pick<Scene, 'engine' | 'update'>,
	{fresh, there, bad}: Batch,
	options: AddOptions,
): Promise<void> => {
	const results: AddResult[] = [
		...there,
		...bad.map(({given, why}): AddResult => ({source: given, is: 'refused', why})),
	];
	if (fresh.length > 0) {
		const tell = progress(update, fresh.length);
		tell();
		results.push(...(await addSources(engine.client, fresh, options, {onResult: tell})));
	}
	const {text, look} = summarise(results);
	update(state => say(state, text, look));
	for (const [level, event] of eventsOf(results)) engine.events.note(level, event);
	engine.mirror.poke();
};

/** "Adding 12 of 3,000 …", in place of itself only: what else is said meanwhile is not covered. */
const progress = (update: Scene['update'], all: number): (() => void) => {
	let done = -1;
	let last: Notice | undefined;
	return () => {
		done++;
		const notice: Notice = {text: `Adding ${count(done)} of ${count(all)} …`, look: 'good'};
		update((state: ScreenState) => {
			if (state.notice !== undefined && state.notice !== last) return state;
			last = notice;
			return {...state, notice};
		});
	};
};
