import {
	type ColumnChoice,
	chosenColumns,
	moveInChoice,
	resetChoice,
	shiftColumn,
	startChoice,
	toggleColumn,
} from '../../hooks/column-choice.ts';
import {closeLayer, openLayer, type ScreenState, say} from '../../hooks/screen-state.ts';
import {messageOf} from '../../qbit/message.ts';
import type {KeyEvent} from '../../terminal/keys.ts';
import {tell} from '../doing.ts';
import type {Scene} from '../scene.ts';
import {usualFor} from './column-choice.ts';

/** The chooser: the list behind it changes with every key. */
export const openColumns = ({state, update, allColumns}: Scene): void =>
	update(now =>
		openLayer(
			now,
			startChoice(
				allColumns.map(({name}) => name),
				state.columns,
			),
		),
	);

/** TABLE: keys that change the choice. */
const changes: Readonly<Record<string, (choice: ColumnChoice, scene: Scene) => ColumnChoice>> = {
	...keys(['j', 'down'], choice => moveInChoice(choice, 1)),
	...keys(['k', 'up'], choice => moveInChoice(choice, -1)),
	...keys(['pagedown'], choice => moveInChoice(choice, page)),
	...keys(['pageup'], choice => moveInChoice(choice, -page)),
	...keys(['g', 'home'], choice => moveInChoice(choice, -Infinity)),
	...keys(['G', 'end'], choice => moveInChoice(choice, Infinity)),
	...keys(['space'], toggleColumn),
	...keys(['J', 'ctrl+down', 'shift+down'], choice => shiftColumn(choice, 1)),
	...keys(['K', 'ctrl+up', 'shift+up'], choice => shiftColumn(choice, -1)),
	...keys(['u'], (choice, {engine}) => resetChoice(choice, usualFor(engine.volumes.length > 0))),
};

const page = 5;

function keys<Change>(names: readonly string[], change: Change): Record<string, Change> {
	return Object.fromEntries(names.map(name => [name, change]));
}

export const pressInColumns = (event: KeyEvent, scene: Scene): void => {
	const {state, update} = scene;
	const {layer} = state;
	if (layer?.kind !== 'columns' || event.type !== 'key') return;
	if (event.name === 'escape') {
		return update(now => ({...closeLayer(now), columns: layer.before}));
	}
	if (event.name === 'enter') {
		update(closeLayer);
		return void keep(scene, chosenColumns(layer), layer.before);
	}
	const next = changes[event.name]?.(layer, scene);
	if (next) update(now => show(now, next));
	if (next === layer && event.name === 'space') {
		update(now => say(now, 'The name is always shown.', 'warning'));
	}
};

const show = (state: ScreenState, choice: ColumnChoice): ScreenState => ({
	...openLayer(state, choice),
	columns: chosenColumns(choice),
});

/** It holds for now, whether it can be kept or not. */
const keep = async (
	scene: Scene,
	columns: readonly string[],
	before: readonly string[],
): Promise<void> => {
	if (columns.join() === before.join()) return;
	try {
		const note = await scene.keep('columns', columns);
		const text = `These columns are kept.${note === undefined ? '' : ` ${note}`}`;
		tell(scene, {text, look: note === undefined ? 'good' : 'warning'});
	} catch (error) {
		const text = `These columns hold until you quit; they can’t be kept: ${messageOf(error)}`;
		tell(scene, {text, look: 'warning'});
	}
};
