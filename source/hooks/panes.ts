/**
 * What stands beside the list: the facets on its left, the details of a torrent below it; and which
 * of them the keys go to. Pure.
 */
export type Panes = {
	focus: Pane;
	details: {open: boolean; tab: DetailsTab};
	/** undefined: open where there is room for it. */
	facets: boolean | undefined;
};

type Pane = 'list' | 'details' | 'facets';

export type DetailsTab = 'general' | 'files' | 'trackers' | 'peers' | 'pieces' | 'log';

export const startPanes: Panes = {
	focus: 'list',
	details: {open: false, tab: 'general'},
	facets: undefined,
};

/** Opens the details, and the keys go to them. */
export const enterDetails = (panes: Panes): Panes => ({
	...panes,
	focus: 'details',
	details: {...panes.details, open: true},
});

export const closeDetails = (panes: Panes): Panes => ({
	...panes,
	focus: panes.focus === 'details' ? 'list' : panes.focus,
	details: {...panes.details, open: false},
});

export const showTab = (panes: Panes, tab: DetailsTab): Panes => ({
	...panes,
	details: {...panes.details, tab},
});

export const enterFacets = (panes: Panes): Panes => ({...panes, focus: 'facets', facets: true});

/** Where there is no room beside the list, they close. */
export const leaveFacets = (panes: Panes): Panes => ({...panes, focus: 'list', facets: undefined});

/** From the list to the details and back. */
export const otherPane = (panes: Panes): Panes =>
	panes.focus === 'details' ? {...panes, focus: 'list'} : enterDetails(panes);

/** One step back: what the keys go to. The same object when that is the list. */
export const leavePane = (panes: Panes): Panes => {
	if (panes.focus === 'details') return closeDetails(panes);
	if (panes.focus === 'facets') return leaveFacets(panes);
	return panes;
};
