import {isListView} from '../../hooks/lists-choice.ts';
import type {Layer, ScreenState} from '../../hooks/screen-state.ts';
import type {Theme} from '../../terminal/theme.ts';
import {keyName} from '../keys/key-name.ts';
import type {Binding, Scene} from '../scene.ts';
import {joinSegments, type Segment} from '../segments.ts';
import type {FooterData} from './data.ts';

/** What the keys of a layer do, while it is open. */
const layerKeys: Record<
	NonNullable<ScreenState['layer']>['kind'],
	ReadonlyArray<readonly [key: string, hint: string]>
> = {
	filter: [
		['Enter', 'keep'],
		['Esc', 'back'],
		['^U', 'clear'],
	],
	help: [
		['Enter', 'run'],
		['↑ ↓', 'choose'],
		['Esc', 'back'],
	],
	sort: [
		['a-z', 'upwards'],
		['A-Z', 'downwards'],
		['Esc', 'back'],
	],
	columns: [
		['Space', 'show/hide'],
		['J K', 'move'],
		['Enter', 'keep'],
		['Esc', 'back'],
		['u', 'the usual'],
	],
	panel: [['Esc', 'back']],
	ask: [
		['y', 'yes'],
		['Esc', 'no'],
	],
	prompt: [
		['Enter', 'done'],
		['Esc', 'back'],
	],
	/** Behind Enter, of which each form says itself what it does. */
	form: [
		['Tab', 'next'],
		['→', 'change'],
		['Esc', 'back'],
	],
	menu: [
		['Enter', 'choose'],
		['↑ ↓', 'move'],
		['Esc', 'back'],
	],
};

/** A yes that has to be typed is not given by a letter. */
const keysOf = (layer: Layer): ReadonlyArray<readonly [key: string, hint: string]> =>
	layer.kind === 'ask' && layer.typed !== undefined
		? [
				['Enter', `yes, when ${layer.typed} is typed`],
				['Esc', 'no'],
			]
		: layer.kind === 'form'
			? [['Enter', layer.done], ...layerKeys.form]
			: layerKeys[layer.kind];

export const keysLine = ({state, scene, theme, width, rows: listed}: FooterData): string => {
	if (state.layer) {
		const hints: Segment[] = keysOf(state.layer).map(([key, hint], i) => ({
			text: `${theme.paint('key', key)} ${hint}`,
			// How one gets out goes after what one came for.
			keep: key === 'Esc' ? 0.5 : i,
		}));
		if (state.layer.kind === 'ask' && state.layer.note) {
			hints.push({text: theme.paint('warning', state.layer.note), keep: hints.length});
		}
		return joinSegments(hints, width);
	}
	// Where a view lists nothing, what is done to its rows is no help; ? has it all, and why not.
	const isBare = isListView(state.view) && listed === 0;
	const rows = scene.bindings
		.working(state)
		.filter(row => row.hint && !row.isIdle?.(scene))
		.filter(row => !(isBare && row.blocked?.(scene) !== undefined));
	// Help goes last: it tells of all the others. Before it, how one gets on and out.
	const segments = rows.map((row, i) => ({
		text: hintText(row, scene, theme),
		keep: row.keys.includes('?') ? -2 : row.in === 'details' ? -1 : i,
	}));
	return joinSegments(segments, width);
};

const hintText = (row: Binding, scene: Scene, theme: Theme): string => {
	const key = keyName(row.keys[0] ?? '');
	const detail = row.detail?.(scene);
	const hint = detail === undefined ? (row.hint ?? '') : `${row.hint} ${detail}`;
	return row.blocked?.(scene) === undefined
		? `${theme.paint('key', key)} ${hint}`
		: theme.paint('muted', `${key} ${hint}`);
};
