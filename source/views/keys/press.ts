import {closeLayer, type Layer, type ScreenState, say} from '../../hooks/screen-state.ts';
import type {Store} from '../../qbit/store.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {KeyEvent} from '../../terminal/keys.ts';
import {addPasted} from '../add/add.ts';
import {pasteInTab} from '../details/lists.ts';
import {layers} from '../layers.ts';
import type {Scene} from '../scene.ts';
import type {Column} from '../torrents/columns.ts';
import {point} from './mouse.ts';
import {blockedNow} from './verb-keys.ts';

/** What becomes of each key, paste and click: the layer that is open has it, or the keymap. */
export const createPress = ({
	ui,
	update,
	scene,
	allColumns,
}: {
	ui: Store<ScreenState>;
	update: Scene['update'];
	scene: () => Scene;
	allColumns: ReadonlyArray<Column<Torrent>>;
}): ((event: KeyEvent) => void) => {
	/**
	 * Text pasted into a terminal without bracketed paste comes as keys, many in one turn. It must
	 * not answer a question that it has itself brought up.
	 */
	let askedNow: Layer | undefined;
	const guardQuestion = (before: Layer | undefined): void => {
		const {layer} = ui.get();
		if (!layer || !asksFirst(layer) || before?.kind === layer.kind) return;
		askedNow = layer;
		setImmediate(() => {
			askedNow = undefined;
		});
	};

	const answer = (event: KeyEvent): void => {
		if (ui.get().notice) update(state => ({...state, notice: undefined}));
		const now = scene();
		const {layer} = now.state;
		if (event.type === 'mouse') return point(event, now, name => answer({type: 'key', name}));
		if (layer && !alwaysWorks(event)) return layers[layer.kind](event, now, allColumns);
		if (event.type === 'paste' && now.state.view === 'torrents' && !now.readOnly) {
			return pasteInto(now, event.text);
		}
		if (event.type !== 'key') return;
		const binding = now.bindings.find(now.state, event.name);
		const blocked = binding?.blocked?.(now);
		if (blocked === undefined) binding?.run(now);
		else update(state => say(state, blocked, 'warning'));
	};

	return event => {
		const {layer} = ui.get();
		if (askedNow && layer && isSame(layer, askedNow)) {
			return layer.kind === 'ask' ? update(closeLayer) : undefined;
		}
		answer(event);
		guardQuestion(layer);
	};
};

/** What is to be added can wait for the server; what is for a torrent that is there can not. */
const pasteInto = (scene: Scene, text: string): void => {
	const inTab = pasteInTab(scene);
	if (!inTab) addPasted(scene, text);
	else if (blockedNow(scene) === undefined) inTab(text);
};

/** A key would do what it asks about. */
const asksFirst = ({kind}: Layer): boolean => kind === 'ask' || kind === 'form';

/** A form may have learned more since. */
const isSame = (layer: Layer, other: Layer): boolean =>
	layer === other || (layer.kind === 'form' && other.kind === 'form' && layer.id === other.id);

/** These leave or redraw whatever is open. */
const alwaysWorks = (event: KeyEvent): boolean =>
	event.type === 'key' && ['ctrl+c', 'ctrl+z', 'ctrl+l'].includes(event.name);
