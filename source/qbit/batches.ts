/** 200 ids are 8 KB: short enough for any proxy, and few calls for thousands. */
export const batchSize = 200;

/** The list in pieces of at most `size`. */
export function* batches<Item>(
	items: readonly Item[],
	size: number = batchSize,
): Generator<readonly Item[]> {
	for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** A server does one call after the other: while it is busy with one of ours, it answers nobody. */
const mostMs = 1000;

/** How many the next call is for: what the server does within a second, by the one before. */
export const nextSize = (size: number, tookMs: number, most: number = batchSize): number =>
	Math.max(1, Math.min(most, Math.floor(size * Math.min(2, mostMs / Math.max(1, tookMs)))));
