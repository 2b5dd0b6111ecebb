import type {Hash} from '../../qbit/types.ts';
import type {Kept, KeptCode, Move, Plan} from '../plan/shape.ts';

/** Why a torrent is moved, or is not: a code for programs, a sentence for people. */
export type Why =
	| {planned: true; code: 'PLANNED'; text: string; move: Move; turn: number}
	| {planned: false; code: KeptCode; text: string};

type Index = {kept: Map<Hash, Kept>; moves: Map<Hash, {move: Move; turn: number}>};

/** A plan never changes: it is looked through once. */
const indexes = new WeakMap<Plan, Index>();

const indexOf = (plan: Plan): Index => {
	const known = indexes.get(plan);
	if (known) return known;
	const index: Index = {
		kept: new Map(plan.kept.map(row => [row.hash, row])),
		moves: new Map(
			plan.moves.flatMap((move, at) =>
				move.hashes.map(hash => [hash, {move, turn: at + 1}] as const),
			),
		),
	};
	indexes.set(plan, index);
	return index;
};

/** “Why is this one not moved?” undefined: the torrent was not there when the plan was made. */
export const whyOf = (plan: Plan, hash: Hash): Why | undefined => {
	const {kept, moves} = indexOf(plan);
	const row = kept.get(hash);
	if (row) return {planned: false, code: row.reason, text: row.text};
	const found = moves.get(hash);
	return found && {planned: true, code: 'PLANNED', text: found.move.text, ...found};
};
