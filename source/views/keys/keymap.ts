import {moveCursor, settle} from '../../hooks/list-position.ts';
import {
	openFilter,
	openHelp,
	openPanel,
	openSort,
	showView,
	sortBy,
	stepBack,
} from '../../hooks/screen-state.ts';
import {
	extendTo,
	invert,
	type Selection,
	selectAll,
	toggle,
	toggleRange,
} from '../../hooks/selection.ts';
import type {Hash} from '../../qbit/types.ts';
import {createKeys} from '../create/create-keys.ts';
import {filesKeys} from '../details/files-keys.ts';
import {logOfKeys} from '../details/log-keys.ts';
import {peersKeys} from '../details/peers-keys.ts';
import {trackersKeys} from '../details/trackers-keys.ts';
import {doctorKeys} from '../doctor/doctor-keys.ts';
import {facetKeys} from '../facets/keys.ts';
import {logKeys} from '../log/keys.ts';
import {outboxKey} from '../outbox/outbox.ts';
import {queueKeys} from '../queue/queue-keys.ts';
import type {Binding, Scene} from '../scene.ts';
import {spaceKeys} from '../space/space-keys.ts';
import {stateKeys} from '../state/state-keys.ts';
import {tagsKeys} from '../tags/tags-keys.ts';
import {openColumns} from '../torrents/column-keys.ts';
import type {ListSnapshot} from '../torrents/live-list.ts';
import {views} from '../views.ts';
import {moveKeys} from './move-keys.ts';
import {detailsKey, paneKeys} from './pane-keys.ts';
import {verbKeys} from './verb-keys.ts';

const move =
	(step: (scene: Scene) => number): Binding['run'] =>
	scene =>
		scene.update(state => {
			const rows = rowsOf(scene.list);
			const settled = settle(state.position, rows, scene.height);
			const position = moveCursor(settled, rows, scene.height, step(scene));
			return {...state, position, selection: extendTo(state.selection, position.cursor, rows)};
		});

/** Changes the selection by what stands under the cursor. */
const select =
	(change: (selection: Selection, cursor: Hash, scene: Scene) => Selection): Binding['run'] =>
	scene =>
		scene.update(state => {
			const {cursor} = settle(state.position, rowsOf(scene.list), scene.height);
			if (cursor === undefined) return state;
			return {...state, selection: change(state.selection, cursor, scene)};
		});

export const rowsOf = (list: ListSnapshot) => ({
	length: list.rows.length,
	at: (index: number) => list.rows[index]?.hash,
	indexOf: list.indexOf,
});

const half = ({height}: Scene): number => Math.max(1, height >> 1);
const page = ({height}: Scene): number => Math.max(1, height - 1);

const noRows = ({list}: Scene): string | undefined =>
	list.rows.length === 0 ? 'The list is empty.' : undefined;

/** Sorts by the column that stands `step` columns further on. */
const shiftSort =
	(step: number): Binding['run'] =>
	({columns, state, update}) => {
		const at = columns.indexOf(state.sort[0]?.name ?? '');
		// From a column that is not on the screen: to the nearest edge.
		const from = at === -1 && step < 0 ? 0 : at;
		const next = columns[(from + step + columns.length) % columns.length];
		if (next !== undefined) update(now => sortBy(now, next, now.sort[0]?.descending ?? false));
	};

/** TABLE: every key. */
export const keymap: readonly Binding[] = [
	{in: 'torrents', keys: ['j', 'down'], label: 'Next torrent', blocked: noRows, run: move(() => 1)},
	{
		in: 'torrents',
		keys: ['k', 'up'],
		label: 'Previous torrent',
		blocked: noRows,
		run: move(() => -1),
	},
	{
		in: 'torrents',
		keys: ['g', 'home'],
		label: 'First torrent',
		blocked: noRows,
		run: move(() => -Infinity),
	},
	{
		in: 'torrents',
		keys: ['G', 'end'],
		label: 'Last torrent',
		blocked: noRows,
		run: move(() => Infinity),
	},
	{in: 'torrents', keys: ['ctrl+d'], label: 'Half a page down', blocked: noRows, run: move(half)},
	{
		in: 'torrents',
		keys: ['ctrl+u'],
		label: 'Half a page up',
		blocked: noRows,
		run: move(scene => -half(scene)),
	},
	{
		in: 'torrents',
		keys: ['pagedown', 'ctrl+f'],
		label: 'A page down',
		blocked: noRows,
		run: move(page),
	},
	{
		in: 'torrents',
		keys: ['pageup', 'ctrl+b'],
		label: 'A page up',
		blocked: noRows,
		run: move(scene => -page(scene)),
	},
	{
		in: 'torrents',
		keys: ['space'],
		label: 'Select, and go down',
		hint: 'select',
		blocked: noRows,
		run: scene => {
			select(toggle)(scene);
			move(() => 1)(scene);
		},
	},
	{
		in: 'torrents',
		keys: ['v'],
		label: 'Select a range: v again keeps it',
		blocked: noRows,
		run: select(toggleRange),
	},
	{
		in: 'torrents',
		keys: ['A'],
		label: 'Select all that the filter shows',
		blocked: noRows,
		run: select((selection, _, {list}) => selectAll(selection, rowsOf(list))),
	},
	{
		in: 'torrents',
		keys: ['i'],
		label: 'Invert the selection',
		blocked: noRows,
		run: select((selection, _, {list}) => invert(selection, rowsOf(list))),
	},
	detailsKey,
	{
		in: 'torrents',
		keys: ['/'],
		label: 'Filter the list while you type',
		hint: 'filter',
		run: ({update}) => update(openFilter),
	},
	...verbKeys,
	...moveKeys,
	outboxKey,
	{
		in: 'torrents',
		keys: ['s'],
		label: 'Sort by…',
		hint: 'sort',
		run: ({update}) => update(state => openSort(state)),
	},
	{
		in: 'torrents',
		keys: ['S'],
		label: 'Sort by another column, where the others are equal…',
		run: ({update}) => update(state => openSort(state, true)),
	},
	{
		in: 'torrents',
		keys: ['C'],
		label: 'Columns: which are shown, and in what order',
		run: openColumns,
	},
	{in: 'torrents', keys: ['<'], label: 'Sort by the column to the left', run: shiftSort(-1)},
	{in: 'torrents', keys: ['>'], label: 'Sort by the column to the right', run: shiftSort(1)},
	...paneKeys,
	...filesKeys,
	...trackersKeys,
	...peersKeys,
	...logOfKeys,
	...facetKeys,
	...queueKeys,
	...spaceKeys,
	...tagsKeys,
	...doctorKeys,
	...createKeys,
	...stateKeys,
	...logKeys,
	...views.map(
		({name, digit, title, help}): Binding => ({
			in: 'everywhere',
			keys: [digit],
			label: `${title}: ${help}`,
			run: ({update}) => update(state => showView(state, name)),
		}),
	),
	{
		in: 'everywhere',
		keys: ['escape', 'left', 'h'],
		label:
			'Back: closes what is open, then clears selection and filter, then returns to the torrents',
		run: ({update}) => update(stepBack),
	},
	{
		in: 'everywhere',
		keys: ['R', 'ctrl+r'],
		label: 'Ask the server now',
		hint: 'refresh',
		run: ({engine}) => {
			engine.client.forgive();
			engine.mirror.poke();
			engine.details.poke();
		},
	},
	{
		in: 'everywhere',
		keys: ['I'],
		label: 'About this connection, and the speeds as graphs',
		hint: 'server',
		run: ({update}) => update(openPanel),
	},
	{
		in: 'everywhere',
		keys: ['@'],
		label: 'Another server, or another login',
		run: ({changeServer}) => changeServer(),
	},
	{
		in: 'everywhere',
		keys: ['?', 'f1', ':', 'ctrl+p'],
		label: 'All keys; type to search, Enter runs',
		hint: 'help',
		run: ({update}) => update(openHelp),
	},
	{
		in: 'everywhere',
		keys: ['ctrl+l'],
		label: 'Redraw the screen',
		run: ({repaint}) => repaint(),
	},
	{
		in: 'everywhere',
		keys: ['ctrl+z'],
		label: 'Suspend; fg brings it back',
		run: ({suspend}) => suspend(),
	},
	{in: 'everywhere', keys: ['q', 'ctrl+c'], label: 'Quit', hint: 'quit', run: ({quit}) => quit()},
];
