import type {ScreenState} from '../hooks/screen-state.ts';
import type {Mirrored} from '../qbit/mirror.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut, width as widthOf} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {bytes, clockTime, count, plural} from './format.ts';
import {type Binding, bindingsIn, keyName, type Scene} from './keymap.ts';
import {joinSegments} from './segments.ts';
import {drawTypedLine} from './typed-line.ts';

export type FooterData = {
	width: number;
	state: ScreenState;
	mirrored: Mirrored;
	/** Rows that the filter lets pass, and the cursor's among them. */
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
	if (selected === '') return restOfStatus(data);
	const room = data.width - widthOf(selected) - gap.length;
	return selected + gap + restOfStatus({...data, width: room});
};

const selectedText = ({selected, theme, glyphs}: FooterData): string =>
	selected.count === 0
		? ''
		: theme.paint('selected', `${glyphs.check}${count(selected.count)} ${bytes(selected.bytes)}`);

const restOfStatus = (data: FooterData): string => {
	const {state, theme, width} = data;
	if (state.layer?.kind === 'filter' || state.layer?.kind === 'help') return promptLine(data);
	if (state.notice) return theme.paint(state.notice.look, cut(harmless(state.notice.text), width));
	const trouble = troubleText(data);
	if (trouble !== undefined) return theme.paint('bad', cut(harmless(trouble), width));
	return joinSegments(
		[
			{text: position(data), keep: 1},
			{text: `sort ${sortText(data)}`, keep: 4},
			{text: filterText(data), keep: 2},
			{text: errorText(data), keep: 3},
		],
		width,
		gap,
	);
};

/** The list stays when the server goes away; that it is old is said here. */
const troubleText = ({mirrored}: FooterData): string | undefined => {
	const {link, revision} = mirrored;
	if (link.state !== 'away' || revision === 0) return undefined;
	const seen = link.since === undefined ? '' : ` List of ${clockTime(link.since)}.`;
	const next =
		link.nextTry === undefined ? ' R tries again.' : ` Next try ${clockTime(link.nextTry)}.`;
	return link.error.message + seen + next;
};

const position = ({rows, index}: FooterData): string =>
	rows === 0 ? '0/0' : `${count(index + 1)}/${count(rows)}`;

const sortText = ({state, glyphs}: FooterData): string =>
	state.sort.map(({name, descending}) => name + (descending ? glyphs.down : glyphs.up)).join(' ');

const filterText = (data: FooterData): string => {
	const {state, problem, theme, width} = data;
	if (state.filter.trim() === '') return '';
	const room = width - position(data).length - gap.length;
	const text = cut(harmless(problem ?? `/ ${state.filter.trim()}`), room);
	return theme.paint(problem === undefined ? 'accent' : 'bad', text);
};

const errorText = ({errors, theme}: FooterData): string =>
	errors === 0 ? '' : theme.paint('bad', `! ${plural(errors, 'error')}`);

const promptLine = ({state, rows, problem, theme, width}: FooterData): string => {
	const {layer} = state;
	if (layer?.kind !== 'filter' && layer?.kind !== 'help') return '';
	const label = layer.kind === 'filter' ? '/ ' : 'find a key: ';
	const hits = layer.kind === 'filter' ? plural(rows, 'torrent') : '';
	const note = cut(harmless(problem ?? hits), Math.max(0, width - label.length - leastTyped));
	const room = width - label.length - (note === '' ? 0 : widthOf(note) + gap.length);
	const typed = drawTypedLine(layer.line, room, theme);
	const line = theme.paint('accent', label) + typed;
	return note === ''
		? line
		: line + gap + theme.paint(problem === undefined ? 'muted' : 'bad', note);
};

const gap = '   ';
/** What is typed gets so many cells at least, and a gap. */
const leastTyped = 15;

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
	panel: [['Esc', 'back']],
};

const keysLine = ({state, scene, theme, width}: FooterData): string => {
	const hints = state.layer
		? layerKeys[state.layer.kind].map(([key, hint]) => `${theme.paint('key', key)} ${hint}`)
		: bindingsIn('torrents')
				.filter(row => row.hint)
				.map(row => hintText(row, scene, theme));
	return joinSegments(
		hints.map((text, i) => ({text, keep: i})),
		width,
	);
};

const hintText = (row: Binding, scene: Scene, theme: Theme): string => {
	const key = keyName(row.keys[0] ?? '');
	const hint = row.hint ?? '';
	return row.blocked?.(scene) === undefined
		? `${theme.paint('key', key)} ${hint}`
		: theme.paint('muted', `${key} ${hint}`);
};
