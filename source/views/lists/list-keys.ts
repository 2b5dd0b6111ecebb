import {moveCursor, settle} from '../../hooks/list-position.ts';
import {type ListChoice, type ListViewName, moveTo} from '../../hooks/lists-choice.ts';
import {openFilter, withList} from '../../hooks/screen-state.ts';
import type {Area} from '../areas.ts';
import type {Binding, Scene} from '../scene.ts';
import {frameOf, keysOf, type ListFrame} from './frame.ts';
import type {Inside, ListRow, ListView} from './list-view.ts';

/** The room of a view: the list of torrents has its titles above it. */
export const insideOf = ({width, height}: Area): Inside => ({width, height: height + 1});

const frameIn = <Row extends ListRow>(view: ListView<Row>, scene: Scene): ListFrame<Row> => {
	const {work, state, areas, pens} = scene;
	return frameOf(view, work, state.lists[view.name], insideOf(areas.list), pens);
};

/** The row under the cursor. */
export const rowUnder = <Row extends ListRow>(
	view: ListView<Row>,
	scene: Scene,
): Row | undefined => {
	const choice = scene.state.lists[view.name];
	const rows = view.rows(scene.work, choice);
	return rows[settle(choice.position, keysOf(rows), Number.MAX_SAFE_INTEGER).index];
};

export const change =
	(name: ListViewName, next: (choice: ListChoice, scene: Scene) => ListChoice): Binding['run'] =>
	scene =>
		scene.update(state => withList(state, next(state.lists[name], scene)));

/** The keys by which one goes through such a list and reads its text. */
export const motionKeys = <Row extends ListRow>(
	view: ListView<Row>,
	/** What a row is called in the table of keys: "job". */
	noun: string,
): Binding[] => {
	const {name} = view;
	const noRows = ({work, state}: Scene): string | undefined =>
		view.rows(work, state.lists[name]).length === 0 ? 'The list is empty.' : undefined;
	const row = (
		keys: readonly string[],
		label: string,
		step: (height: number) => number,
	): Binding => ({
		...{in: name, keys, label, blocked: noRows},
		run: scene => {
			const {rows, height} = frameIn(view, scene);
			const keysOfRows = keysOf(rows);
			change(name, choice =>
				moveTo(choice, moveCursor(choice.position, keysOfRows, height, step(height))),
			)(scene);
		},
	});
	const scroll = (keys: readonly string[], label: string, step: number): Binding => ({
		...{in: name, keys, label, blocked: noRows},
		run: scene => {
			const {told} = frameIn(view, scene);
			const most = Math.max(0, told.lines.length - told.height);
			change(name, choice => ({
				...choice,
				scroll: Math.max(0, Math.min(most, told.scroll + step)),
			}))(scene);
		},
	});
	return [
		row(['j', 'down'], `Next ${noun}`, () => 1),
		row(['k', 'up'], `The ${noun} before`, () => -1),
		row(['g', 'home'], `First ${noun}`, () => -Infinity),
		row(['G', 'end'], `Last ${noun}`, () => Infinity),
		row(['pagedown', 'ctrl+f', 'ctrl+d'], `A page of ${noun}s down`, height =>
			Math.max(1, height - 1),
		),
		row(
			['pageup', 'ctrl+b', 'ctrl+u'],
			`A page of ${noun}s up`,
			height => -Math.max(1, height - 1),
		),
		scroll(['J'], `The text of the ${noun}: a line down`, 1),
		scroll(['K'], `The text of the ${noun}: a line up`, -1),
		{
			in: name,
			keys: ['/'],
			label: `Filter the ${noun}s while you type`,
			hint: 'filter',
			run: ({update}) => update(openFilter),
		},
	];
};

/** The text below the list gets most of the room, or gives it back. */
export const toggleWhole = (name: ListViewName): Binding['run'] =>
	change(name, choice => ({...choice, whole: !choice.whole, scroll: 0}));
