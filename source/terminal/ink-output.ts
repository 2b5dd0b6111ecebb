import {lineText, parseCells, sliceLine} from './cells.ts';
import {composeRow, measureLine, type Piece} from './compose.ts';
import {changePen} from './pens.ts';

export type Clip = {
	x1?: number | undefined;
	x2?: number | undefined;
	y1?: number | undefined;
	y2?: number | undefined;
};

type Transformer = (line: string, index: number) => string;
type Write = {x: number; y: number; text: string; transformers: readonly Transformer[]};
type Operation = {write: Write} | {clip: Clip} | {unclip: true};

/**
 * In place of Ink's own `Output`, which takes every row apart into cells for every frame. Here a row
 * with one text on it stays a string, texts beside each other are joined, and only what overlaps is
 * merged by cells.
 */
export class Output {
	readonly width: number;
	readonly height: number;
	readonly #operations: Operation[] = [];

	constructor({width, height}: {width: number; height: number}) {
		this.width = width;
		this.height = height;
	}

	write(
		x: number,
		y: number,
		text: string,
		{transformers}: {transformers: readonly Transformer[]},
	) {
		if (text !== '') {
			this.#operations.push({write: {x, y, text, transformers}});
		}
	}

	clip(clip: Clip) {
		this.#operations.push({clip});
	}

	unclip() {
		this.#operations.push({unclip: true});
	}

	get(): {output: string; height: number} {
		const rows: Piece[][] = Array.from({length: this.height}, () => []);
		const clips: Clip[] = [];
		for (const operation of this.#operations) {
			if ('write' in operation) {
				place(rows, operation.write, clips.at(-1));
			} else if ('clip' in operation) {
				clips.push(within(clips.at(-1), operation.clip));
			} else {
				clips.pop();
			}
		}

		return {output: rows.map(composeRow).join('\n'), height: this.height};
	}
}

function within(outer: Clip | undefined, inner: Clip): Clip {
	return {
		x1: tighter(Math.max, outer?.x1, inner.x1),
		x2: tighter(Math.min, outer?.x2, inner.x2),
		y1: tighter(Math.max, outer?.y1, inner.y1),
		y2: tighter(Math.min, outer?.y2, inner.y2),
	};
}

function tighter(choose: (...numbers: number[]) => number, one?: number, other?: number) {
	return one === undefined ? other : other === undefined ? one : choose(one, other);
}

function place(rows: readonly Piece[][], {x, y, text, transformers}: Write, clip?: Clip): void {
	const from = clip?.y1 ?? Number.NEGATIVE_INFINITY;
	const to = clip?.y2 ?? Number.POSITIVE_INFINITY;
	for (const [index, line] of linesOf(text).entries()) {
		const row = y + index >= from && y + index < to ? rows[y + index] : undefined;
		const piece = row && clipped(x, line, clip);
		if (row && piece) {
			row.push({x: piece.x, text: transformers.reduce((out, one) => one(out, index), piece.text)});
		}
	}
}

/** A look that is still open at the end of a line goes on in the next one. */
function linesOf(text: string): string[] {
	const lines = text.split('\n');
	if (lines.length === 1 || !text.includes('\x1b')) {
		return lines;
	}

	let open = '';
	return lines.map(line => {
		const whole = open + line;
		open = measureLine(whole).closed ? '' : changePen(0, parseCells(whole).pen);
		return whole;
	});
}

function clipped(x: number, text: string, clip: Clip = {}): Piece | undefined {
	const from = Math.max(0, (clip.x1 ?? 0) - x);
	const {width} = measureLine(text);
	const to = Math.min(width, (clip.x2 ?? Number.POSITIVE_INFINITY) - x);
	if (from === 0 && to === width) {
		return {x, text};
	}

	return from >= to
		? undefined
		: {x: x + from, text: lineText(sliceLine(parseCells(text).line, from, to))};
}
