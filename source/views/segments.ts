import {width as widthOf} from '../terminal/text.ts';

/** A part of a line that goes when there is no room: 1 goes last. */
export type Segment = {text: string; keep: number};

/** As many parts as fit into `width`, the most important ones, in the order given. */
export const joinSegments = (segments: readonly Segment[], width: number, gap = '  '): string => {
	const given = segments.filter(segment => segment.text !== '');
	const kept = new Set<Segment>();
	let used = -gap.length;
	for (const segment of given.toSorted((a, b) => a.keep - b.keep)) {
		const needed = widthOf(segment.text) + gap.length;
		if (used + needed > width) break;
		kept.add(segment);
		used += needed;
	}
	return given
		.filter(segment => kept.has(segment))
		.map(segment => segment.text)
		.join(gap);
};
