import type {Glyphs} from '../../terminal/glyphs.ts';
import {bar} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, pad, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {percentText} from '../format.ts';
import {chooseLines, wrapWords} from '../lines.ts';
import {moveOf} from '../queue/move-told.ts';
import {joinSegments} from '../segments.ts';
import {amounts, copies, facts, unwanted, wasted} from './general-facts.ts';
import {cellsOf, drawCells} from './piece-cells.ts';
import type {Inside, Seen, Tab} from './seen.ts';
import {whyOf} from './why.ts';
import {factsOf, partsOfWhy} from './why-facts.ts';

/** What there is room for of the most important things, and always why it is as it is. */
export const generalTab: Tab = {
	name: 'general',
	title: 'General',
	parts: ['properties', 'pieces', ...partsOfWhy],
	needs: [],
	draw: (seen, inside, theme, glyphs) => {
		const lines: Line[] = [
			...drawPieces(seen, inside, theme, glyphs),
			...drawWhy(seen, inside, theme),
			...drawMove(seen, inside, theme),
			...drawFacts(seen, inside, theme, glyphs),
		];
		return chooseLines(lines, inside.height).map(({text}) => text);
	},
};

type Line = {text: string; keep: number};

const labelWidth = 10;

const label = (text: string, theme: Theme): string => theme.paint('label', fit(text, labelWidth));

/** The bar takes what the numbers leave; on narrow screens they stand below it. */
const drawPieces = (seen: Seen, {width}: Inside, theme: Theme, glyphs: Glyphs): Line[] => {
	const {torrent, details} = seen;
	const numbers = [
		{text: percentText(torrent.progress), keep: 1},
		{text: amounts(seen), keep: 2},
		{text: unwanted(seen), keep: 4},
		{text: copies(seen), keep: 3},
		{text: wasted(seen), keep: 5},
	];
	const isNarrow = width < 80;
	const told = joinSegments(numbers, isNarrow ? width - labelWidth : width >> 1);
	const room = width - labelWidth - (isNarrow ? 0 : widthOf(told) + 2);
	const {pieces} = details;
	const drawn =
		pieces && pieces.states.length > 0
			? drawCells(cellsOf(pieces, room), theme, glyphs)
			: theme.paint('barFull', bar(Math.max(0, torrent.progress), room, glyphs));
	if (!isNarrow) return [{text: `${label('pieces', theme)}${drawn}  ${told}`, keep: 1}];
	return [
		{text: label('pieces', theme) + drawn, keep: 2},
		{text: label('done', theme) + told, keep: 1},
	];
};

const mostWhyLines = 3;

/** Whole, over several lines if it must be: a sentence that is cut answers nothing. */
const drawWhy = (seen: Seen, {width}: Inside, theme: Theme): Line[] => {
	const {text, look} = whyOf(factsOf(seen));
	const lines = wrapWords(text, width - labelWidth);
	return lines.slice(0, mostWhyLines).map((line, i) => ({
		text: label(i === 0 ? 'why' : '', theme) + theme.paint(look, line),
		keep: 0,
	}));
};

/** Whether it moves to the other disk: how far it is, when, or why not. */
const drawMove = ({torrent, orchestrated}: Seen, {width}: Inside, theme: Theme): Line[] => {
	const told = moveOf(torrent.hash, orchestrated);
	if (!told) return [];
	const lines = wrapWords(harmless(told.text), width - labelWidth);
	return lines.slice(0, mostWhyLines).map((line, i) => ({
		text: label(i === 0 ? 'move' : '', theme) + theme.paint(told.look, line),
		keep: 1 + i,
	}));
};

/** A column of short facts needs this much. */
const leastColumn = 38;
const mostColumns = 4;

/** Short ones side by side, those with long texts on lines of their own. */
const drawFacts = (seen: Seen, {width}: Inside, theme: Theme, glyphs: Glyphs): Line[] => {
	const told = facts
		.map(fact => ({...fact, value: harmless(fact.text(seen, glyphs))}))
		.filter(({value}) => value !== '');
	const columns = Math.max(1, Math.min(mostColumns, Math.floor(width / leastColumn)));
	const each = Math.floor(width / columns);
	const short = told.filter(({wide}) => !wide);
	const rows: Line[] = [];
	for (let from = 0; from < short.length; from += columns) {
		const row = short.slice(from, from + columns);
		const cells = row.map(
			({label: name, value}) =>
				label(name, theme) + pad(cut(value, each - labelWidth - 2), each - labelWidth),
		);
		rows.push({text: cells.join('').trimEnd(), keep: Math.min(...row.map(({keep}) => keep))});
	}
	const long = told
		.filter(({wide}) => wide)
		.map(({label: name, value, keep}) => ({
			text: label(name, theme) + cut(value, width - labelWidth),
			keep,
		}));
	return [...rows, ...long];
};
