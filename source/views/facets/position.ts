import {clamp} from '../../hooks/clamp.ts';
import type {FacetPosition} from '../../hooks/facets-choice.ts';
import type {FacetLine, FacetLines} from './lines.ts';

/** The cursor's line and the first one on the screen; the cursor stays on its value, where it is. */
export const placeIn = (
	{key, index, above}: FacetPosition,
	{all, indexOf}: FacetLines,
	height: number,
): {index: number; top: number} => {
	const found = key === undefined ? -1 : indexOf(key);
	const at = skipTitle(all, found === -1 ? clamp(index, 0, all.length - 1) : found, 1);
	const top = clamp(at - clamp(above, 0, height - 1), 0, Math.max(0, all.length - height));
	// Under its title, where that would be just out of sight.
	return {
		index: at,
		top: top === at && top > 0 && height > 1 && isTitle(all, at - 1) ? top - 1 : top,
	};
};

export const moveIn = (
	position: FacetPosition,
	lines: FacetLines,
	height: number,
	step: number,
): FacetPosition => {
	const {index, top} = placeIn(position, lines, height);
	const wanted = clamp(index + step, 0, lines.all.length - 1);
	return onLine(lines, skipTitle(lines.all, wanted, Math.sign(step)), top, height);
};

/** To the first value of the facet after this one, or of this one or the one before. */
export const moveToFacet = (
	position: FacetPosition,
	lines: FacetLines,
	height: number,
	step: 1 | -1,
): FacetPosition => {
	const {index, top} = placeIn(position, lines, height);
	const titles = lines.all.flatMap((_, i) => (isTitle(lines.all, i) ? i : []));
	const title = step > 0 ? titles.find(at => at > index) : titles.findLast(at => at < index - 1);
	return title === undefined ? position : onLine(lines, title + 1, top, height);
};

/** The cursor on the line of that key; where it was when there is none. */
export const moveToKey = (
	position: FacetPosition,
	lines: FacetLines,
	height: number,
	key: string,
): FacetPosition => {
	const index = lines.indexOf(key);
	return index === -1
		? position
		: onLine(lines, index, placeIn(position, lines, height).top, height);
};

/** The value that is on a row of the pane, from 0; undefined for a title, or below the last one. */
export const valueAt = (
	position: FacetPosition,
	lines: FacetLines,
	height: number,
	row: number,
): Extract<FacetLine, {kind: 'value'}> | undefined => {
	const line = lines.all[placeIn(position, lines, height).top + row];
	return row >= 0 && row < height && line?.kind === 'value' ? line : undefined;
};

const onLine = ({all}: FacetLines, index: number, top: number, height: number): FacetPosition => ({
	key: all[index]?.key,
	index,
	above: clamp(index - top, 0, height - 1),
});

const isTitle = (all: readonly FacetLine[], index: number): boolean => all[index]?.kind === 'title';

/** No title has the cursor; above the first one there is nothing. */
const skipTitle = (all: readonly FacetLine[], index: number, step: number): number => {
	if (!isTitle(all, index)) return index;
	return step < 0 && index > 0 ? index - 1 : index + 1;
};
