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

/** Those that hold every word that was typed, or have just that key; the nearest first. */
export const findActions = (actions: readonly Action[], query: string): Action[] => {
	const typed = query.trim();
	if (typed === '') return [...actions];
	const words = typed.toLowerCase().split(/\s+/);
	return actions
		.map(action => ({action, distance: distanceOf(action, typed, words)}))
		.filter(({distance}) => distance < Infinity)
		.sort((a, b) => a.distance - b.distance || fewerWords(a.action, b.action))
		.map(({action}) => action);
};

/** A menu goes before what is in it: "tag" opens the tags, and does not delete one. */
const fewerWords = (a: Action, b: Action): number =>
	Number(a.isInside) - Number(b.isInside) || a.label.length - b.label.length;

/** 0 is the key itself; then labels that begin with it, words that do, and what only holds it. */
const distanceOf = ({keys, label}: Action, typed: string, words: readonly string[]): number => {
	const text = label.toLowerCase();
	if (keys.split(' ').includes(typed)) return 0;
	if (!words.every(word => text.includes(word))) return Infinity;
	if (text.startsWith(words[0] ?? '')) return 1;
	return words.every(word => beginsWord(text, word)) ? 2 : 3;
};

const beginsWord = (text: string, word: string): boolean =>
	text.startsWith(word) || text.includes(` ${word}`);

/** Every verb by name, with its key; greyed with the reason. */
export const openActions = (scene: Scene): void => {
	const rows = scene.bindings.working(scene.state).filter(row => row.acts);
	const items = actionsOf(rows, scene).map(
		({keys, label, blocked, run}): MenuItem => ({keys, label, blocked, run}),
	);
	const torrents = targets(scene);
	const title = torrents.length === 0 ? 'Do' : `Do to ${describeTargets(torrents)}`;
	open(scene, menu(title, items));
};
