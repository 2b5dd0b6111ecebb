/** The same throws for the same seed (mulberry32). */
export type Dice = {
	/** A whole number from 0 to below `limit`. */
	below: (limit: number) => number;
};

export const createDice = (seed: number): Dice => {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {below: limit => Math.floor(next() * limit)};
};
