import type {Layer, ScreenState} from '../hooks/screen-state.ts';

export type Size = {columns: number; rows: number};

/** Cells, from the top left corner of the screen, which is 0, 0. */
export type Area = {left: number; top: number; width: number; height: number};

/** Where everything stands. What is not there has no area. */
export type Areas = {
	header: Area;
	/** The rows below the column titles; its height holds, too, while something covers it. */
	list: Area;
	/** With the line between it and the list. */
	facets: Area | undefined;
	/** With its line of tabs. */
	details: Area | undefined;
	/** Below the list, while a layer has one. */
	menu: Area;
	footer: Area;
	/** The list is behind the details, or behind the facets. */
	listIsCovered: boolean;
};

/** The details stand below the list from here on; before, they take its place. */
const detailsBesideFrom = {columns: 100, rows: 24};
/** The facets are there without being asked for. */
const facetsFrom = 160;
/** The facets stand beside the list when they are asked for; before, they take its place. */
const facetsBesideFrom = 80;

const facetsWidth = 24;
const footerHeight = 2;

/** How many lines the header takes at this size; it does not depend on what is in it. */
export const headerHeight = ({columns, rows}: Size): number =>
	rows < 12 ? 1 : columns >= 100 && rows >= 20 ? 3 : 2;

/** @param menuHeight Lines that the open layer takes below the list. */
export const areasOf = (size: Size, state: ScreenState, menuHeight: number): Areas => {
	const {columns, rows} = size;
	const top = headerHeight(size);
	const height = Math.max(2, rows - top - footerHeight - menuHeight);
	const body = {left: 0, top, width: columns, height};
	const facets = facetsArea(size, state, body);
	const left = facets && facets.width < columns ? facets.width : 0;
	const details = detailsArea(size, state, {...body, left, width: columns - left});
	const detailsBelow = details !== undefined && details.height < height;
	return {
		header: {left: 0, top: 0, width: columns, height: top},
		list: {
			left,
			top: top + 1,
			width: columns - left,
			height: Math.max(1, height - 1 - (detailsBelow ? details.height : 0)),
		},
		facets,
		details,
		menu: {left: 0, top: top + height, width: columns, height: menuHeight},
		footer: {left: 0, top: rows - footerHeight, width: columns, height: footerHeight},
		listIsCovered: (details !== undefined && !detailsBelow) || facets?.width === columns,
	};
};

/** These cover whatever stands in the middle of the screen. */
const covers = (layer: Layer | undefined): boolean =>
	layer?.kind === 'help' || layer?.kind === 'panel' || layer?.kind === 'form';

const facetsArea = (
	{columns}: Size,
	{view, layer, panes}: ScreenState,
	body: Area,
): Area | undefined => {
	const wanted = panes.facets ?? columns >= facetsFrom;
	if (view !== 'torrents' || covers(layer) || !wanted) return undefined;
	return {...body, width: columns >= facetsBesideFrom ? facetsWidth : columns};
};

const detailsArea = (
	{columns, rows}: Size,
	{view, layer, panes}: ScreenState,
	body: Area,
): Area | undefined => {
	if (view !== 'torrents' || covers(layer) || !panes.details.open) return undefined;
	const below = columns >= detailsBesideFrom.columns && rows >= detailsBesideFrom.rows;
	if (!below) return panes.focus === 'details' ? body : undefined;
	const height = Math.min(20, Math.max(10, Math.round(body.height * 0.35)));
	return {...body, top: body.top + body.height - height, height};
};
