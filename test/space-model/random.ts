/** Chance from a seed: the same seed, the same walk. */
export type Random = {
	unit: () => number;
	chance: (probability: number) => boolean;
	whole: (low: number, high: number) => number;
	pick: <Item>(list: readonly Item[]) => Item | undefined;
};

export const randomFrom = (seed: number): Random => {
	let state = (seed + 1) * 0x9e3779b9;
	const unit = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let h = Math.imul(state ^ (state >>> 15), 1 | state);
		h = (h + Math.imul(h ^ (h >>> 7), 61 | h)) ^ h;
		return ((h ^ (h >>> 14)) >>> 0) / 2 ** 32;
	};
	const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
	return {
		unit,
		whole,
		chance: probability => unit() < probability,
		pick: list => list[Math.floor(unit() * list.length)],
	};
};
