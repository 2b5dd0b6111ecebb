import {edit} from '../hooks/line-editor.ts';
import {
	closeLayer,
	type Layer,
	type ScreenState,
	say,
	sortBy,
	stepBack,
	typeFilter,
} from '../hooks/screen-state.ts';
import type {Torrent} from '../qbit/types.ts';
import type {KeyEvent} from '../terminal/keys.ts';
import type {Column} from './columns.ts';
import {findBindings} from './help.tsx';
import type {Scene} from './keymap.ts';

type LayerKeys = (event: KeyEvent, scene: Scene, columns: ReadonlyArray<Column<Torrent>>) => void;

/** TABLE: what the keys do while something lies over the list. Esc always goes one step back. */
export const layers: Readonly<Record<Layer['kind'], LayerKeys>> = {
	filter: (event, {state, update}) => {
		if (isKey(event, 'escape')) return update(stepBack);
		if (isKey(event, 'enter')) return update(closeLayer);
		if (state.layer?.kind !== 'filter') return;
		const line = edit(state.layer.line, event);
		if (line) update(now => typeFilter(now, line));
	},
	help: (event, scene) => {
		const {state, update} = scene;
		if (state.layer?.kind !== 'help') return;
		const {line, index} = state.layer;
		const rows = findBindings('torrents', line.text);
		if (isKey(event, 'escape')) return update(stepBack);
		if (isKey(event, 'down'))
			return update(now => choose(now, Math.min(index + 1, rows.length - 1)));
		if (isKey(event, 'up')) return update(now => choose(now, Math.max(index - 1, 0)));
		if (isKey(event, 'enter')) {
			update(closeLayer);
			const blocked = rows[index]?.blocked?.(scene);
			if (blocked === undefined) rows[index]?.run(scene);
			else update(now => say(now, blocked, 'warning'));
			return;
		}
		const typed = edit(line, event);
		if (typed) update(now => ({...now, layer: {kind: 'help', line: typed, index: 0}}));
	},
	sort: (event, {update}, columns) => {
		if (event.type !== 'key') return;
		const column = columns.find(({letter}) => letter === event.name.toLowerCase());
		if (!column) return update(closeLayer);
		update(now => sortBy(now, column.name, event.name !== column.letter ? true : undefined));
	},
	panel: (event, {update}) => {
		if (event.type === 'key') update(closeLayer);
	},
};

const isKey = (event: KeyEvent, name: string): boolean =>
	event.type === 'key' && event.name === name;

const choose = (state: ScreenState, index: number): ScreenState =>
	state.layer?.kind === 'help' ? {...state, layer: {...state.layer, index}} : state;
