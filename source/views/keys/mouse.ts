import {moveCursor, settle} from '../../hooks/list-position.ts';
import {showTab} from '../../hooks/panes.ts';
import {sortBy} from '../../hooks/screen-state.ts';
import type {MouseEvent} from '../../terminal/keys.ts';
import type {Area} from '../areas.ts';
import {tabAt} from '../details/frame.ts';
import {chooseValue} from '../facets/choose.ts';
import {valueAt} from '../facets/position.ts';
import type {Scene} from '../scene.ts';
import {rowsOf} from './keymap.ts';

const wheelRows = 3;

/**
 * Click and wheel. They go where a key could go, too: a row gets the cursor, a second click on it
 * opens its details, a column title sorts, a value of the facets filters, a tab shows itself, a
 * pane that is clicked gets the keys; the wheel moves the cursor of the pane below the pointer.
 * While something is asked, a click answers nothing.
 */
export const point = (event: MouseEvent, scene: Scene, press: (key: string) => void): void => {
	const {state, areas} = scene;
	if (state.layer && state.layer.kind !== 'menu' && state.layer.kind !== 'help') return;
	const wheel = wheelStep(event);
	if (wheel !== 0) {
		focusAt(event, scene);
		for (let i = 0; i < Math.abs(wheel); i++) press(wheel > 0 ? 'down' : 'up');
		return;
	}
	if (state.layer || event.action !== 'press' || event.button !== 'left') return;
	focusAt(event, scene);
	if (state.view !== 'torrents') return;
	if (areas.facets && isIn(areas.facets, event)) return clickFacet(event.row, areas.facets, scene);
	if (areas.details && event.row === areas.details.top)
		return clickTab(event.column - areas.details.left, scene);
	if (areas.listIsCovered) return;
	if (isIn(areas.list, event)) return clickRow(event.row - areas.list.top, scene, press);
	const titles = {...areas.list, top: areas.list.top - 1, height: 1};
	if (isIn(titles, event)) clickTitle(event.column - areas.list.left, scene);
};

const wheelStep = ({action}: MouseEvent): number =>
	action === 'wheeldown' ? wheelRows : action === 'wheelup' ? -wheelRows : 0;

/** The pane below the pointer gets the keys. */
const focusAt = (event: MouseEvent, {areas, state, update}: Scene): void => {
	if (state.view !== 'torrents' || state.layer) return;
	const focus =
		areas.facets && isIn(areas.facets, event)
			? 'facets'
			: areas.details && isIn(areas.details, event)
				? 'details'
				: isIn(areas.list, event)
					? 'list'
					: undefined;
	if (focus) update(now => ({...now, panes: {...now.panes, focus}}));
};

const clickRow = (line: number, scene: Scene, press: (key: string) => void): void => {
	const {list, height, state, update} = scene;
	const rows = rowsOf(list);
	const {top, index} = settle(state.position, rows, height);
	const row = top + line;
	if (row >= rows.length) return;
	if (row === index && state.position.chosen) return press('enter');
	update(now => ({
		...now,
		position: moveCursor(settle(now.position, rows, height), rows, height, row - index),
	}));
};

/** As Enter on that value does. */
const clickFacet = (row: number, area: Area, scene: Scene): void => {
	const {position} = scene.state.facets;
	const line = valueAt(position, scene.facets.get().lines, area.height, row - area.top);
	if (line) chooseValue(scene, line);
};

const clickTab = (cell: number, {state, update}: Scene): void => {
	const tab = tabAt(cell, state.panes.details.tab);
	if (tab) update(now => ({...now, panes: showTab(now.panes, tab)}));
};

const clickTitle = (cell: number, {columnAt, update}: Scene): void => {
	const name = columnAt(cell);
	if (name !== undefined) update(now => sortBy(now, name));
};

const isIn = ({left, top, width, height}: Area, {column, row}: MouseEvent): boolean =>
	column >= left && column < left + width && row >= top && row < top + height;
