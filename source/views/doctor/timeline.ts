import type {Noted} from '../../qbit/journal.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import {clockTime} from '../format.ts';

/** What one looks back upon: an hour. */
const spanMs = 3_600_000;

/** "15:05 ·····!··x··· 16:05": what the running session has seen, by when, told by the worst of it. */
export const timeline = (
	lines: readonly Noted[],
	now: number,
	cells: number,
	{theme, glyphs}: {theme: Theme; glyphs: Glyphs},
): string => {
	const worst = new Array<number>(cells).fill(0);
	for (const {at, level} of lines) {
		const cell = Math.floor(((at - (now - spanMs)) / spanMs) * cells);
		const place = Math.min(cell, cells - 1);
		if (place >= 0) worst[place] = Math.max(worst[place] ?? 0, level);
	}
	const strip = worst.map(level => cellOf(level, theme, glyphs)).join('');
	return `${clockTime(now - spanMs).slice(0, 5)} ${strip} ${clockTime(now).slice(0, 5)}`;
};

const cellOf = (level: number, theme: Theme, glyphs: Glyphs): string => {
	if (level >= 8) return theme.paint('bad', glyphs.cross);
	if (level >= 4) return theme.paint('warning', '!');
	return level >= 1 ? theme.paint('accent', 'i') : theme.paint('muted', glyphs.rule);
};
