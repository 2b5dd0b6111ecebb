import {cut, width as widthOf} from '../terminal/text.ts';

/** The most important of the lines, as many as there is room for, in their order: 1 goes last. */
export const chooseLines = <Line extends {keep: number}>(
	lines: readonly Line[],
	room: number,
): Line[] => {
	const byImportance = lines.toSorted((a, b) => a.keep - b.keep);
	const kept = new Set(byImportance.slice(0, Math.max(0, room)));
	return lines.filter(line => kept.has(line));
};

/** Breaks an unpainted text between words into lines of `width` cells at most. */
export const wrapWords = (text: string, width: number): string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= width) line = longer;
		else {
			if (line !== '') lines.push(line);
			line = cut(word, width);
		}
	}
	return [...lines, line];
};
