import type {Ask, Prompt} from '../../hooks/layers.ts';
import {harmless} from '../../terminal/harmless.ts';
import {width as widthOf} from '../../terminal/text.ts';
import {wrapWords} from '../lines.ts';

/** What stands behind the question. */
export const answerLabel = ({typed}: Ask): string =>
	typed === undefined ? 'y/N' : `Type ${typed}: `;

/**
 * The lines of a question that is too long for the status line: what will be lost must be read
 * before the answer. None when it fits there.
 */
export const askLines = (layer: Ask, width: number): string[] => {
	const text = harmless(layer.text);
	const behind = answerLabel(layer) + (layer.typed ?? '');
	return widthOf(text) + 1 + widthOf(behind) <= width ? [] : wrapWords(text, width);
};

/** What is typed gets so many cells at least, and a gap. */
export const leastTyped = 15;

/** The same of what is to be typed, and of why it can’t be taken. */
export const promptLines = (layer: Prompt, width: number): string[] => {
	const room = width - leastTyped;
	const [asked, wrong] = [harmless(layer.label), harmless(layer.problem ?? '')];
	if (widthOf(asked) + 2 + widthOf(wrong) <= room) return [];
	return [
		...(labelIsAbove(layer, width) ? wrapWords(asked, width) : []),
		...(wrong === '' ? [] : wrapWords(wrong, width)),
	];
};

/** Whether the label stands above the line. */
export const labelIsAbove = ({label}: Prompt, width: number): boolean =>
	widthOf(harmless(label)) + 2 > width - leastTyped;
