import {type Notice, type ScreenState, say, type Undo} from '../hooks/screen-state.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import {runSteps, runUndoable} from '../qbit/undoable.ts';
import type {Controls, Step, Verb, VerbResult} from '../qbit/verb.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut} from '../terminal/text.ts';
import {bytes, plural} from './format.ts';
import type {Scene} from './scene.ts';

const keptUndos = 50;

/** What a verb acts on: the selection, or else the torrent under the cursor. */
export const targets = ({state, engine}: Scene): Torrent[] => {
	const {torrents} = engine.mirror.store.get().maindata;
	const {selection, position} = state;
	const hashes: Iterable<Hash> =
		selection.hashes.size > 0
			? selection.hashes
			: position.cursor === undefined
				? []
				: [position.cursor];
	return [...hashes].flatMap(hash => torrents.get(hash) ?? []);
};

/** Room for the size and the question behind it, at 80 columns, too. */
const longestName = 24;

/** "3 torrents (226G)", or the name of the only one. */
export const describeTargets = (torrents: readonly Torrent[]): string => {
	const [only] = torrents;
	const size = bytes(torrents.reduce((sum, torrent) => sum + Math.max(0, torrent.size), 0));
	return only && torrents.length === 1
		? `“${cut(harmless(only.name), longestName)}” (${size})`
		: `${plural(torrents.length, 'torrent')} (${size})`;
};

const controlsOf = ({engine}: Pick<Scene, 'engine'>): Controls => ({
	client: engine.client,
	torrents: engine.mirror.store.get().maindata.torrents,
});

/** Does a verb to torrents and tells how it went; `z` can take back what was done. */
export const doTo = <Args>(
	scene: Pick<Scene, 'engine' | 'update'>,
	verb: Verb<Args>,
	torrents: readonly Torrent[],
	args: Args,
): void => {
	const hashes = torrents.map(({hash}) => hash);
	const run = async (): Promise<void> => {
		const {result, undo} = await runUndoable(controlsOf(scene), verb, hashes, args);
		finish(scene, verb.name, result, undo);
	};
	void run();
};

/** Takes back the newest of what can be taken back. */
export const undoLast = (scene: Scene): void => {
	const last = scene.state.undos.at(-1);
	if (!last) return;
	scene.update(state => ({...state, undos: state.undos.slice(0, -1)}));
	const run = async (): Promise<void> => {
		finish(scene, `undo ${last.label}`, await runSteps(controlsOf(scene), last.steps), []);
	};
	void run();
};

const finish = (
	{engine, update}: Pick<Scene, 'engine' | 'update'>,
	name: string,
	result: VerbResult,
	undo: readonly Step[],
): void => {
	const {text, look} = outcome(name, result);
	update(state => say(keep(state, name, undo), text, look));
	engine.events.note(look === 'good' ? 2 : 4, text);
	engine.mirror.poke();
};

const keep = (state: ScreenState, name: string, steps: readonly Step[]): ScreenState => {
	const touched = new Set(steps.flatMap(step => step.hashes));
	if (touched.size === 0) return state;
	const undo: Undo = {label: `${name}, ${plural(touched.size, 'torrent')}`, steps};
	return {...state, undos: [...state.undos, undo].slice(-keptUndos)};
};

const outcome = (name: string, {done, refused}: VerbResult): Notice => {
	const said = `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${plural(done.length, 'torrent')}`;
	if (refused.length === 0) return {text: said, look: 'good'};
	const reasons = [...new Set(refused.map(({why}) => why))];
	const more = reasons.length > 1 ? ` (and ${plural(reasons.length - 1, 'other reason')})` : '';
	return {
		text: `${said}; ${refused.length} refused: ${reasons[0]}${more}`,
		look: done.length > 0 ? 'warning' : 'bad',
	};
};
