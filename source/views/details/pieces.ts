import type {Pieces} from '../../qbit/details-parts.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {sparkline} from '../../terminal/glyphs.ts';
import {cut, width as widthOf} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {bytes, count, plural} from '../format.ts';
import {joinSegments} from '../segments.ts';
import {cellsOf, drawCells, drawLegend, hasPeers} from './piece-cells.ts';
import type {Inside, Seen, Tab} from './seen.ts';

export const piecesTab: Tab = {
	name: 'pieces',
	title: 'Pieces',
	parts: ['pieces', 'properties'],
	needs: ['pieces'],
	nothing: ({details}) =>
		details.pieces?.states.length === 0
			? 'Its metadata is not here yet: nobody knows its pieces.'
			: undefined,
	draw: (seen, inside, theme, glyphs) => {
		const {pieces} = seen.details;
		if (!pieces) return [];
		const drawing = drawingOf(pieces, inside, theme, glyphs);
		const legend = inside.height >= 6 ? [drawing.legend] : [];
		return [drawTotals(seen, pieces, inside.width), ...drawing.map, ...drawing.peers, ...legend];
	},
};

type Drawing = {map: string[]; peers: string[]; legend: string};

/** 100,000 pieces are looked through once for each answer, and not for each key. */
const drawings = new WeakMap<Pieces, {for: readonly unknown[]; drawing: Drawing}>();

const drawingOf = (pieces: Pieces, inside: Inside, theme: Theme, glyphs: Glyphs): Drawing => {
	const wanted = [inside.width, inside.height, theme, glyphs];
	const known = drawings.get(pieces);
	if (known && wanted.every((item, i) => item === known.for[i])) return known.drawing;
	const drawing = drawPieces(pieces, inside, theme, glyphs);
	drawings.set(pieces, {for: wanted, drawing});
	return drawing;
};

const drawPieces = (pieces: Pieces, {width, height}: Inside, theme: Theme, glyphs: Glyphs) => {
	const availability = pieces.availability ?? [];
	const peersKnown = hasPeers(pieces);
	const withPeers = peersKnown && height >= 7;
	const rows = Math.max(1, height - (height >= 6 ? 2 : 1) - (withPeers ? 1 : 0));
	const cells = cellsOf(pieces, Math.min(pieces.states.length, rows * width));
	const map: string[] = [];
	for (let from = 0; from < cells.length; from += width) {
		map.push(drawCells(cells.slice(from, from + width), theme, glyphs));
	}
	return {
		map,
		peers: withPeers ? [drawPeers(availability, width, glyphs)] : [],
		legend: cutLegend(theme, glyphs, peersKnown, width),
	};
};

const cutLegend = (theme: Theme, glyphs: Glyphs, peersKnown: boolean, width: number): string => {
	const legend = drawLegend(theme, glyphs, peersKnown);
	return widthOf(legend) <= width ? legend : drawLegend(theme, glyphs, false);
};

/** "peers have ▃▃▅▇  0 to 12 copies": from the first piece to the last. */
const drawPeers = (availability: readonly number[], width: number, glyphs: Glyphs): string => {
	const most = availability.reduce((a, b) => Math.max(a, b), 0);
	const least = availability.reduce((a, b) => Math.min(a, b), most);
	const label = 'copies ';
	const told = ` ${count(least)} to ${count(most)}`;
	const room = Math.min(availability.length, width - label.length - told.length);
	if (room < 4) return cut(label + told.trim(), width);
	const columns = Array.from({length: room}, (_, i) => {
		const from = Math.floor((i * availability.length) / room);
		const to = Math.max(from + 1, Math.floor(((i + 1) * availability.length) / room));
		// The scarcest of them decides whether it can be had.
		let scarcest = Infinity;
		for (let at = from; at < to; at++) scarcest = Math.min(scarcest, availability[at] ?? 0);
		return scarcest;
	});
	return label + sparkline(columns, room, most, glyphs) + told;
};

/** "1,842 of 3,000 pieces of 4.0M   12 on their way   3 that no peer has". */
const drawTotals = ({details, torrent}: Seen, pieces: Pieces, width: number): string => {
	const {done = 0, coming = 0, lost = 0} = cellsOf(pieces, 1)[0] ?? {};
	const size = details.properties?.piece_size ?? torrent.piece_size ?? 0;
	const all = pieces.states.length;
	const of = size > 0 ? ` of ${bytes(size)}` : '';
	return joinSegments(
		[
			{text: `${count(done)} of ${plural(all, 'piece')}${of}`, keep: 1},
			{text: coming > 0 ? `${count(coming)} on their way` : '', keep: 3},
			{text: lost > 0 ? `${count(lost)} that no peer has` : '', keep: 2},
			{
				text: torrent.availability >= 0 ? `${torrent.availability.toFixed(2)} copies about` : '',
				keep: 4,
			},
		],
		width,
		'   ',
	);
};
