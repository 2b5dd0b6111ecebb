import type {Layout} from './layout.ts';

/** A row of the catalogue: torrents of one kind. */
export type Series = {
	category: string;
	/** `{a|b}` stands for both: `x-{1|2}` are two torrents. */
	names: string;
	/** Bytes, least and most. */
	size: readonly [number, number];
	layout: Layout;
	tags?: readonly string[];
};

export const MB = 1e6;
export const GB = 1e9;

/** Every name that the pattern stands for. */
export const expand = (pattern: string): string[] => {
	const choice = /\{([^{}]*\|[^{}]*)\}/.exec(pattern);
	if (!choice) return [pattern];
	const before = pattern.slice(0, choice.index);
	const after = pattern.slice(choice.index + choice[0].length);
	return (choice[1] ?? '').split('|').flatMap(word => expand(before + word + after));
};
