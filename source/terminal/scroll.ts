/** Rows `top` to `bottom` (both in it) move up by `by` rows, or down when negative. */
export type Scroll = {top: number; bottom: number; by: number};

const fewest = 3;

/** How most of the changed rows can be had by moving what is on the screen. */
export function findScroll(
	before: readonly string[],
	after: readonly string[],
): Scroll | undefined {
	const changed = after.flatMap((text, row) => (text === before[row] ? [] : [row]));
	if (changed.length <= fewest) {
		return undefined;
	}

	const by = commonest(distances(changed, before, after));
	return by === undefined ? undefined : region(by, before, after);
}

function distances(
	changed: readonly number[],
	before: readonly string[],
	after: readonly string[],
): number[] {
	const rows = new Map(before.map((text, row) => [text, row]));
	rows.delete('');
	return changed.flatMap(row => {
		const from = rows.get(after[row] ?? '');
		return from === undefined || from === row ? [] : [from - row];
	});
}

function commonest(numbers: readonly number[]): number | undefined {
	const votes = new Map<number, number>();
	for (const number of numbers) {
		votes.set(number, (votes.get(number) ?? 0) + 1);
	}

	const [best, count] = [...votes].sort(([, one], [, other]) => other - one)[0] ?? [0, 0];
	return count >= fewest ? best : undefined;
}

function region(
	by: number,
	before: readonly string[],
	after: readonly string[],
): Scroll | undefined {
	let first = -1;
	let last = -1;
	for (const [row, text] of after.entries()) {
		if (text !== '' && text !== before[row] && text === before[row + by]) {
			first = first < 0 ? row : first;
			last = row;
		}
	}

	const [top, bottom] = [Math.min(first, first + by), Math.max(last, last + by)];
	return first < 0 ? undefined : {top, bottom, by};
}

/** The rows as a scroll leaves them; what comes in is `blank`. */
export function scrolled<Row>(rows: readonly Row[], {top, bottom, by}: Scroll, blank: Row): Row[] {
	return rows.map((row, index) => {
		const from = index + by;
		const outside = index < top || index > bottom;
		return outside ? row : from < top || from > bottom ? blank : (rows[from] ?? blank);
	});
}

/** Leaves the cursor in the top left corner. */
export function scrollBytes({top, bottom, by}: Scroll): string {
	const move = `\x1b[${Math.abs(by) === 1 ? '' : Math.abs(by)}${by > 0 ? 'S' : 'T'}`;
	return `\x1b[${top + 1};${bottom + 1}r${move}\x1b[r`;
}
