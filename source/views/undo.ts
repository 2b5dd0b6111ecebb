import type {ScreenState, Undo, Undone} from '../hooks/screen-state.ts';
import {goneReason} from '../qbit/run-verb.ts';
import {runSteps} from '../qbit/undoable.ts';
import type {Step, VerbResult} from '../qbit/verb.ts';
import {reasonsOf, tell, tellFailure, toMany} from './doing.ts';
import {plural} from './format.ts';
import type {Scene} from './scene.ts';

const keptUndos = 50;

export const keepUndo = (state: ScreenState, undo: Undo): ScreenState => ({
	...state,
	undos: [...state.undos, undo].slice(-keptUndos),
});

/** What takes a verb back; undefined when nothing does. */
export const undoOf = (name: string, steps: readonly Step[]): Undo | undefined => {
	const touched = new Set(steps.flatMap(step => step.hashes));
	if (touched.size === 0) return undefined;
	const label = `${name}, ${plural(touched.size, 'torrent')}`;
	return {
		...{label, torrents: touched.size},
		run: async controls => judge(label, await runSteps(controls, steps)),
	};
};

/** How taking back went. What the server refused can be tried again; what is gone can not. */
export const judge = (label: string, {done, refused}: VerbResult): Undone => {
	const others = refused.filter(({why}) => why !== goneReason);
	if (others.length > 0) {
		const text = `Not taken back for ${others.length}: ${reasonsOf(others)} z tries again.`;
		return {done: false, text: `${label}: ${text}`, look: 'bad'};
	}
	const gone = refused.length;
	if (gone === 0) return {done: true, text: '', look: 'good'};
	const text =
		done.length === 0
			? `${label}: nothing to take back any more, ${gone === 1 ? 'the torrent is' : `all ${gone} are`} gone.`
			: `Taken back: ${label}; ${gone} of them ${gone === 1 ? 'is' : 'are'} gone.`;
	return {done: true, text, look: 'warning'};
};

/** What `z` would take back now. */
export const nextUndo = ({state}: Pick<Scene, 'state'>): string | undefined =>
	state.undos.at(-1)?.label;

/** Takes back the newest of what can be taken back. When that fails it stays the newest. */
export const undoLast = (scene: Scene): void => {
	const last = scene.state.undos.at(-1);
	if (!last) return;
	scene.update(state => ({...state, undos: state.undos.filter(undo => undo !== last)}));
	const run = async (): Promise<void> => {
		try {
			const {done, text, look} = await toMany(scene, 'taking back', last.torrents ?? 0, last.run);
			if (!done) scene.update(state => keepUndo(state, last));
			tell(scene, {text: text || `Taken back: ${last.label}.`, look});
		} catch (error) {
			scene.update(state => keepUndo(state, last));
			tellFailure(scene, `Not taken back: ${last.label}`, error);
		}
		scene.engine.mirror.poke();
		scene.engine.details.poke();
	};
	void run();
};
