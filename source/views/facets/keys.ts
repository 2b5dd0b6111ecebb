import type {FacetPosition} from '../../hooks/facets-choice.ts';
import {menu} from '../../hooks/layers.ts';
import {leaveFacets} from '../../hooks/panes.ts';
import {openLayer} from '../../hooks/screen-state.ts';
import type {Binding, Scene} from '../scene.ts';
import {deleteView, keepPresent, renameView} from '../view-menus.ts';
import {
	chooseValue,
	chosenValue,
	clearAllFacets,
	clearChosenFacet,
	excludeValue,
	toggleValue,
} from './choose.ts';
import {facets} from './facets.ts';
import type {FacetLines} from './lines.ts';
import {moveIn, moveToFacet, moveToKey} from './position.ts';

const heightOf = ({areas}: Scene): number => areas.facets?.height ?? 1;

const go =
	(next: (position: FacetPosition, lines: FacetLines, height: number) => FacetPosition) =>
	(scene: Scene): void => {
		const {lines} = scene.facets.get();
		scene.update(state => ({
			...state,
			facets: {
				...state.facets,
				position: next(state.facets.position, lines, heightOf(scene)),
			},
		}));
	};

const row = (
	keys: readonly string[],
	label: string,
	step: (height: number) => number,
): Binding => ({
	in: 'facets',
	keys,
	label,
	run: go((position, lines, height) => moveIn(position, lines, height, step(height))),
});

const page = (height: number): number => Math.max(1, height - 1);
const half = (height: number): number => Math.max(1, height >> 1);

/** All values in one menu, which is searched by typing. */
const findValue = (scene: Scene): void => {
	const {lines} = scene.facets.get();
	const items = lines.all.flatMap(line => {
		if (line.kind === 'title') return [];
		const title = facets.find(({name}) => name === line.facet)?.title ?? '';
		const run = () =>
			go((position, now, height) => moveToKey(position, now, height, line.key))(scene);
		return {label: `${title}: ${line.value || line.label}`, run};
	});
	scene.update(state => openLayer(state, menu('Find', items)));
};

const noView = (scene: Scene): string | undefined =>
	chosenValue(scene)?.facet === 'view' ? undefined : 'Only views can be renamed and deleted.';

/** TABLE: the keys of the facets. */
export const facetKeys: readonly Binding[] = [
	row(['j', 'down'], 'Next value', () => 1),
	row(['k', 'up'], 'Value before', () => -1),
	row(['g', 'home'], 'First value', () => -Infinity),
	row(['G', 'end'], 'Last value', () => Infinity),
	row(['ctrl+d'], 'Half a page of values down', half),
	row(['ctrl+u'], 'Half a page of values up', height => -half(height)),
	row(['pagedown', 'ctrl+f'], 'A page of values down', page),
	row(['pageup', 'ctrl+b'], 'A page of values up', height => -page(height)),
	{
		in: 'facets',
		keys: [']'],
		label: 'Next facet',
		run: go((position, lines, height) => moveToFacet(position, lines, height, 1)),
	},
	{
		in: 'facets',
		keys: ['['],
		label: 'Previous facet',
		run: go((position, lines, height) => moveToFacet(position, lines, height, -1)),
	},
	{
		in: 'facets',
		keys: ['enter', 'l', 'right'],
		label: 'Filter by this value alone; a saved view brings its order, too',
		hint: 'only this',
		run: scene => chooseValue(scene),
	},
	{
		in: 'facets',
		keys: ['space'],
		label: 'Add this value to the others of its facet, or remove it',
		hint: 'this, too',
		run: toggleValue,
	},
	{
		in: 'facets',
		keys: ['!'],
		label: 'Hide torrents with this value, or show them again',
		hint: 'not this',
		run: excludeValue,
	},
	{
		in: 'facets',
		keys: ['0'],
		label: 'Clear all facets; what was typed stays',
		hint: 'clear',
		run: clearAllFacets,
	},
	{
		in: 'facets',
		keys: ['backspace'],
		label: 'Clear this facet',
		run: clearChosenFacet,
	},
	{
		in: 'facets',
		keys: ['tab', 'shift+tab', 'f'],
		label: 'To the list',
		hint: 'list',
		run: ({areas, update}) =>
			update(state => ({
				...state,
				panes: areas.listIsCovered ? leaveFacets(state.panes) : {...state.panes, focus: 'list'},
			})),
	},
	{
		in: 'facets',
		keys: ['/'],
		label: 'Find a value by typing',
		hint: 'find',
		run: findValue,
	},
	{
		in: 'facets',
		keys: ['s'],
		label: 'Sort the values by count or by name',
		hint: 'order',
		run: ({update}) =>
			update(state => ({
				...state,
				facets: {...state.facets, order: state.facets.order === 'name' ? 'count' : 'name'},
			})),
	},
	{
		in: 'facets',
		keys: ['W'],
		label: 'Save the current filter and order as a view',
		hint: 'keep view',
		run: keepPresent,
	},
	{
		in: 'facets',
		keys: ['e'],
		label: 'Rename the view',
		blocked: noView,
		run: scene => renameView(scene, chosenValue(scene)?.label ?? ''),
	},
	{
		in: 'facets',
		keys: ['d'],
		label: 'Delete the view',
		blocked: noView,
		run: scene => deleteView(scene, chosenValue(scene)?.label ?? ''),
	},
];
