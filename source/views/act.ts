import {type Notice, type ScreenState, say, type Undo} from '../hooks/screen-state.ts';
import {step} from '../qbit/step.ts';
import type {Hash, Torrent} from '../qbit/types.ts';
import type {Step, Verb, VerbResult} from '../qbit/verb.ts';
import {bytes, plural} from './format.ts';
import type {Scene} from './keymap.ts';

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

/** "3 torrents (226G)", or the name of the only one. */
export const describeTargets = (torrents: readonly Torrent[]): string => {
	const [only] = torrents;
	const size = bytes(torrents.reduce((sum, torrent) => sum + Math.max(0, torrent.size), 0));
	return only && torrents.length === 1
		? `“${only.name}” (${size})`
		: `${plural(torrents.length, 'torrent')} (${size})`;
};

/**
 * Does the steps one after another and tells how it went. `undo` is what puts back the torrents as
 * they are now; it is kept when anything was done.
 */
export const act = async (
	scene: Pick<Scene, 'engine' | 'update'>,
	steps: readonly Step[],
	undo: readonly Step[] = [],
): Promise<void> => {
	const {engine, update} = scene;
	const name = steps[0]?.name;
	if (name === undefined) return;
	const results: VerbResult[] = [];
	for (const next of steps) {
		const {torrents} = engine.mirror.store.get().maindata;
		results.push(await next.run({client: engine.client, torrents}));
	}
	const done = new Set(results.flatMap(result => result.done));
	const {text, look} = outcome(name, results);
	update(state => say(keep(state, name, done.size > 0 ? undo : []), text, look));
	engine.events.note(look === 'good' ? 2 : 4, text);
	engine.mirror.poke();
};

const keep = (state: ScreenState, name: string, steps: readonly Step[]): ScreenState => {
	const touched = new Set(steps.flatMap(step => step.hashes));
	if (touched.size === 0) return state;
	const undo: Undo = {label: `${name}, ${plural(touched.size, 'torrent')}`, steps};
	return {...state, undos: [...state.undos, undo].slice(-keptUndos)};
};

const outcome = (name: string, results: readonly VerbResult[]): Notice => {
	const done = new Set(results.flatMap(result => result.done)).size;
	const refused = results.flatMap(result => result.refused);
	const said = `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${plural(done, 'torrent')}`;
	if (refused.length === 0) return {text: said, look: 'good'};
	const reasons = [...new Set(refused.map(({why}) => why))];
	const more = reasons.length > 1 ? ` (and ${plural(reasons.length - 1, 'other reason')})` : '';
	return {
		text: `${said}; ${refused.length} refused: ${reasons[0]}${more}`,
		look: done > 0 ? 'warning' : 'bad',
	};
};

/** Takes back the newest of what can be taken back. */
export const undoLast = (scene: Scene): void => {
	const last = scene.state.undos.at(-1);
	if (!last) return;
	scene.update(state => ({...state, undos: state.undos.slice(0, -1)}));
	void act(
		scene,
		last.steps.map(step => ({...step, name: `undo ${last.label}`})),
	);
};

/** Does a verb to what is selected or under the cursor, so that `z` can take it back. */
export const doTo = <Args>(
	scene: Scene,
	verb: Verb<Args>,
	torrents: readonly Torrent[],
	args: Args,
): void => {
	void act(scene, step(verb, torrents, args), verb.undo?.(torrents, args));
};
