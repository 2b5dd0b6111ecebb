import {moveCursor, settle} from '../../hooks/list-position.ts';
import {type ListTab, moveTo, type TabsChoice, tabsFor} from '../../hooks/tabs-choice.ts';
import type {Binding, Scene} from '../scene.ts';
import {type RowList, rowsFor, rowsHeight} from './list-tab.ts';
import {insideOf, type Seen} from './seen.ts';

type Keyed = {key: string};

/** What was chosen in the tabs for the torrent that is looked at. */
export const choiceIn = ({state}: Pick<Seen, 'state'>): TabsChoice =>
	tabsFor(state.tabs, state.position.cursor);

export const chooseIn = (
	{update}: Pick<Scene, 'update'>,
	change: (tabs: TabsChoice) => TabsChoice,
): void => update(state => ({...state, tabs: change(tabsFor(state.tabs, state.position.cursor))}));

const heightIn = ({areas}: Scene): number => rowsHeight(insideOf(areas));

/** Where the cursor of a tab is now, among rows that may have come or gone. */
export const placeIn = (scene: Scene, tab: ListTab, rows: RowList) =>
	settle(choiceIn(scene)[tab].position, rowsFor(rows), heightIn(scene));

export const rowIn = <Row extends Keyed>(
	scene: Scene,
	tab: ListTab,
	rows: RowList<Row>,
): Row | undefined => rows.at(placeIn(scene, tab, rows).index);

export const moveIn = (scene: Scene, tab: ListTab, rows: RowList, step: number): void => {
	const {position} = choiceIn(scene)[tab];
	const next = moveCursor(position, rowsFor(rows), heightIn(scene), step);
	chooseIn(scene, tabs => moveTo(tabs, tab, next));
};

/** Onto the row with that key, if there is one. */
export const goTo = (scene: Scene, tab: ListTab, rows: RowList, key: string): void => {
	const index = rows.indexOf(key);
	if (index !== -1) moveIn(scene, tab, rows, index - placeIn(scene, tab, rows).index);
};

/** The keys that move the cursor of a tab. */
export const listKeys = (
	tab: ListTab,
	noun: string,
	rowsOf: (scene: Scene) => RowList,
): Binding[] => {
	const none = (scene: Scene): string | undefined =>
		rowsOf(scene).length === 0 ? `There are no ${noun}s.` : undefined;
	const row = (
		keys: readonly string[],
		label: string,
		step: (height: number) => number,
	): Binding => ({
		in: `details ${tab}`,
		keys,
		label,
		blocked: none,
		run: scene => moveIn(scene, tab, rowsOf(scene), step(heightIn(scene))),
	});
	return [
		row(['j', 'down'], `Next ${noun}`, () => 1),
		row(['k', 'up'], `${noun} before`, () => -1),
		row(['g', 'home'], `First ${noun}`, () => -Infinity),
		row(['G', 'end'], `Last ${noun}`, () => Infinity),
		row(['ctrl+d'], `Half a page of ${noun}s down`, height => Math.max(1, height >> 1)),
		row(['ctrl+u'], `Half a page of ${noun}s up`, height => -Math.max(1, height >> 1)),
		row(['pagedown', 'ctrl+f'], `A page of ${noun}s down`, height => Math.max(1, height - 1)),
		row(['pageup', 'ctrl+b'], `A page of ${noun}s up`, height => -Math.max(1, height - 1)),
	].map(each => ({...each, label: capital(each.label)}));
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
