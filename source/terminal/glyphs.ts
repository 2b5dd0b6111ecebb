import {ascii, type Glyphs, unicode} from './glyph-set.ts';

export type {Glyphs};

/** Samples from old to new, each 0 to `max`. */
export type GraphOptions = {width: number; height: number; max: number};

// Dots of a braille cell from the bottom up.
const leftDots = [0x40, 0x04, 0x02, 0x01];
const rightDots = [0x80, 0x20, 0x10, 0x08];

export function glyphSet({ascii: plain}: {ascii: boolean}): Glyphs {
	return plain ? ascii : unicode;
}

/** Whether the terminal or the locale shows ASCII only. */
export function wantsAscii(env: Readonly<Record<string, string | undefined>>): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return env.TERM === 'linux' || (locale !== '' && !/utf-?8/i.test(locale));
}

/** A progress bar of exactly `width` cells. It is full at 1 only, and not empty above 0. */
export function bar(fraction: number, width: number, glyphs: Glyphs): string {
	const steps = glyphs.bar.length;
	const all = Math.max(0, width) * steps;
	const filled = share(fraction, all);
	const rest = glyphs.bar[(filled % steps) - 1] ?? '';
	const full = (glyphs.bar[steps - 1] ?? '').repeat(Math.floor(filled / steps));
	return full + rest + glyphs.barEmpty.repeat(Math.ceil((all - filled) / steps) - (rest ? 1 : 0));
}

/** Whole steps of `all`: 0 for nothing, `all` for everything and nothing less. */
function share(fraction: number, all: number): number {
	if (!(fraction > 0) || all <= 0) {
		return 0;
	}

	return fraction >= 1 ? all : Math.max(1, Math.min(all - 1, Math.floor(fraction * all)));
}

/** The newest samples, one to a cell, right-aligned in exactly `width` cells. */
export function sparkline(
	values: readonly number[],
	width: number,
	max: number,
	glyphs: Glyphs,
): string {
	const shown = width > 0 ? values.slice(-width) : [];
	const top = glyphs.spark.length - 1;
	const cells = shown.map(value => glyphs.spark[level(value, max, top)] ?? ' ');
	return cells.join('').padStart(Math.max(0, width));
}

/** A step from 0 to `top`; anything above nothing is at least one step. */
function level(value: number, max: number, top: number): number {
	if (!(value > 0) || !(max > 0)) {
		return 0;
	}

	return Math.max(1, Math.min(top, Math.round((value / max) * top)));
}

/** `height` rows from the top down, each exactly `width` cells; the newest sample is on the right. */
export function graph(
	values: readonly number[],
	{width, height, max}: GraphOptions,
	glyphs: Glyphs,
): string[] {
	return glyphs.braille
		? dotted(values, {width, height, max})
		: stepped(values, {width, height, max}, glyphs);
}

function dotted(values: readonly number[], {width, height, max}: GraphOptions): string[] {
	const heights = lastOf(values, width * 2).map(value => level(value, max, height * 4));
	return rows(height, below => {
		let row = '';
		for (let column = 0; column < width; column++) {
			const left = dots(heights[column * 2] ?? 0, below * 4, leftDots);
			const right = dots(heights[column * 2 + 1] ?? 0, below * 4, rightDots);
			row += left + right === 0 ? ' ' : String.fromCodePoint(0x28_00 + left + right);
		}

		return row;
	});
}

function dots(filled: number, below: number, bits: readonly number[]): number {
	let sum = 0;
	for (const bit of bits.slice(0, Math.max(0, filled - below))) {
		sum += bit;
	}

	return sum;
}

function stepped(
	values: readonly number[],
	{width, height, max}: GraphOptions,
	glyphs: Glyphs,
): string[] {
	const steps = glyphs.spark.length;
	const heights = lastOf(values, width).map(value => level(value, max, height * steps));
	return rows(height, below =>
		heights
			.map(filled => glyphs.spark[Math.min(steps, filled - below * steps) - 1] ?? ' ')
			.join(''),
	);
}

function lastOf(values: readonly number[], count: number): number[] {
	const shown = count > 0 ? values.slice(-count) : [];
	return [...Array.from({length: count - shown.length}, () => 0), ...shown];
}

function rows(height: number, row: (below: number) => string): string[] {
	return Array.from({length: height}, (_, index) => row(height - 1 - index));
}

/** Marks that texts are written with, where a terminal may have no others than ASCII's; a cell each. */
const plainMarks: Readonly<Record<string, string>> = {
	...{'…': '~', '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '−': '-'},
	...{'→': '>', '←': '<', '↑': '^', '↓': 'v', '×': 'x', '·': '.', '∞': '~', '│': '|', '─': '-'},
};

const marked = new RegExp(`[${Object.keys(plainMarks).join('')}]`, 'g');

/** The text without them; names of others keep their letters. */
export const inAscii = (text: string): string =>
	text.replace(marked, mark => plainMarks[mark] ?? mark);
