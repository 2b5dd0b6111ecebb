import type {Engine} from '../engine.ts';
import {type Notice, say} from '../hooks/screen-state.ts';
import {batchSize} from '../qbit/batches.ts';
import {messageOf} from '../qbit/message.ts';
import type {Controls} from '../qbit/verb.ts';
import {count, plural} from './format.ts';
import type {Scene} from './scene.ts';

/** What is needed to do something and to tell how it went. */
export type Doing = Pick<Scene, 'engine' | 'update'>;

/** What is needed to tell something. */
export type Telling = Pick<Scene, 'update'> & {engine: {events: Pick<Engine['events'], 'note'>}};

export const controlsOf = ({engine}: Pick<Scene, 'engine'>): Controls => ({
	client: engine.client,
	torrents: engine.mirror.store.get().maindata.torrents,
});

/** Does something to torrents; with more than one call takes, it is said how far it is. */
export const toMany = async <Result>(
	doing: Doing,
	name: string,
	all: number,
	work: (controls: Controls) => Promise<Result>,
): Promise<Result> => {
	if (all <= batchSize) return work(controlsOf(doing));
	const show = (working: string | undefined): void => doing.update(state => ({...state, working}));
	const onProgress = (done: number): void =>
		show(`${startedWith(name)}: ${count(done)} of ${plural(all, 'torrent')}`);
	onProgress(0);
	try {
		return await work({...controlsOf(doing), onProgress});
	} finally {
		show(undefined);
	}
};

/** "stop" → "Stop" */
export const startedWith = (name: string): string =>
	`${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Says how something went, and puts it into the log of what qbtui did. */
export const tell = ({engine, update}: Telling, {text, look}: Notice, more = ''): void => {
	update(state => say(state, text + more, look));
	engine.events.note(look === 'good' ? 2 : 4, text);
};

export const tellFailure = (doing: Telling, what: string, error: unknown): void =>
	tell(doing, {text: `${what}: ${messageOf(error)}`, look: 'bad'});

/** The first reason, and how many others there are. */
export const reasonsOf = (refused: ReadonlyArray<{why: string}>): string => {
	const reasons = [...new Set(refused.map(({why}) => why))];
	const more = reasons.length > 1 ? ` (and ${plural(reasons.length - 1, 'other reason')})` : '';
	return `${reasons[0] ?? ''}${more}`;
};
