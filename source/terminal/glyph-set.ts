type Border = {
	topLeft: string;
	top: string;
	topRight: string;
	left: string;
	right: string;
	bottomLeft: string;
	bottom: string;
	bottomRight: string;
};

export type Glyphs = {
	/** What the line under the cursor begins with. */
	cursor: string;
	check: string;
	/** Before a folder, and whatever else opens and closes. */
	opened: string;
	closed: string;
	cross: string;
	ellipsis: string;
	down: string;
	up: string;
	left: string;
	right: string;
	dot: string;
	infinity: string;
	minus: string;
	rule: string;
	/** From an eighth to a full cell. The last is the full one. */
	bar: readonly string[];
	barEmpty: string;
	/** How much of what a cell stands for is there: nothing, some, most, all. */
	shades: readonly [none: string, some: string, most: string, all: string];
	/** From the least to the most. */
	spark: readonly string[];
	/** Graphs in dots, two samples to a cell; else in the steps of `spark`. */
	braille: boolean;
	/** Fits Ink's `borderStyle`. */
	border: Border;
};

export const unicode: Glyphs = {
	cursor: '▸',
	check: '✓',
	opened: '▾',
	closed: '▸',
	cross: '✗',
	ellipsis: '…',
	down: '↓',
	up: '↑',
	left: '←',
	right: '→',
	dot: '●',
	infinity: '∞',
	minus: '−',
	rule: '─',
	bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
	barEmpty: '░',
	shades: ['░', '▒', '▓', '█'],
	spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	braille: true,
	border: {
		topLeft: '╭',
		top: '─',
		topRight: '╮',
		left: '│',
		right: '│',
		bottomLeft: '╰',
		bottom: '─',
		bottomRight: '╯',
	},
};

export const ascii: Glyphs = {
	cursor: '>',
	check: '*',
	opened: '-',
	closed: '+',
	cross: 'x',
	ellipsis: '~',
	down: 'v',
	up: '^',
	left: '<',
	right: '>',
	dot: 'o',
	infinity: 'inf',
	minus: '-',
	rule: '-',
	bar: ['#'],
	barEmpty: '.',
	shades: ['.', '-', '=', '#'],
	spark: ['_', '.', '-', '=', '*', '#'],
	braille: false,
	border: {
		topLeft: '+',
		top: '-',
		topRight: '+',
		left: '|',
		right: '|',
		bottomLeft: '+',
		bottom: '-',
		bottomRight: '+',
	},
};
