import {type Notice, say} from '../hooks/screen-state.ts';
import type {Controls} from '../qbit/verb.ts';
import {plural} from './format.ts';
import type {Scene} from './scene.ts';

/** What is needed to do something and to tell how it went. */
export type Doing = Pick<Scene, 'engine' | 'update'>;

export const controlsOf = ({engine}: Pick<Scene, 'engine'>): Controls => ({
	client: engine.client,
	torrents: engine.mirror.store.get().maindata.torrents,
});

/** Says how something went, and puts it into the log of what qbtui did. */
export const tell = ({engine, update}: Doing, {text, look}: Notice, more = ''): void => {
	update(state => say(state, text + more, look));
	engine.events.note(look === 'good' ? 2 : 4, text);
};

export const tellFailure = (doing: Doing, what: string, error: unknown): void =>
	tell(doing, {text: `${what}: ${reasonOf(error)}`, look: 'bad'});

export const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/** The first reason, and how many others there are. */
export const reasonsOf = (refused: ReadonlyArray<{why: string}>): string => {
	const reasons = [...new Set(refused.map(({why}) => why))];
	const more = reasons.length > 1 ? ` (and ${plural(reasons.length - 1, 'other reason')})` : '';
	return `${reasons[0] ?? ''}${more}`;
};
