import {leaveFacets} from '../../hooks/panes.ts';
import {type ScreenState, say} from '../../hooks/screen-state.ts';
import {
	chooseOnly,
	clearFacet,
	clearFacets,
	excludeTerm,
	type Piece,
	putTogether,
	takeApart,
	termFor,
	toggleTerm,
} from '../filter/terms.ts';
import type {Scene} from '../scene.ts';
import {pickView} from '../view-menus.ts';
import type {FacetLine} from './lines.ts';
import {placeIn} from './position.ts';

type Value = Extract<FacetLine, {kind: 'value'}>;

/** The value under the cursor of the facets. */
export const chosenValue = ({state, facets, areas}: Scene): Value | undefined => {
	const {lines} = facets.get();
	const line = lines.all[placeIn(state.facets.position, lines, areas.facets?.height ?? 1).index];
	return line?.kind === 'value' ? line : undefined;
};

/** Changes the filter; one that can't be taken apart is left as it is. */
const refilter = (scene: Scene, change: (pieces: readonly Piece[]) => readonly Piece[]): void =>
	scene.update(state => {
		const pieces = takeApart(state.filter);
		if (!pieces)
			return say(
				state,
				'The filter has a ")" too many: / changes it, Esc in the list clears it.',
				'warning',
			);
		return {...state, filter: putTogether(change(pieces))};
	});

const termOf = ({facets}: Scene, {facet, value = ''}: Value) =>
	termFor(facet, value, facets.get().valuesOf(facet));

/** By this value alone of its facet; a view brings its whole filter and its order. */
export const chooseValue = (scene: Scene, line = chosenValue(scene)): void => {
	if (!line) return;
	if (line.facet === 'view') pickView(scene, line.label);
	else if (line.value === undefined) refilter(scene, pieces => clearFacet(pieces, line.facet));
	else refilter(scene, pieces => chooseOnly(pieces, termOf(scene, line)));
	if (scene.areas.listIsCovered) scene.update(toList);
};

const toList = (state: ScreenState): ScreenState => ({...state, panes: leaveFacets(state.panes)});

const withValue =
	(change: (scene: Scene, line: Value) => void) =>
	(scene: Scene): void => {
		const line = chosenValue(scene);
		if (line?.value === undefined) return chooseValue(scene, line);
		change(scene, line);
	};

/** Adds the value to the others of its facet, or takes it away. */
export const toggleValue = withValue((scene, line) =>
	refilter(scene, pieces => toggleTerm(pieces, termOf(scene, line))),
);

/** Hides what has the value, or no longer. */
export const excludeValue = withValue((scene, line) =>
	refilter(scene, pieces => excludeTerm(pieces, termOf(scene, line))),
);

export const clearChosenFacet = (scene: Scene): void => {
	const line = chosenValue(scene);
	if (line) refilter(scene, pieces => clearFacet(pieces, line.facet));
};

export const clearAllFacets = (scene: Scene): void => refilter(scene, clearFacets);
