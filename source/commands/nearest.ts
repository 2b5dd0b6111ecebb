/** "Did you mean list?" of a word with a slip or two; nothing where no name is that near. */
export const didYouMean = (given: string, names: readonly string[]): string[] => {
	const most = given.length < 5 ? 1 : 2;
	const [nearest] = names
		.map(name => ({name, slips: slipsBetween(given, name)}))
		.filter(({slips}) => slips <= most)
		.sort((a, b) => a.slips - b.slips);
	return nearest ? [`Did you mean ${nearest.name}?`] : [];
};

/** Letters too many, too few, wrong or in turned places. */
const slipsBetween = (a: string, b: string): number => {
	let before: readonly number[] = [];
	let row: readonly number[] = Array.from({length: b.length + 1}, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const isSame = a[i - 1] === b[j - 1];
			const isTurned = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			next.push(
				Math.min(
					(row[j] ?? 0) + 1,
					(next[j - 1] ?? 0) + 1,
					(row[j - 1] ?? 0) + (isSame ? 0 : 1),
					isTurned ? (before[j - 2] ?? 0) + 1 : Infinity,
				),
			);
		}
		before = row;
		row = next;
	}
	return row[b.length] ?? 0;
};
