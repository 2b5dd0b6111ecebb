/**
 * Chance without hidden state: everything is a function of the seed and of names, so that the
 * simulated swarm is the same for the same seed and clock, in whatever order things are asked.
 */
const scramble = (value: number): number => {
	let h = value;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
};

const ofText = (text: string): number => {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return h >>> 0;
};

/** A whole number from 0 to 2³² − 1. */
export const mix = (...parts: ReadonlyArray<number | string>): number => {
	let h = 0x9e3779b9;
	for (const part of parts) {
		const value = typeof part === 'string' ? ofText(part) : part | 0;
		h = scramble((h ^ value) + 0x6d2b79f5);
	}
	return h;
};

/** 0 ≤ n < 1. */
export const unit = (...parts: ReadonlyArray<number | string>): number => mix(...parts) / 2 ** 32;

export const between = (
	low: number,
	high: number,
	...parts: ReadonlyArray<number | string>
): number => low + (high - low) * unit(...parts);

/** As `between`, but small values are as likely as large ones: sizes and speeds are like that. */
export const spread = (
	low: number,
	high: number,
	...parts: ReadonlyArray<number | string>
): number => Math.exp(between(Math.log(low), Math.log(high), ...parts));

export const pick = <const List extends readonly [unknown, ...unknown[]]>(
	list: List,
	...parts: ReadonlyArray<number | string>
): List[number] => list[mix(...parts) % list.length] ?? list[0];

/** A line that wanders smoothly between 0 and 1, with a new direction every `period` seconds. */
export const wander = (key: number, seconds: number, period: number): number => {
	const at = seconds / period;
	const from = Math.floor(at);
	const t = at - from;
	const smooth = t * t * (3 - 2 * t);
	return unit(key, from) * (1 - smooth) + unit(key, from + 1) * smooth;
};

export const hex = (digits: number, ...parts: ReadonlyArray<number | string>): string => {
	let text = '';
	for (let i = 0; text.length < digits; i++) {
		text += mix(...parts, i)
			.toString(16)
			.padStart(8, '0');
	}
	return text.slice(0, digits);
};
