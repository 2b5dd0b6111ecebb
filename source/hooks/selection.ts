import type {Hash} from '../qbit/types.ts';
import type {Rows} from './list-position.ts';

/**
 * The torrents that a verb will act on, by hash: sorting, filtering and deltas do not touch it. Pure.
 */
export type Selection = {
	hashes: ReadonlySet<Hash>;
	/** While a range is being drawn: where it began, and what was selected before. */
	range: {anchor: Hash; before: ReadonlySet<Hash>} | undefined;
};

export const noSelection: Selection = {hashes: new Set(), range: undefined};

/** Without those that are no longer there; the same object when all are. */
export const letGo = (selection: Selection, isThere: (hash: Hash) => boolean): Selection => {
	const left = (hashes: ReadonlySet<Hash>): ReadonlySet<Hash> =>
		new Set([...hashes].filter(isThere));
	const hashes = left(selection.hashes);
	if (hashes.size === selection.hashes.size) return selection;
	const {range} = selection;
	return {hashes, range: range && {...range, before: left(range.before)}};
};

export const toggle = (selection: Selection, hash: Hash): Selection => {
	const hashes = new Set(selection.hashes);
	if (!hashes.delete(hash)) hashes.add(hash);
	return {hashes, range: undefined};
};

/** Begins a range at the cursor; where one is being drawn, keeps it. */
export const toggleRange = (selection: Selection, cursor: Hash): Selection =>
	selection.range
		? {...selection, range: undefined}
		: {
				hashes: new Set([...selection.hashes, cursor]),
				range: {anchor: cursor, before: selection.hashes},
			};

/** The range follows the cursor; rows that it leaves are as they were before. */
export const extendTo = (selection: Selection, cursor: Hash | undefined, rows: Rows): Selection => {
	if (!selection.range || cursor === undefined) return selection;
	const {anchor, before} = selection.range;
	const [from, to] = [rows.indexOf(anchor), rows.indexOf(cursor)].sort((a, b) => a - b);
	if (from === undefined || to === undefined || from === -1)
		return {...selection, range: undefined};
	const hashes = new Set(before);
	for (let index = from; index <= to; index++) {
		const hash = rows.at(index);
		if (hash !== undefined) hashes.add(hash);
	}
	return {...selection, hashes};
};

/** All rows that the filter shows, beside what is selected already. */
export const selectAll = (selection: Selection, rows: Rows): Selection => ({
	hashes: new Set([...selection.hashes, ...hashesOf(rows)]),
	range: undefined,
});

/** Of the rows that the filter shows, those that were not; what it hides stays as it is. */
export const invert = (selection: Selection, rows: Rows): Selection => {
	const hashes = new Set(selection.hashes);
	for (const hash of hashesOf(rows)) if (!hashes.delete(hash)) hashes.add(hash);
	return {hashes, range: undefined};
};

const hashesOf = (rows: Rows): Hash[] =>
	Array.from({length: rows.length}, (_, index) => rows.at(index)).filter(
		hash => hash !== undefined,
	);
