/** Where one is among the facets, and how they are put in order. */
export type FacetsChoice = {
	position: FacetPosition;
	order: 'name' | 'count';
};

/** On a value, not on a line: values come and go while one looks. */
export type FacetPosition = {
	/** The line's own key; undefined before anybody has moved. */
	key: string | undefined;
	/** The line on which it was, for when it is gone. */
	index: number;
	/** Lines above it on the screen. */
	above: number;
};

export const startFacets: FacetsChoice = {
	position: {key: undefined, index: 0, above: 0},
	order: 'name',
};
