import type {Terminal} from '../screen/types.ts';
import type {Sought} from '../screen/waiting.ts';
import {patience} from './program.ts';

/** Rows of the list that are on the screen: what lies between the column titles and the footer. */
export const listRows = (screen: readonly string[]): string[] => {
	const titles = screen.findIndex(line => /\bName\b.*\b(Size|Done)\b/.test(line));
	if (titles === -1) return [];
	// From 160 columns on, facets stand beside it.
	const beside = screen[titles]?.includes('│') ? /^[^│]*│/ : /^/;
	return screen
		.slice(titles + 1, -2)
		.map(line => line.replace(beside, ''))
		.filter(line => line !== '');
};

/** The row with the cursor. */
export const cursorRow = (screen: readonly string[]): string =>
	listRows(screen).find(line => line.startsWith('▸')) ?? '';

/** The numbers of the library's torrents on the screen, from the top. */
export const numbersOn = (screen: readonly string[]): number[] =>
	listRows(screen).flatMap(line => {
		const [, number] = /Lab (\d{3})/.exec(line) ?? [];
		return number === undefined ? [] : [Number(number)];
	});

/** The cursor is on that torrent of the library, which is in that place among so many. */
export const cursorOn =
	(number: number, place: number, count: number): Sought =>
	screen =>
		cursorRow(screen).includes(`Lab ${String(number).padStart(3, '0')}`) &&
		hits(count, place).test(screen.join('\n'));

/** "12/300" in the footer: the cursor's place and how many rows there are. */
export const hits = (count: number, place?: number): RegExp =>
	new RegExp(`^${place ?? '\\d+'}/${count}\\b`, 'm');

/** Opens the filter, replaces what is in it, and keeps it. */
export const filterBy = async (terminal: Terminal, text: string): Promise<void> => {
	await terminal.press('/', 'ctrl+u');
	await terminal.type(text);
	await terminal.press('enter');
};

/** Sorts by the column of that letter; the capital: downwards. */
export const sortBy = async (terminal: Terminal, letter: string, footer: string) => {
	await terminal.press('s');
	await terminal.until('A-Z downwards', patience);
	await terminal.press(letter);
	await terminal.until(`sort ${footer}`, patience);
};
