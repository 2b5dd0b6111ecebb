import type {Pieces} from '../../qbit/details-parts.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Meaning, Theme} from '../../terminal/theme.ts';

/** What stands in one cell of a bar or a map: neighbouring pieces, counted. */
export type PieceCell = {
	pieces: number;
	/** Of them there, and on their way. */
	done: number;
	coming: number;
	/** Missing, and none of the peers has them. */
	lost: number;
};

/** Without any peer nothing is known of what peers have. */
export const hasPeers = ({availability = []}: Pieces): boolean =>
	availability.some(copies => copies > 0);

/** By their number of cells: 100,000 pieces are counted once for each answer, and not for each key. */
const counted = new WeakMap<Pieces, Map<number, readonly PieceCell[]>>();

/** Pieces as cells: several of them in one, or one piece over several cells when there are few. */
export const cellsOf = (pieces: Pieces, cells: number): readonly PieceCell[] => {
	const known = counted.get(pieces) ?? new Map<number, readonly PieceCell[]>();
	const drawn = known.get(cells) ?? countCells(pieces, cells);
	counted.set(pieces, known.set(cells, drawn));
	return drawn;
};

const countCells = (pieces: Pieces, cells: number): readonly PieceCell[] => {
	const {states, availability = []} = pieces;
	const toldByPeers = hasPeers(pieces);
	return Array.from({length: cells}, (_, cell) => {
		const from = Math.floor((cell * states.length) / cells);
		const to = Math.max(from + 1, Math.floor(((cell + 1) * states.length) / cells));
		let [done, coming, lost] = [0, 0, 0];
		for (let i = from; i < to; i++) {
			const state = states[i];
			if (state === 2) done++;
			else if (state === 1) coming++;
			else if (toldByPeers && availability[i] === 0) lost++;
		}
		return {pieces: to - from, done, coming, lost};
	});
};

/** "On its way" where it is news: a cell that is mostly there shows that. */
const lookOf = ({pieces, done, coming, lost}: PieceCell, glyphs: Glyphs): [string, Meaning] => {
	const [none, some, most, all] = glyphs.shades;
	if (done >= pieces) return [all, 'barFull'];
	if (coming > 0 && coming >= done) return [glyphs.down, 'downloading'];
	if (lost > 0 && lost >= done) return [glyphs.cross, 'bad'];
	if (done === 0) return [none, 'barEmpty'];
	return [done * 2 >= pieces ? most : some, 'barFull'];
};

/** The cells in a row; one run of colour for neighbours that look the same. */
export const drawCells = (cells: readonly PieceCell[], theme: Theme, glyphs: Glyphs): string => {
	let line = '';
	let run = '';
	let look: Meaning | undefined;
	const flush = (): void => {
		if (look) line += theme.paint(look, run);
		run = '';
	};
	for (const cell of cells) {
		const [glyph, meaning] = lookOf(cell, glyphs);
		if (meaning !== look) flush();
		look = meaning;
		run += glyph;
	}
	flush();
	return line;
};

export const drawLegend = (theme: Theme, glyphs: Glyphs, peersKnown: boolean): string => {
	const [none, some, most, all] = glyphs.shades;
	const rows: ReadonlyArray<readonly [Meaning, string, string]> = [
		['barFull', all, 'all here'],
		['barFull', `${most}${some}`, 'in part'],
		['downloading', glyphs.down, 'on its way'],
		['barEmpty', none, 'missing'],
		...(peersKnown ? [['bad', glyphs.cross, 'no peer has it'] as const] : []),
	];
	return rows.map(([look, glyph, word]) => `${theme.paint(look, glyph)} ${word}`).join('  ');
};
