import {setTimeout as sleep} from 'node:timers/promises';

/** How long to look, how often, and for how long it must stay right. Milliseconds. */
export type Patience = {within?: number; every?: number; calm?: number};

/**
 * Looks again and again until what is seen is right.
 *
 * @param what says in the error what was waited for
 * @param look may throw: that is a look that was not right
 * @param right when absent, anything truthy is right
 * @returns the first value that is right
 * @throws when it does not come within 90 s (`within`), with the last value seen
 */
export async function until<Value>(
	what: string,
	look: () => Value | Promise<Value>,
	right: (value: Value) => boolean = Boolean,
	{within = 90_000, every = 50, calm = 0}: Patience = {},
): Promise<Value> {
	const deadline = performance.now() + within;
	let seen: string;
	let rightSince: number | undefined;
	do {
		try {
			const value = await look();
			rightSince = right(value) ? (rightSince ?? performance.now()) : undefined;
			if (rightSince !== undefined && performance.now() - rightSince >= calm) return value;
			seen = show(value);
		} catch (error) {
			rightSince = undefined;
			seen = `error ${String(error)}`;
		}
		await sleep(every);
	} while (performance.now() < deadline);
	throw new Error(`waited ${within} ms for ${what}; last seen: ${seen}`);
}

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
}
