import {type BrushState, createBrush, startState} from './brush.ts';
import {emptyLine, type Line, parseLine} from './cells.ts';
import {type Painted, paintFrame} from './frame.ts';
import {createGenerations} from './generations.ts';
import {findScroll, scrollBytes, scrolled} from './scroll.ts';

export type Size = {columns: number; rows: number};

export type Painter = {
	/** Bytes that make the screen show these lines; '' when it does. */
	paint: (frame: readonly string[], size: Size) => string;
	/** The screen may show anything: the next frame is drawn whole. */
	forget: () => void;
};

const clear = '\x1b[m\x1b[H\x1b[2J';

/** Knows what is on the screen. Lines are compared as texts before anything is parsed. */
export function createPainter(): Painter {
	let shown: {texts: readonly string[]; lines: readonly Line[]; size: Size} | undefined;
	let state: BrushState = startState;
	let lineOf = createGenerations(text => parseLine(text, 0));

	const repaint = (frame: readonly string[], size: Size): Painted => {
		const brush = createBrush(startState, size.columns);
		lineOf = createGenerations(text => parseLine(text, size.columns));
		const {bytes, state: next} = paintFrame(brush, [], frame.map(lineOf), size.columns);
		return {bytes: clear + bytes, state: next};
	};

	const update = (frame: readonly string[], before: NonNullable<typeof shown>): Painted => {
		const {columns} = before.size;
		const after = frame.map((text, row) =>
			text === before.texts[row] ? (before.lines[row] ?? emptyLine) : lineOf(text),
		);
		const still = paintFrame(createBrush(state, columns), before.lines, after, columns);
		const scroll = findScroll(before.texts, frame);
		if (!scroll) {
			return still;
		}

		const brush = createBrush(state, columns);
		brush.control(scrollBytes(scroll), 0, 0);
		const moved = paintFrame(brush, scrolled(before.lines, scroll, emptyLine), after, columns);
		return moved.bytes.length < still.bytes.length ? moved : still;
	};

	const paint = (frame: readonly string[], size: Size): string => {
		const texts = Array.from({length: size.rows}, (_, row) => frame[row] ?? '');
		const before = shown && isSame(shown.size, size) ? shown : undefined;
		if (before && texts.every((text, row) => text === before.texts[row])) {
			return '';
		}

		const painted = before ? update(texts, before) : repaint(texts, size);
		shown = {texts, lines: texts.map(lineOf), size};
		state = painted.state;
		return painted.bytes;
	};

	return {
		paint,
		forget: () => {
			shown = undefined;
		},
	};
}

function isSame(one: Size, other: Size): boolean {
	return one.columns === other.columns && one.rows === other.rows;
}
