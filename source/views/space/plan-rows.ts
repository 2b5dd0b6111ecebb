import type {ListChoice} from '../../hooks/lists-choice.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {Kept, KeptCode, Move, Plan} from '../../space/plan/shape.ts';
import {finder} from '../lists/finder.ts';
import {byReason} from './reasons.ts';

/** What a plan says, as rows: headings with what stands below those that are open. */
export type PlanRow =
	| {kind: 'moves'; key: string; count: number; bytes: number; gain: number}
	| {kind: 'move'; key: string; move: Move; turn: number}
	| {kind: 'reason'; key: string; code: KeptCode; count: number}
	| {kind: 'kept'; key: string; kept: Kept};

const movesKey = 'moves';
const reasonKey = (code: KeptCode): string => `reason ${code}`;
/** A torrent may be in a move with others: their first names it. */
const moveKey = (move: Move): string => `move ${move.hashes[0] ?? ''}`;
const keptKey = (hash: Hash): string => `kept ${hash}`;

type Torrents = ReadonlyMap<Hash, Torrent>;
type Choice = Pick<ListChoice, 'filter' | 'open'>;

/** The newest answer: a plan of thousands is gone through only when something has changed. */
let last: {plan: Plan; filter: string; open: ReadonlySet<string>; rows: PlanRow[]} | undefined;

/** What moves is open from the start: its key in `open` closes it. */
export const planRows = (plan: Plan | undefined, choice: Choice, torrents: Torrents): PlanRow[] => {
	if (!plan) return [];
	const {filter, open} = choice;
	if (last?.plan === plan && last.filter === filter && last.open === open) return last.rows;
	const rows = [...moveRows(plan, choice, torrents), ...keptRows(plan, choice, torrents)];
	last = {plan, filter, open, rows};
	return rows;
};

const isOpen = ({key, kind}: PlanRow, {open, filter}: Choice): boolean =>
	filter.trim() !== '' || (kind === 'moves' ? !open.has(key) : open.has(key));

const moveRows = ({moves}: Plan, choice: Choice, torrents: Torrents): PlanRow[] => {
	if (moves.length === 0) return [];
	const passes = passesFor(choice.filter);
	const rows = moves
		.map((move, i): PlanRow => ({kind: 'move', key: moveKey(move), move, turn: i + 1}))
		.filter(
			row =>
				row.kind === 'move' &&
				passes(
					`${row.move.name} ${row.move.text} ${row.move.rule}`,
					row.move.hashes.map(hash => torrents.get(hash)?.name ?? hash),
				),
		);
	const heading: PlanRow = {
		...{kind: 'moves', key: movesKey, count: moves.length},
		bytes: moves.reduce((sum, move) => sum + move.bytes, 0),
		gain: moves.reduce((sum, move) => sum + move.gain, 0),
	};
	if (rows.length === 0) return [];
	return isOpen(heading, choice) ? [heading, ...rows] : [heading];
};

const keptRows = ({kept}: Plan, choice: Choice, torrents: Torrents): PlanRow[] => {
	const passes = passesFor(choice.filter);
	const groups = Map.groupBy(
		choice.filter.trim() === ''
			? kept
			: kept.filter(row =>
					passes(`${row.reason} ${row.text} ${row.hash}`, [torrents.get(row.hash)?.name ?? '']),
				),
		({reason}) => reason,
	);
	return [...groups]
		.sort(([a], [b]) => byReason(a, b))
		.flatMap(([code, rows]): PlanRow[] => {
			const heading: PlanRow = {kind: 'reason', key: reasonKey(code), code, count: rows.length};
			return isOpen(heading, choice)
				? [
						heading,
						...rows.map((row): PlanRow => ({kind: 'kept', key: keptKey(row.hash), kept: row})),
					]
				: [heading];
		});
};

const passesFor = (filter: string) => {
	const isFound = finder(filter);
	return (text: string, names: readonly string[]): boolean => isFound(`${text} ${names.join(' ')}`);
};

/** The torrents that a row is about. */
export const hashesOf = (row: PlanRow): readonly Hash[] => {
	if (row.kind === 'move') return row.move.hashes;
	return row.kind === 'kept' ? [row.kept.hash] : [];
};

/** Where a torrent stands in a plan: its row, and what must be open for that to be seen. */
export const rowOf = (
	plan: Plan,
	hash: Hash,
): {key: string; below: string; isMove: boolean} | undefined => {
	const move = plan.moves.find(({hashes}) => hashes.includes(hash));
	if (move) return {key: moveKey(move), below: movesKey, isMove: true};
	const kept = plan.kept.find(row => row.hash === hash);
	return kept && {key: keptKey(hash), below: reasonKey(kept.reason), isMove: false};
};
