import type {VolumePlan} from '../../space/plan/shape.ts';
import {harmless} from '../../terminal/harmless.ts';
import {fit} from '../../terminal/text.ts';
import {bytes} from '../format.ts';
import type {HeadLine, Pens} from '../lists/list-view.ts';
import {joinSegments, type Segment} from '../segments.ts';

/** A volume, and how large it is where that is known. */
export type Gauge = VolumePlan & {size: number | undefined};

const barFrom = 60;
const tagWidth = 4;

/** Bars and numbers of one volume: a line where there is room, else the numbers below the bar. */
export const gaugeLines = (gauge: Gauge, width: number, keep: number, pens: Pens): HeadLine[] => {
	const {theme} = pens;
	const tag = theme.paint('title', fit(harmless(gauge.tag), tagWidth));
	const cells = Math.min(40, Math.max(12, Math.floor(width / 4)));
	const hasBar = gauge.size !== undefined && gauge.size > 0 && gauge.free !== null;
	if (!hasBar || width < barFrom) {
		return [{text: `${tag} ${numbers(gauge, width - tagWidth - 1, pens)}`, keep}];
	}
	const front = `${tag} ${drawBar(gauge, cells, pens)} `;
	return [{text: front + numbers(gauge, width - tagWidth - cells - 2, pens), keep}];
};

/** The most that is said of a volume; what it comes to goes last. */
const numbers = (gauge: Gauge, width: number, {theme}: Pens): string => {
	const {free, incoming, outgoing, effective, low, high, size} = gauge;
	const isTight = effective !== null && low !== null && effective < low;
	const left = effective === null ? '? free' : `${amount(effective)} free`;
	const same = incoming === 0 && outgoing === 0;
	const segments: Segment[] = [
		{text: isTight ? theme.paint('bad', `${left}!`) : theme.paint('text', left), keep: 1},
		{text: same ? '' : `= ${free === null ? '?' : bytes(free)} now`, keep: 3},
		{text: incoming === 0 ? '' : `- ${bytes(incoming)} incoming`, keep: 4},
		{text: outgoing === 0 ? '' : `+ ${bytes(outgoing)} outgoing`, keep: 5},
		{
			text: low === null ? '' : theme.paint(isTight ? 'bad' : 'muted', `low ${bytes(low)}`),
			keep: 2,
		},
		{text: high === null ? '' : theme.paint('muted', `high ${bytes(high)}`), keep: 6},
		{text: size === undefined ? '' : theme.paint('muted', `of ${bytes(size)}`), keep: 7},
	];
	return joinSegments(segments, width, ' ');
};

const amount = (value: number): string => (value < 0 ? `-${bytes(-value)}` : bytes(value));

/**
 * From left to right: what is used and stays, what is used and leaves, what will be written, what
 * is free. L and H stand where moving begins, and where it ends.
 */
const drawBar = (gauge: Gauge, cells: number, {theme, glyphs}: Pens): string => {
	const {size = 0, free, incoming, outgoing, low, high} = gauge;
	if (size <= 0 || free === null) return '';
	const used = Math.max(0, size - free);
	const [none, some, most, all] = glyphs.shades;
	const ends: ReadonlyArray<[end: number, glyph: string, look: Parameters<typeof theme.paint>[0]]> =
		[
			[cellOf(used - outgoing, size, cells), all, 'barFull'],
			[cellOf(used, size, cells), most, 'moving'],
			[cellOf(used + incoming, size, cells), some, 'downloading'],
			[cells, none, 'barEmpty'],
		];
	const marks = new Map<number, string>();
	if (high !== null) marks.set(markOf(high, size, cells), 'H');
	if (low !== null) marks.set(markOf(low, size, cells), 'L');
	let drawn = '';
	for (let cell = 0; cell < cells; cell++) {
		const mark = marks.get(cell);
		const [, glyph = none, look = 'barEmpty'] = ends.find(([end]) => cell < end) ?? [];
		drawn += mark === undefined ? theme.paint(look, glyph) : theme.paint('warning', mark);
	}
	return drawn;
};

const cellOf = (value: number, size: number, cells: number): number =>
	Math.round(Math.min(1, Math.max(0, value / size)) * cells);

/** Where just so much would be free. */
const markOf = (free: number, size: number, cells: number): number =>
	Math.max(0, Math.min(cells - 1, cellOf(size - free, size, cells)));
