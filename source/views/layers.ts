import {pressInForm, valuesOf} from '../hooks/form.ts';
import {type Ask, type MenuItem, offered} from '../hooks/layers.ts';
import {edit} from '../hooks/line-editor.ts';
import {
	closeLayer,
	type Layer,
	openLayer,
	type ScreenState,
	say,
	sortBy,
	stepBack,
	thenBy,
	typeFilter,
} from '../hooks/screen-state.ts';
import type {Torrent} from '../qbit/types.ts';
import type {KeyEvent} from '../terminal/keys.ts';
import {findKeys} from './help.tsx';
import type {Scene} from './scene.ts';
import {pressInColumns} from './torrents/column-keys.ts';
import type {Column} from './torrents/columns.ts';
import {sortMenuLines} from './torrents/sort-menu.tsx';

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
		const {state, update, areas} = scene;
		if (state.layer?.kind !== 'help') return;
		const {line, index} = state.layer;
		const rows = findKeys(scene, line.text);
		if (isKey(event, 'escape')) return update(stepBack);
		const step = event.type === 'key' ? helpSteps(areas.list.height)[event.name] : undefined;
		if (step !== undefined) {
			const next = Math.max(0, Math.min(index + step, rows.length - 1));
			return update(now => choose(now, next));
		}
		if (isKey(event, 'enter')) {
			update(closeLayer);
			const row = rows[index];
			if (row) pick(row, update);
			return;
		}
		const typed = edit(line, event);
		if (typed) update(now => ({...now, layer: {kind: 'help', line: typed, index: 0}}));
	},
	sort: (event, {state, update, areas}, columns) => {
		const {layer} = state;
		if (layer?.kind !== 'sort' || event.type !== 'key') return;
		const step = sortSteps[event.name];
		if (step !== undefined) {
			const last = sortMenuLines(columns.length, areas.menu.width) - areas.menu.height;
			const top = Math.max(0, Math.min(layer.top + step * areas.menu.height, last));
			return update(now => openLayer(now, {...layer, top}));
		}
		const column = columns.find(({letter}) => letter === event.name.toLowerCase());
		if (!column) return update(closeLayer);
		const descending = event.name !== column.letter ? true : undefined;
		const sort = layer.adds ? thenBy : sortBy;
		update(now => sort(now, column.name, descending));
	},
	columns: pressInColumns,
	panel: (event, {update}) => {
		if (event.type === 'key') update(closeLayer);
	},
	ask: (event, {state, update}) => {
		const {layer} = state;
		if (layer?.kind !== 'ask') return;
		const answer = answerOf(layer, event);
		if (answer === undefined) {
			const line = layer.typed === undefined ? undefined : edit(layer.line, event);
			if (line) update(now => openLayer(now, {...layer, line}));
			return;
		}
		update(closeLayer);
		if (answer) layer.yes();
	},
	prompt: (event, {state, update}) => {
		const {layer} = state;
		if (layer?.kind !== 'prompt') return;
		if (isKey(event, 'escape')) return update(closeLayer);
		if (isKey(event, 'enter')) {
			update(closeLayer);
			const problem = layer.accept(layer.line.text.trim());
			if (problem !== undefined) update(now => openLayer(now, {...layer, problem}));
			return;
		}
		if (event.type === 'paste' && layer.pasted) {
			const {text, caret} = layer.line;
			return layer.pasted(text.slice(0, caret) + event.text + text.slice(caret));
		}
		const line = edit(layer.line, event);
		if (line) update(now => openLayer(now, {...layer, line, problem: undefined}));
	},
	form: (event, {state, update}) => {
		const {layer} = state;
		if (layer?.kind !== 'form') return;
		const pressed = pressInForm(layer, event);
		if (!pressed) return;
		const {form, does} = pressed;
		const values = valuesOf(form);
		if (does === undefined) {
			update(now => openLayer(now, form));
			return form.changed?.(values);
		}
		update(closeLayer);
		if (does === 'back') return form.back(values);
		const problem = form.submit(values);
		if (problem !== undefined) update(now => say(openLayer(now, form), problem, 'bad'));
	},
	menu: (event, {state, update}) => {
		const {layer} = state;
		if (layer?.kind !== 'menu') return;
		if (isKey(event, 'escape')) return update(closeLayer);
		const items = offered(layer);
		const move = menuMoves[event.type === 'key' ? event.name : ''];
		if (move !== undefined) {
			const index = Math.min(Math.max(layer.index + move, 0), Math.max(0, items.length - 1));
			return update(now => openLayer(now, {...layer, index}));
		}
		const byLetter = layer.items.some(item => item.letter !== undefined);
		const picked = isKey(event, 'enter')
			? items[layer.index]
			: items.find(item => item.letter !== undefined && isKey(event, item.letter));
		if (picked) return pick(picked, update);
		const line = byLetter ? undefined : edit(layer.line, event);
		if (line) update(now => openLayer(now, {...layer, line, index: 0}));
	},
};

/** By a page each, as far as there is more than fits. */
const sortSteps: Readonly<Record<string, number>> = {
	...{down: 1, pagedown: 1, space: 1},
	...{up: -1, pageup: -1},
};

const helpSteps = (page: number): Readonly<Record<string, number>> => ({
	...{up: -1, down: 1},
	...{pageup: -page, pagedown: page},
});

const menuMoves: Readonly<Record<string, number>> = {up: -1, down: 1};

const pick = (item: Pick<MenuItem, 'blocked' | 'run'>, update: Scene['update']): void => {
	const {blocked} = item;
	update(closeLayer);
	if (blocked === undefined) item.run();
	else update(now => say(now, blocked, 'warning'));
};

/** No unless it is clearly a yes; undefined while it is being typed. */
const answerOf = (layer: Ask, event: KeyEvent): boolean | undefined => {
	if (isKey(event, 'escape')) return false;
	if (layer.typed !== undefined) {
		return isKey(event, 'enter') ? layer.line.text.trim() === layer.typed : undefined;
	}
	return event.type === 'key' ? event.name.toLowerCase() === 'y' : undefined;
};

const isKey = (event: KeyEvent, name: string): boolean =>
	event.type === 'key' && event.name === name;

const choose = (state: ScreenState, index: number): ScreenState =>
	state.layer?.kind === 'help' ? {...state, layer: {...state.layer, index}} : state;
