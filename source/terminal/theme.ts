import {type ColorDepth, colorDepth, type Environment} from './color-depth.ts';

/**
 * One row says how one meaning looks. Foreground colours with 16 are by their number (1 red …
 * 6 cyan), never white, black, or a bright one: all of them vanish on some background. With 256
 * and more, middle tones that are 3:1 or better on black and on white, and that the common kinds of
 * colour blindness keep apart (blue and orange before green and red); no meaning rests on colour alone.
 */
type Look = {
	basic?: number;
	indexed?: number;
	rgb?: readonly [number, number, number];
	attributes?: ReadonlyArray<keyof typeof attributes>;
};

const attributes = {
	bold: [1, 22],
	dim: [2, 22],
	italic: [3, 23],
	underline: [4, 24],
	inverse: [7, 27],
} as const;

const looks = {
	title: {attributes: ['bold']},
	text: {},
	label: {attributes: ['dim']},
	muted: {attributes: ['dim']},
	accent: {basic: 6, indexed: 31, rgb: [0, 135, 175]},
	link: {basic: 4, indexed: 32, rgb: [0, 120, 215], attributes: ['underline']},
	key: {basic: 6, indexed: 31, rgb: [0, 135, 175], attributes: ['bold']},
	good: {basic: 2, indexed: 29, rgb: [0, 140, 90]},
	warning: {basic: 3, indexed: 136, rgb: [175, 115, 0]},
	bad: {basic: 1, indexed: 160, rgb: [215, 45, 45], attributes: ['bold']},
	downloading: {basic: 4, indexed: 32, rgb: [0, 120, 215]},
	uploading: {basic: 2, indexed: 29, rgb: [0, 140, 90]},
	seeding: {basic: 2, indexed: 29, rgb: [0, 140, 90]},
	checking: {basic: 6, indexed: 31, rgb: [0, 135, 175]},
	moving: {basic: 5, indexed: 133, rgb: [165, 80, 180]},
	// To wait is nothing to look at: amber is left to what is.
	queued: {},
	stalled: {},
	stopped: {attributes: ['dim']},
	error: {basic: 1, indexed: 160, rgb: [215, 45, 45], attributes: ['bold']},
	cursor: {attributes: ['bold']},
	selected: {basic: 5, indexed: 133, rgb: [165, 80, 180]},
	current: {attributes: ['inverse']},
	barFull: {basic: 4, indexed: 32, rgb: [0, 120, 215]},
	barEmpty: {attributes: ['dim']},
	border: {attributes: ['dim']},
	placeholder: {attributes: ['dim', 'italic']},
} as const satisfies Record<string, Look>;

export type Meaning = keyof typeof looks;

export type Theme = {
	depth: ColorDepth;
	/** The text in the look of its meaning. Looks may stand inside one another. */
	paint: (meaning: Meaning, text: string) => string;
};

export type ThemeOptions = {
	env: Environment;
	/** Whether what is painted goes to a terminal. */
	isTTY: boolean;
	/** Overrides what the environment says. 0 paints nothing at all. */
	depth?: ColorDepth | undefined;
};

type Paint = (text: string) => string;

export const meanings: readonly Meaning[] = Object.keys(looks).filter(isMeaning);

function isMeaning(name: string): name is Meaning {
	return Object.hasOwn(looks, name);
}

export function createTheme({env, isTTY, depth = colorDepth(env, isTTY)}: ThemeOptions): Theme {
	const paints = new Map(meanings.map(meaning => [meaning, createPaint(looks[meaning], depth)]));
	return {
		depth,
		paint: (meaning, text) => (text === '' ? text : (paints.get(meaning)?.(text) ?? text)),
	};
}

function createPaint(look: Look, depth: ColorDepth): Paint {
	const color = foreground(look, depth);
	const pairs = depth === 0 ? [] : (look.attributes ?? []).map(name => attributes[name]);
	const open = [...pairs.map(([on]) => String(on)), ...(color ? [color] : [])].join(';');
	if (open === '') {
		return text => text;
	}

	const close = [...(color ? ['39'] : []), ...new Set(pairs.map(([, off]) => String(off)))].join(
		';',
	);
	return enclose(`\x1b[${open}m`, `\x1b[${close}m`);
}

/** Where another look closes inside, this one opens again. */
function enclose(open: string, close: string): Paint {
	return text => {
		const inside = text.includes('\x1b') ? text.replace(closings, `$&${open}`) : text;
		return open + inside + close;
	};
}

const closings = /\x1b\[(?:0|(?:39|2[2-7])(?:;(?:39|2[2-7]))*)?m(?!$)/g;

function foreground(look: Look, depth: ColorDepth): string | undefined {
	if (depth === 24 && look.rgb) {
		return `38;2;${look.rgb.join(';')}`;
	}

	if (depth >= 8 && look.indexed !== undefined) {
		return `38;5;${look.indexed}`;
	}

	return depth > 0 && look.basic !== undefined ? String(30 + look.basic) : undefined;
}
