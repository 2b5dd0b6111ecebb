import {type LogChoice, place} from '../../hooks/log-position.ts';
import type {Level, Noted} from '../../qbit/journal.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {harmless} from '../../terminal/harmless.ts';
import {fit, width as widthOf} from '../../terminal/text.ts';
import type {Meaning, Theme} from '../../terminal/theme.ts';
import {clockTime, date} from '../format.ts';

/** TABLE: the levels, from the least; told apart by a letter and not by colour alone. */
const levels: ReadonlyArray<{level: Level; letter: string; name: string; look: Meaning}> = [
	{level: 1, letter: 'N', name: 'normal', look: 'text'},
	{level: 2, letter: 'I', name: 'info', look: 'accent'},
	{level: 4, letter: 'W', name: 'warning', look: 'warning'},
	{level: 8, letter: 'C', name: 'critical', look: 'bad'},
];

const rowOf = (level: Level) => levels.find(row => row.level === level) ?? levels[0];

export const levelName = (level: Level): string => rowOf(level)?.name ?? '';

/** The next level to begin with; after the last, all again. */
export const nextLevel = (level: Level): Level =>
	levels[(levels.findIndex(row => row.level === level) + 1) % levels.length]?.level ?? 1;

const narrowBelow = 60;
const timeWidth = (width: number): number => (width < narrowBelow ? 8 : 11);

/** "14:03:07"; of another day "11-19 14:03", or its date alone where that is too long. */
const timeText = (at: number, now: number, width: number): string => {
	const day = date(at / 1000);
	if (day.slice(0, 10) === date(now / 1000).slice(0, 10)) return clockTime(at);
	return day.slice(5, width < narrowBelow ? 10 : 16);
};

export type LineMarks = {isCursor: boolean; width: number; now: number};

/** One line of the log, as wide as the screen at most. */
export const drawLogLine = (
	{at, level, text, ours}: Noted,
	{isCursor, width, now}: LineMarks,
	theme: Theme,
	glyphs: Glyphs,
): string => {
	const row = rowOf(level);
	const time = fit(timeText(at, now, width), timeWidth(width), 'right');
	const front = `${isCursor ? theme.paint('accent', glyphs.cursor) : ' '} ${theme.paint('muted', time)} `;
	const letter = theme.paint(row?.look ?? 'text', row?.letter ?? ' ');
	const who = ours ? `${theme.paint('title', ourName)} ` : '';
	const room = width - timeWidth(width) - 5 - (ours ? ourName.length + 1 : 0);
	// Nobody sees more of it, and a message may be a megabyte.
	const shown = fit(harmless(text.slice(0, width * 4)), Math.max(1, room));
	return `${front}${letter} ${who}${theme.paint(isCursor ? 'cursor' : (row?.look ?? 'text'), shown)}`;
};

/** Stands before what is not the server's. */
const ourName = 'qbtui';

export const drawLogTitles = (width: number, theme: Theme): string =>
	theme.paint('label', `  ${fit('Time', timeWidth(width), 'right')} L Message`);

/** Which rows are on the screen, and the whole text of the one under the cursor where it is wanted. */
export const logFrame = (
	choice: LogChoice,
	rows: readonly Noted[],
	size: {width: number; height: number},
): {index: number; top: number; height: number; whole: string[]} => {
	const line = rows[place(choice.position, rows, size.height).index];
	const whole = choice.whole && line ? wholeText(line, size.width).slice(0, size.height >> 1) : [];
	const height = size.height - whole.length;
	return {...place(choice.position, rows, height), height, whole};
};

const wholeText = ({at, level, text, ours}: Noted, width: number): string[] => {
	const day = date(at / 1000).slice(0, 10);
	const who = ours ? 'qbtui' : 'the server';
	const told = `${day} ${clockTime(at)}, ${levelName(level)}, ${who}:`;
	return chop(`${told} ${harmless(text.slice(0, longestWhole))}`, width - 2);
};

const longestWhole = 20_000;

/** Pieces of `width` cells at most: a path has no blanks to break at, and nothing may get lost. */
const chop = (text: string, width: number): string[] => {
	const lines: string[] = [];
	let line = '';
	let used = 0;
	for (const glyph of text) {
		const cells = widthOf(glyph);
		if (used + cells > width) {
			lines.push(line);
			[line, used] = ['', 0];
		}
		line += glyph;
		used += cells;
	}
	return [...lines, line];
};
