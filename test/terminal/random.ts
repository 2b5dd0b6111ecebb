/** The same numbers from 0 to below 1 for the same seed (mulberry32). */
export function createRandom(seed: number) {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
	};

	const below = (limit: number): number => Math.floor(next() * limit);
	const pick = <Item>(items: readonly Item[]): Item => {
		const item = items[below(items.length)];
		if (item === undefined) {
			throw new Error('Nothing to pick from');
		}

		return item;
	};

	return {next, below, pick};
}

export type Random = ReturnType<typeof createRandom>;

/** SGR that every program understands alike. */
export const simpleLooks: readonly string[] = [
	...['1', '3', '4', '7', '9', '22', '23', '24', '27', '29', '39', '49', '0'],
	...['31', '42', '95', '104', '38;5;208', '48;5;17', '38;2;1;2;3', '48;2;200;100;0'],
];
const allLooks: readonly string[] = [...simpleLooks, '2', '1;33', '', '0;7;35'];
const words: readonly string[] = [
	...['a', 'Ubuntu.26', ' ', '    ', '        ', '1.2M/s', '|', '--', 'x'.repeat(20)],
	...['漢字', 'é', 'e\u0301', '…', '█▉░', '▸', '✓', '한국어', 'Привет', '❤', 'ไทย', '😀', '한'],
];

/** A styled line of about `columns` cells. */
export function randomLine(random: Random, columns: number, looks = allLooks): string {
	let line = '';
	const pieces = random.below(columns / 4) + (random.below(5) ? 1 : 0);
	for (let piece = 0; piece < pieces; piece++) {
		line += random.below(3) ? random.pick(words) : `\x1b[${random.pick(looks)}m`;
	}

	return line;
}
