/** 200 ids are 8 KB: short enough for any proxy, and few calls for thousands. */
export const batchSize = 200;

/** The list in pieces of at most `size`. */
export function* batches<Item>(
	items: readonly Item[],
	size: number = batchSize,
): Generator<readonly Item[]> {
	for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
