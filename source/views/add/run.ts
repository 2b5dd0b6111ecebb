import {type Notice, type ScreenState, say} from '../../hooks/screen-state.ts';
import {isShut} from '../../outbox/outbox.ts';
import {addSources} from '../../qbit/add.ts';
import type {Batch} from '../../qbit/add-batch.ts';
import type {AddResult} from '../../qbit/add-one.ts';
import type {AddOptions} from '../../qbit/add-options.ts';
import {tell, tellFailure} from '../doing.ts';
import {count} from '../format.ts';
import {keptText} from '../outbox/words.ts';
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
	if (fresh.length > 0 && (await isAway(engine))) {
		return keepForLater({engine, update}, fresh, options);
	}
	if (fresh.length > 0) {
		const next = progress(update, fresh.length);
		next();
		const sent = await addSources(engine.client, fresh, options, {onResult: next});
		results.push(...sent);
		const unsent = fresh.filter((_, i) => {
			const result = sent[i];
			return result?.is === 'refused' && result.unsent;
		});
		if (unsent.length > 0) await keepForLater({engine, update}, unsent, options);
		if (unsent.length === fresh.length) return;
	}
	const {text, look} = summarise(results);
	update(state => say(state, text, look));
	for (const [level, event] of eventsOf(results)) engine.events.note(level, event);
	engine.mirror.poke();
};

/** A refused login is not tried again for this: it would bring a ban nearer. */
const isAway = async ({client, mirror}: Scene['engine']): Promise<boolean> => {
	const {state} = mirror.store.get().link;
	if (state !== 'connecting') return state === 'away';
	return client.identify().then(() => false, isShut);
};

const keepForLater = async (
	doing: Pick<Scene, 'engine' | 'update'>,
	fresh: Batch['fresh'],
	options: AddOptions,
): Promise<void> => {
	const {link} = doing.engine.mirror.store.get();
	const why = link.state === 'away' ? link.error.message : 'The server did not answer.';
	try {
		const kept = await doing.engine.outbox.put(fresh, options, why);
		tell(doing, {text: keptText(kept), look: 'warning'});
	} catch (error) {
		tellFailure(doing, 'Not added, and not kept', error);
	}
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
