import {
	type DetailsTab,
	enterDetails,
	enterFacets,
	otherPane,
	type Panes,
	showTab,
} from '../../hooks/panes.ts';
import {stepBack} from '../../hooks/screen-state.ts';
import {tabs} from '../details/tabs.ts';
import type {Binding, Scene} from '../scene.ts';
import {openViews, viewItems} from '../view-menus.ts';

const change =
	(next: (panes: Panes) => Panes): Binding['run'] =>
	({update}) =>
		update(state => ({...state, panes: next(state.panes)}));

/** The tab `step` further on; after the last one the first. */
const shiftTab = (step: number) =>
	change(panes => {
		const names = tabs.map(({name}) => name);
		const at = names.indexOf(panes.details.tab);
		const next: DetailsTab | undefined = names.at((at + step) % names.length);
		return next ? showTab(panes, next) : panes;
	});

const noTorrent = ({list}: Scene): string | undefined =>
	list.rows.length === 0 ? 'The list is empty.' : undefined;

const closed = ({state}: Scene): string | undefined =>
	state.panes.details.open ? undefined : 'Enter opens the details.';

/** Stands before the verbs: what one does most. */
export const detailsKey: Binding = {
	in: 'torrents',
	keys: ['enter', 'l', 'right'],
	label: 'Details of the torrent',
	hint: 'details',
	isIdle: ({state}) => state.panes.focus === 'details',
	blocked: noTorrent,
	run: change(enterDetails),
};

/** TABLE: the keys that open, close and change between the panes beside the list. */
export const paneKeys: readonly Binding[] = [
	{
		in: 'torrents',
		keys: ['tab', 'shift+tab'],
		label: 'From the list to the details and back',
		blocked: noTorrent,
		run: change(otherPane),
	},
	{
		in: 'torrents',
		keys: [']'],
		label: 'Next tab of the details',
		blocked: closed,
		run: shiftTab(1),
	},
	{
		in: 'torrents',
		keys: ['['],
		label: 'Previous tab of the details',
		blocked: closed,
		run: shiftTab(-1),
	},
	{
		in: 'details',
		keys: [']'],
		label: 'Next tab of these details',
		hint: 'next tab',
		run: shiftTab(1),
	},
	{
		in: 'details',
		keys: ['escape'],
		label: 'Back to the list',
		hint: 'back',
		run: ({update}) => update(stepBack),
	},
	{
		in: 'torrents',
		keys: ['f'],
		label: 'Facets: filter by state, disk, category, tag, tracker',
		hint: 'facets',
		run: change(enterFacets),
	},
	{
		in: 'torrents',
		keys: ['W'],
		label: 'Saved views: pick one, or save the current filter and order',
		menu: {name: 'Saved views', items: viewItems},
		run: openViews,
	},
];
