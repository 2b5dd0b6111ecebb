import {type Menu, offered} from '../hooks/layers.ts';
import type {Line} from '../hooks/line-editor.ts';
import {isListView} from '../hooks/lists-choice.ts';
import {filterOf, filtersFiles, type Layer, type ScreenState} from '../hooks/screen-state.ts';
import type {Mirrored} from '../qbit/mirror.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut, width as widthOf} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {answerLabel, askLines, labelIsAbove, leastTyped, promptLines} from './form/ask-lines.ts';
import {drawTypedLine} from './form/typed-line.ts';
import {bytes, clockTime, count, plural} from './format.ts';
import {keyName} from './keys/key-name.ts';
import {listViews} from './lists/list-views.ts';
import {levelName} from './log/lines.ts';
import type {Binding, Scene} from './scene.ts';
import {joinSegments, type Segment} from './segments.ts';
import {sortMenuLines} from './torrents/sort-menu.tsx';

export type FooterData = {
	width: number;
	state: ScreenState;
	mirrored: Mirrored;
	/** Rows of the view that its filter lets pass, and the cursor's among them. */
	rows: number;
	index: number;
	errors: number;
	/** Torrents that are selected, and the bytes of their wanted files. */
	selected: {count: number; bytes: number};
	/** Why the filter can't be read. */
	problem: string | undefined;
	scene: Scene;
	theme: Theme;
	glyphs: Glyphs;
};

/** The line of what is so, and the line of keys. */
export const drawFooter = (data: FooterData): [string, string] => [
	statusLine(data),
	keysLine(data),
];

/** What is selected is always in sight, whatever else the line has to say. */
const statusLine = (data: FooterData): string => {
	const selected = selectedText(data);
	// A question says itself what it is about, and needs the room.
	if (selected === '' || data.state.layer?.kind === 'ask') return restOfStatus(data);
	const room = data.width - widthOf(selected) - gap.length;
	return selected + gap + restOfStatus({...data, width: room});
};

const selectedText = ({selected, theme, glyphs}: FooterData): string =>
	selected.count === 0
		? ''
		: theme.paint('selected', `${glyphs.check}${count(selected.count)} ${bytes(selected.bytes)}`);

const restOfStatus = (data: FooterData): string => {
	const {state, theme, width} = data;
	if (state.layer && promptOf(data, state.layer)) return promptLine(data);
	if (state.notice) return theme.paint(state.notice.look, cut(harmless(state.notice.text), width));
	const trouble = troubleText(data);
	if (trouble !== undefined) return theme.paint('bad', cut(harmless(trouble), width));
	return joinSegments(
		[
			{text: position(data), keep: 1},
			{text: theme.paint('accent', harmless(state.working ?? '')), keep: 1},
			...(state.view === 'log' ? logSegments(data) : []),
			{text: state.view === 'torrents' ? `sort ${sortText(data)}` : '', keep: 4},
			{text: filterText(data), keep: 2},
			{text: errorText(data), keep: 3},
		],
		width,
		gap,
	);
};

const logSegments = ({state, theme}: FooterData): Segment[] => [
	{text: state.log.position.at ? 'G follows' : 'following', keep: 4},
	{
		text: state.log.least > 1 ? theme.paint('accent', `from ${levelName(state.log.least)}`) : '',
		keep: 3,
	},
];

/** The list stays when the server goes away; that it is old is said here. */
const troubleText = ({mirrored}: FooterData): string | undefined => {
	const {link, revision} = mirrored;
	if (link.state !== 'away' || revision === 0) return undefined;
	const seen = link.since === undefined ? '' : ` List of ${clockTime(link.since)}.`;
	if (link.torrents !== undefined)
		return `It answers again: ${plural(link.torrents, 'torrent')} read so far.${seen}`;
	const next =
		link.nextTry === undefined ? ' R tries again.' : ` Next try ${clockTime(link.nextTry)}.`;
	return `${link.error.message} 6 tells why.${seen}${next}`;
};

const position = ({rows, index}: FooterData): string =>
	rows === 0 ? '0/0' : `${count(index + 1)}/${count(rows)}`;

const sortText = ({state, glyphs}: FooterData): string =>
	state.sort.map(({name, descending}) => name + (descending ? glyphs.down : glyphs.up)).join(' ');

const filterText = (data: FooterData): string => {
	const {state, problem, theme, width} = data;
	// That of the files of a torrent is told beside them.
	const filter = (filtersFiles(state) ? state.filter : filterOf(state)).trim();
	if (filter === '') return '';
	const room = width - position(data).length - gap.length;
	const text = cut(harmless(problem ?? `/ ${filter}`), room);
	return theme.paint(problem === undefined ? 'accent' : 'bad', text);
};

const errorText = ({errors, theme}: FooterData): string =>
	errors === 0 ? '' : theme.paint('bad', `! ${plural(errors, 'error')}`);

/** What is asked on the status line, and what is said behind what is being typed. */
type Typing = {label: string; line: Line | undefined; note: string; isBad: boolean};

/** What the rows of the view are called. */
const nounOf = ({view}: ScreenState): string =>
	view === 'log' ? 'line' : isListView(view) ? listViews[view].noun : 'torrent';

const promptOf = (data: FooterData, layer: Layer): Typing | undefined => {
	const {state, rows, problem, scene} = data;
	switch (layer.kind) {
		case 'filter':
			return {
				label: '/ ',
				line: layer.line,
				...(filtersFiles(state)
					? {note: '', isBad: false}
					: {
							note: problem ?? plural(rows, nounOf(state)),
							isBad: problem !== undefined,
						}),
			};
		case 'help':
			return {label: 'find a key: ', line: layer.line, note: '', isBad: false};
		case 'prompt':
			return {
				label: labelIsAbove(layer, data.width) ? ': ' : `${layer.label}: `,
				line: layer.line,
				note: promptLines(layer, data.width).length > 0 ? '' : (layer.problem ?? ''),
				isBad: layer.problem !== undefined,
			};
		case 'ask':
			return {
				label:
					askLines(layer, data.width).length > 0
						? answerLabel(layer)
						: `${layer.text} ${answerLabel(layer)}`,
				line: layer.typed === undefined ? undefined : layer.line,
				note: '',
				isBad: true,
			};
		case 'menu':
			return {
				label: `${layer.title}: `,
				line: layer.items.some(item => item.letter !== undefined) ? undefined : layer.line,
				note: placeInMenu(layer, scene.areas.menu.height),
				isBad: false,
			};
		case 'sort':
			return {
				label: layer.adds ? `Sort by ${sortText(data)}, then by:` : 'Sort by:',
				line: undefined,
				note: moreToSortBy(layer.top, scene, data.glyphs),
				isBad: false,
			};
		case 'columns':
			return {
				label: state.notice?.text ?? 'Columns of the list',
				line: undefined,
				note: '',
				isBad: false,
			};
		default:
			return undefined;
	}
};

/** Which of the items one is on, where there are more than one sees. */
const placeInMenu = (menu: Menu, height: number): string => {
	const {length} = offered(menu);
	return length > height ? `${menu.index + 1}/${length}` : '';
};

/** Where not all columns fit below the list. */
const moreToSortBy = (top: number, {allColumns, areas}: Scene, glyphs: Glyphs): string => {
	const {width, height} = areas.menu;
	const lines = sortMenuLines(allColumns.length, width);
	if (top + height < lines) return `${glyphs.down} more`;
	return top > 0 ? `${glyphs.up} more` : '';
};

const promptLine = (data: FooterData): string => {
	const {state, theme, width} = data;
	const typing = state.layer && promptOf(data, state.layer);
	if (!typing) return '';
	const least = state.layer?.kind === 'ask' ? 1 : leastTyped;
	const label = cut(harmless(typing.label), Math.max(1, width - least));
	const look = state.layer?.kind === 'ask' ? 'warning' : 'accent';
	if (!typing.line) {
		const note = typing.note === '' ? '' : gap + typing.note;
		return theme.paint(look, cut(harmless(typing.label) + note, width));
	}
	const room = width - widthOf(label);
	const note = cut(harmless(typing.note), Math.max(0, room - leastTyped));
	const typed = drawTypedLine(
		typing.line,
		room - (note === '' ? 0 : widthOf(note) + gap.length),
		theme,
	);
	const line = theme.paint(look, label) + typed;
	return note === '' ? line : line + gap + theme.paint(typing.isBad ? 'bad' : 'muted', note);
};

const gap = '   ';

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
		['letter', 'sort'],
		['LETTER', 'downwards'],
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

const keysLine = ({state, scene, theme, width, rows: listed}: FooterData): string => {
	if (state.layer) {
		const hints = keysOf(state.layer).map(([key, hint]) => `${theme.paint('key', key)} ${hint}`);
		if (state.layer.kind === 'ask' && state.layer.note) {
			hints.push(theme.paint('warning', state.layer.note));
		}
		return joinSegments(
			hints.map((text, keep) => ({text, keep})),
			width,
		);
	}
	// Where a view lists nothing, what is done to its rows is no help; ? has it all, and why not.
	const isBare = isListView(state.view) && listed === 0;
	const rows = scene.bindings
		.working(state)
		.filter(row => row.hint && !(isBare && row.blocked?.(scene) !== undefined));
	// Help goes last: it tells of all the others.
	const segments = rows.map((row, i) => ({
		text: hintText(row, scene, theme),
		keep: row.keys.includes('?') ? -1 : i,
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
