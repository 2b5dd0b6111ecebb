import type {Controls} from '../qbit/verb.ts';
import type {ColumnChoice} from './column-choice.ts';
import {type FacetsChoice, startFacets} from './facets-choice.ts';
import type {Form} from './form.ts';
import type {Ask, Menu, Prompt} from './layers.ts';
import {type Line, lineOf} from './line-editor.ts';
import {type ListPosition, startPosition} from './list-position.ts';
import {
	isListView,
	type ListChoice,
	type ListsChoice,
	type ListViewName,
	startLists,
	stepBackInList,
} from './lists-choice.ts';
import {type LogChoice, startLog} from './log-position.ts';
import {closeDetails, leavePane, type Panes, startPanes} from './panes.ts';
import {noSelection, type Selection} from './selection.ts';
import {startTabs, stepBackInTab, type TabsChoice, tabsFor} from './tabs-choice.ts';

/** What only the screen knows. Changed by the pure functions below, and by nothing else. */
export type ScreenState = {
	view: ViewName;
	position: ListPosition;
	panes: Panes;
	facets: FacetsChoice;
	/** Where one is in the lists of the details. */
	tabs: TabsChoice;
	selection: Selection;
	/** The first goes before the others. */
	sort: readonly SortChoice[];
	/** Names of the columns of the list, from left to right. */
	columns: readonly string[];
	/** The filter of the torrents that is in force. */
	filter: string;
	/** What lies over the list or below it, and takes the keys. */
	layer: Layer | undefined;
	/** A line for the user, until the next key. */
	notice: Notice | undefined;
	/** What is being done to thousands of torrents, and how far it is. */
	working: string | undefined;
	/** What `z` takes back, the newest last. */
	undos: readonly Undo[];
	log: LogChoice;
	/** Where one is in the views that are lists, beside the torrents. */
	lists: ListsChoice;
};

export type ViewName = 'torrents' | ListViewName | 'log';

export type Undo = {
	/** What it takes back: "stop, 3 torrents". */
	label: string;
	/** How many; absent where it is of the server itself. */
	torrents?: number;
	run: (controls: Controls) => Promise<Undone>;
};

/** `done`: trying again would change nothing. An empty text: all was taken back. */
export type Undone = Notice & {done: boolean};

export type SortChoice = {name: string; descending: boolean};

export type Layer =
	/** The filter is being typed; what was before comes back with Esc. */
	| {
			kind: 'filter';
			line: Line;
			before: Pick<ScreenState, 'filter' | 'position' | 'log' | 'lists' | 'tabs'>;
	  }
	| {kind: 'help'; line: Line; index: number}
	/** `adds`: a further key, not the first; `top`: the first line that is seen. */
	| {kind: 'sort'; adds: boolean; top: number}
	| ColumnChoice
	/** What is known of the connection. */
	| {kind: 'panel'}
	| Ask
	| Prompt
	| Menu
	| Form;

export type Notice = {text: string; look: 'good' | 'warning' | 'bad'};

export const startState = (
	sort: readonly SortChoice[],
	columns: readonly string[],
): ScreenState => ({
	view: 'torrents',
	position: startPosition,
	panes: startPanes,
	facets: startFacets,
	tabs: startTabs,
	selection: noSelection,
	sort,
	columns,
	filter: '',
	layer: undefined,
	notice: undefined,
	working: undefined,
	undos: [],
	log: startLog,
	lists: startLists,
});

/** Another view; what lay over the one before is closed. */
export const showView = (state: ScreenState, view: ViewName): ScreenState => ({
	...closeLayer(state),
	view,
});

/** The filter of the view that is on. */
export const filterOf = (state: ScreenState): string => {
	if (state.view === 'log') return state.log.filter;
	if (isListView(state.view)) return state.lists[state.view].filter;
	return filtersFiles(state) ? filesOf(state).filter : state.filter;
};

/** What is filtered is not the list, but the files of a torrent. */
export const filtersFiles = ({view, panes}: ScreenState): boolean =>
	view === 'torrents' && panes.focus === 'details' && panes.details.tab === 'files';

const filesOf = ({tabs, position}: ScreenState) => tabsFor(tabs, position.cursor).files;

export const openFilter = (state: ScreenState): ScreenState => ({
	...state,
	layer: {
		kind: 'filter',
		line: lineOf(filterOf(state)),
		before: {
			...{filter: state.filter, position: state.position, log: state.log},
			...{lists: state.lists, tabs: state.tabs},
		},
	},
});

export const typeFilter = (state: ScreenState, line: Line): ScreenState =>
	state.layer?.kind === 'filter'
		? withFilter({...state, layer: {...state.layer, line}}, line.text)
		: state;

const withFilter = (state: ScreenState, filter: string): ScreenState => {
	if (state.view === 'log') return {...state, log: {...state.log, filter}};
	if (isListView(state.view)) return withList(state, {...state.lists[state.view], filter});
	if (!filtersFiles(state)) return {...state, filter};
	const tabs = tabsFor(state.tabs, state.position.cursor);
	return {...state, tabs: {...tabs, files: {...tabs.files, filter}}};
};

export const openHelp = (state: ScreenState): ScreenState => ({
	...state,
	layer: {kind: 'help', line: lineOf(''), index: 0},
});

export const openSort = (state: ScreenState, adds = false): ScreenState => ({
	...state,
	layer: {kind: 'sort', adds, top: 0},
});

export const openPanel = (state: ScreenState): ScreenState => ({...state, layer: {kind: 'panel'}});

export const openLayer = (state: ScreenState, layer: Layer): ScreenState => ({...state, layer});

export const closeLayer = (state: ScreenState): ScreenState => ({...state, layer: undefined});

/** One step back: the layer, the pane, the selection, the filter, the details. Returns the same state when there is no step left. */
export const stepBack = (state: ScreenState): ScreenState => {
	if (state.layer?.kind === 'filter') return {...closeLayer(state), ...state.layer.before};
	if (state.layer) return closeLayer(state);
	if (state.view === 'log') return stepBackInLog(state);
	if (isListView(state.view)) return stepBackInLists(state, state.view);
	if (state.panes.focus !== 'list') return stepBackInPane(state);
	if (state.selection.hashes.size > 0) return {...state, selection: noSelection};
	if (state.filter !== '') return {...state, filter: ''};
	if (state.panes.details.open) return {...state, panes: closeDetails(state.panes)};
	return state;
};

/** What was chosen in the view that is on, where that is a list beside the torrents. */
export const withList = (state: ScreenState, choice: ListChoice): ScreenState =>
	isListView(state.view) ? {...state, lists: {...state.lists, [state.view]: choice}} : state;

/** The text, what hides rows, and then the view. */
const stepBackInLists = (state: ScreenState, view: ListViewName): ScreenState => {
	const back = stepBackInList(state.lists[view]);
	return back ? withList(state, back) : {...state, view: 'torrents'};
};

/** What was chosen in the tab, and then the pane. */
const stepBackInPane = (state: ScreenState): ScreenState => {
	const {panes, position} = state;
	const tabs =
		panes.focus === 'details'
			? stepBackInTab(state.tabs, panes.details.tab, position.cursor)
			: state.tabs;
	return tabs === state.tabs ? {...state, panes: leavePane(panes)} : {...state, tabs};
};

/** The whole text, what hides lines, and then the view. */
const stepBackInLog = (state: ScreenState): ScreenState => {
	const {log} = state;
	if (log.whole) return {...state, log: {...log, whole: false}};
	if (log.filter !== '' || log.least > 1) return {...state, log: {...log, filter: '', least: 1}};
	return {...state, view: 'torrents'};
};

/** A further key behind those that there are; one that is there already is turned. */
export const thenBy = (state: ScreenState, name: string, descending?: boolean): ScreenState => {
	const known = state.sort.find(key => key.name === name);
	const key = {name, descending: descending ?? (known ? !known.descending : false)};
	const sort = known ? state.sort.map(each => (each === known ? key : each)) : [...state.sort, key];
	return {
		...closeLayer(state),
		sort,
		position: state.position.chosen ? state.position : startPosition,
	};
};

/** Sorts by a column alone; by the same one again: the other way round. */
export const sortBy = (state: ScreenState, name: string, descending?: boolean): ScreenState => {
	const [first, second] = state.sort;
	const turned = first?.name === name && !second ? !first.descending : false;
	return {
		...closeLayer(state),
		sort: [{name, descending: descending ?? turned}],
		position: state.position.chosen ? state.position : startPosition,
	};
};

export const say = (state: ScreenState, text: string, look: Notice['look']): ScreenState => ({
	...state,
	notice: {text, look},
});
