import type {Line} from '../../hooks/line-editor.ts';
import {harmless} from '../../terminal/harmless.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';

/** A line with its caret, in `room` cells at most: of a long one, the part where one types. */
export const drawTypedLine = ({text, caret}: Line, room: number, theme: Theme): string => {
	const [next = ' '] = text.slice(caret);
	const under = harmless(next) || ' ';
	const left = lastCells(harmless(text.slice(0, caret)), room - widthOf(under));
	const rest = room - widthOf(left) - widthOf(under);
	const right = cut(harmless(text.slice(caret + next.length)), Math.max(0, rest), {ellipsis: ''});
	return left + theme.paint('current', under) + right;
};

/** The end of a text, of `cells` cells at most. */
const lastCells = (text: string, cells: number): string => {
	if (widthOf(text) <= cells) return text;
	const glyphs = [...text];
	let from = glyphs.length;
	for (let left = cells; from > 0; from--) {
		left -= widthOf(glyphs[from - 1] ?? '');
		if (left < 0) break;
	}
	return glyphs
		.slice(from)
		.join('')
		.replace(/^\p{M}+/u, '');
};
