import {harmless} from '../../terminal/harmless.ts';
import {cut, fit, width as widthOf} from '../../terminal/text.ts';
import type {Meaning} from '../../terminal/theme.ts';
import type {Pens} from './list-view.ts';

/** A part of the text below a list: a word in front, and what may be long. */
export type Told = {label: string; text: string; look?: Meaning};

const labelWidth = 11;
const leastWithLabels = 30;

/** Whole texts in lines; nothing of a path is lost, as it is broken where it must be. */
export const toldLines = (parts: readonly Told[], width: number, {theme}: Pens): string[] => {
	const margin = width >= leastWithLabels ? labelWidth : 0;
	return parts
		.filter(({text}) => text !== '')
		.flatMap(({label, text, look = 'text'}) =>
			breakText(harmless(text), Math.max(1, width - margin - 1)).map((line, i) => {
				const front = margin === 0 ? '' : fit(i === 0 ? label : '', margin);
				return ` ${theme.paint('label', front)}${theme.paint(look, line)}`;
			}),
		);
};

/** Between words, and within a word that is wider than a line. */
export const breakText = (text: string, width: number): string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= width) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		const pieces = chop(word, width);
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? '';
	}
	return [...lines, line];
};

const chop = (word: string, width: number): string[] => {
	const pieces: string[] = [];
	let rest = word;
	while (widthOf(rest) > width) {
		const piece = cut(rest, width, {ellipsis: ''}) || rest.slice(0, 1);
		pieces.push(piece);
		rest = rest.slice(piece.length);
	}
	return [...pieces, rest];
};
