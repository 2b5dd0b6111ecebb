import {type MenuItem, menu} from '../hooks/layers.ts';
import {describeTargets, targets} from './act.ts';
import {keyName} from './keys/key-name.ts';
import {open} from './menus/open.ts';
import type {Binding, Scene} from './scene.ts';

/** Something that keys do: a row of the keymap, or an item of the menu that a row opens. */
export type Action = {
	/** As they are pressed: "L d". */
	keys: string;
	label: string;
	/** Why it can't be done now. */
	blocked: string | undefined;
	/** It is in a menu that another one opens. */
	isInside: boolean;
	run: () => void;
};

/** The rows, each with what is in the menu that it opens. */
export const actionsOf = (rows: readonly Binding[], scene: Scene): Action[] =>
	rows.flatMap(row => [ofRow(row, scene), ...ofMenu(row, scene)]);

const ofRow = (row: Binding, scene: Scene): Action => {
	const detail = row.detail?.(scene);
	return {
		keys: row.keys.map(keyName).join(' '),
		label: detail === undefined ? row.label : `${row.label}: ${detail}`,
		blocked: row.blocked?.(scene),
		isInside: false,
		run: () => row.run(scene),
	};
};

const ofMenu = (row: Binding, scene: Scene): Action[] => {
	if (!row.menu) return [];
	const {name, items} = row.menu;
	const blocked = row.blocked?.(scene);
	return items(scene).map(item => ({
		keys: `${keyName(row.keys[0] ?? '')} ${item.letter ?? ''}`.trim(),
		label: `${name}: ${item.label}`,
		blocked: blocked ?? item.blocked,
		isInside: true,
		run: item.run,
	}));
};

/** Every verb by name, with its key; greyed with the reason. */
export const openActions = (scene: Scene): void => {
	const rows = scene.bindings.working(scene.state).filter(row => row.acts);
	const items = actionsOf(rows, scene).map(
		({keys, label, blocked, isInside, run}): MenuItem => ({keys, label, blocked, isInside, run}),
	);
	const torrents = targets(scene);
	const title = torrents.length === 0 ? 'Do' : `Do to ${describeTargets(torrents)}`;
	open(scene, menu(title, items));
};
