// Lines, blocks and braille as shapes, so that they meet from cell to cell in whatever font.

export const cellWidth = 8.4;
export const cellHeight = 17;

const round = (value: number): number => Math.round(value * 100) / 100;

const box = (x: number, y: number, width: number, height: number): string =>
	`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

/** Parts of a cell, from 0 to 1: left, top, width, height. */
type Part = readonly [number, number, number, number];

const eighths = (count: number): number => count / 8;

/** U+2580 to U+258F: half, eighths from below, full, eighths from the left. */
const blockPart = (code: number): Part | undefined => {
	if (code === 0x2580) return [0, 0, 1, 0.5];
	if (code >= 0x2581 && code <= 0x2588) {
		return [0, 1 - eighths(code - 0x2580), 1, eighths(code - 0x2580)];
	}

	if (code >= 0x2589 && code <= 0x258f) return [0, 0, eighths(0x2590 - code), 1];
	return code === 0x2590 ? [0.5, 0, 0.5, 1] : undefined;
};

/** Arms of a line from the middle of its cell: up, right, down, left. */
const arms: Record<string, string> = {
	'─': 'rl',
	'│': 'ud',
	'┌': 'rd',
	'┐': 'dl',
	'└': 'ur',
	'┘': 'ul',
	'├': 'urd',
	'┤': 'udl',
	'┬': 'rdl',
	'┴': 'url',
	'┼': 'urdl',
	'╭': 'rd',
	'╮': 'dl',
	'╰': 'ur',
	'╯': 'ul',
	'╵': 'u',
	'╷': 'd',
	'╴': 'l',
	'╶': 'r',
};

const thickness = 1.1;

const arm = (side: string, x: number, y: number): string => {
	const middle = x + (cellWidth - thickness) / 2;
	const centre = y + (cellHeight - thickness) / 2;
	if (side === 'u') return box(middle, y, thickness, centre + thickness - y);
	if (side === 'd') return box(middle, centre, thickness, y + cellHeight - centre);
	if (side === 'l') return box(x, centre, middle + thickness - x, thickness);
	return side === 'r' ? box(middle, centre, x + cellWidth - middle, thickness) : '';
};

/** U+2800 plus one bit a dot: column by column, the fourth row having come later. */
const dots: readonly (readonly [number, number])[] = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
];

const dotSize = 2;

const braille = (bits: number, x: number, y: number): string =>
	dots
		.filter((_, bit) => (bits >> bit) & 1)
		.map(([column, row]) =>
			box(
				x + (column + 0.5) * (cellWidth / 2) - dotSize / 2,
				y + (row + 0.5) * (cellHeight / 4) - dotSize / 2,
				dotSize,
				dotSize,
			),
		)
		.join('');

const isBraille = (code: number): boolean => code >= 0x2800 && code <= 0x28ff;

export const hasShape = (text: string): boolean => {
	const code = text.codePointAt(0) ?? 0;
	return text in arms || isBraille(code) || blockPart(code) !== undefined;
};

/** The path of one such character, its cell's corner being at x, y. */
export const shape = (text: string, x: number, y: number): string => {
	const code = text.codePointAt(0) ?? 0;
	if (isBraille(code)) return braille(code - 0x2800, x, y);
	const part = blockPart(code);
	if (!part) return [...(arms[text] ?? '')].map(side => arm(side, x, y)).join('');
	const [left, top, width, height] = part;
	return box(x + left * cellWidth, y + top * cellHeight, width * cellWidth, height * cellHeight);
};
