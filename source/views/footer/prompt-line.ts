import {type Menu, offered} from '../../hooks/layers.ts';
import type {Line} from '../../hooks/line-editor.ts';
import {isListView} from '../../hooks/lists-choice.ts';
import {filtersFiles, type Layer, type ScreenState} from '../../hooks/screen-state.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import {answerLabel, askLines, labelIsAbove, leastTyped, promptLines} from '../form/ask-lines.ts';
import {drawTypedLine} from '../form/typed-line.ts';
import {plural} from '../format.ts';
import {listViews} from '../lists/list-views.ts';
import type {Scene} from '../scene.ts';
import {sortMenuLines} from '../torrents/sort-menu.tsx';
import {type FooterData, gap} from './data.ts';

/** "added↓ name↑" */
export const sortText = ({state, glyphs}: FooterData): string =>
	state.sort
		.map(({name, descending}) => {
			const arrow = descending ? glyphs.down : glyphs.up;
			// A letter that stands for an arrow must not end the word.
			return /[a-z]/.test(arrow) ? `${name} ${arrow}` : name + arrow;
		})
		.join(' ');

/** What is asked on the status line, and what is said behind what is being typed. */
type Typing = {label: string; line: Line | undefined; note: string; isBad: boolean};

/** What the rows of the view are called. */
const nounOf = ({view}: ScreenState): string =>
	view === 'log' ? 'line' : isListView(view) ? listViews[view].noun : 'torrent';

/** Until something is typed: what can be, where there is room to tell it. */
const exampleFor = ({state, width}: FooterData, {text}: Line): string =>
	state.view === 'torrents' && text === '' && width >= leastForExample
		? '; such as: ubuntu state:seeding size>10G !tag:keep'
		: '';

const leastForExample = 76;

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
							note: problem ?? plural(rows, nounOf(state)) + exampleFor(data, layer.line),
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

/** What is asked; nothing while nothing is. */
export const promptLine = (data: FooterData): string | undefined => {
	const {state, theme, width} = data;
	const typing = state.layer && promptOf(data, state.layer);
	if (!typing) return undefined;
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
