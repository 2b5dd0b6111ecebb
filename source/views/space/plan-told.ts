import {bytes, plural, span} from '../format.ts';
import type {Work} from '../lists/list-view.ts';
import type {Told} from '../lists/told.ts';
import type {PlanRow} from './plan-rows.ts';
import {reasonRows} from './reasons.ts';

/** All that a plan says of a row. */
export const toldOfRow = (row: PlanRow, work: Work): Told[] => {
	switch (row.kind) {
		case 'moves':
			return [
				{label: 'why', text: work.orchestrated.plan?.text ?? ''},
				{
					label: 'keys',
					text: 'a runs the plan, after a question. r makes it anew.',
					look: 'accent',
				},
			];
		case 'reason':
			return [
				{label: 'why', text: reasonRows[row.code].title},
				{label: 'code', text: `${row.code}, ${plural(row.count, 'torrent')}`, look: 'muted'},
				{label: 'keys', text: 'Enter shows them, and each with its own reason.', look: 'accent'},
			];
		case 'move':
			return toldOfMove(row.move, row.turn, work);
		case 'kept':
			return toldOfKept(row.kept, work);
	}
};

const toldOfMove = (
	{
		text,
		rule,
		bytes: size,
		gain,
		estimated,
		places,
		hashes,
	}: Extract<PlanRow, {kind: 'move'}>['move'],
	turn: number,
	{torrents}: Work,
): Told[] => [
	{label: 'why', text},
	{label: 'turn', text: `${turn}. by rule “${rule}”`},
	{
		label: 'space',
		text: `needs ${bytes(size)}, frees ${bytes(gain)}${estimated ? ' (estimated: the files are not seen from here)' : ''}`,
	},
	...hashes.flatMap((hash, i): Told[] => [
		{label: 'torrent', text: torrents.get(hash)?.name ?? hash},
		{label: 'from', text: places[i]?.from ?? ''},
		{label: 'to', text: places[i]?.to ?? ''},
	]),
];

const toldOfKept = (
	{hash, reason, text}: Extract<PlanRow, {kind: 'kept'}>['kept'],
	{torrents, orchestrated, now}: Work,
): Told[] => {
	const torrent = torrents.get(hash);
	const returns = orchestrated.contested.get(hash);
	return [
		{label: 'why', text, look: reasonRows[reason].look ?? 'text'},
		{
			label: 'came back',
			text: returns === undefined ? '' : `${plural(returns, 'time')}; u lets it be moved again`,
			look: 'warning',
		},
		{label: 'code', text: reason, look: 'muted'},
		{label: 'at', text: torrent ? torrent.content_path || torrent.save_path : ''},
		{label: 'size', text: torrent ? bytes(torrent.size) : ''},
		{label: 'category', text: torrent?.category ?? ''},
		{
			label: 'seeded',
			text:
				torrent && torrent.progress >= 1
					? `${span(torrent.seeding_time)}, ratio ${torrent.ratio.toFixed(2)}, added ${span(Math.max(0, now / 1000 - torrent.added_on))} ago`
					: '',
		},
	];
};
