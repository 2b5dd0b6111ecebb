import type {Ask} from '../hooks/layers.ts';
import {harmless} from '../terminal/harmless.ts';
import {width as widthOf} from '../terminal/text.ts';
import {wrapWords} from './lines.ts';

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
