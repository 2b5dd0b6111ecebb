/** Amounts as people write them in rules and settings. undefined: it is none. */

const scale: Readonly<Record<string, number>> = {
	'': 1,
	b: 1,
	...{k: 2 ** 10, kib: 2 ** 10, kb: 1e3},
	...{m: 2 ** 20, mib: 2 ** 20, mb: 1e6},
	...{g: 2 ** 30, gib: 2 ** 30, gb: 1e9},
	...{t: 2 ** 40, tib: 2 ** 40, tb: 1e12},
};

/** "20GiB", "1.5 TB", "700M" (as MiB), or a number of bytes. */
export const readSize = (given: unknown): number | undefined => {
	if (typeof given === 'number') return given >= 0 && Number.isFinite(given) ? given : undefined;
	if (typeof given !== 'string') return undefined;
	const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(given.trim()) ?? [];
	const factor = scale[unit.toLowerCase()];
	return amount === '' || factor === undefined ? undefined : Math.round(Number(amount) * factor);
};

const lasts: Readonly<Record<string, number>> = {
	...{'': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800},
};

/** "90s", "15m", "12h", "3d", "2w", or a number of seconds. */
export const readSpan = (given: unknown): number | undefined => {
	if (typeof given === 'number') return given >= 0 && Number.isFinite(given) ? given : undefined;
	if (typeof given !== 'string') return undefined;
	const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(given.trim()) ?? [];
	const factor = lasts[unit.toLowerCase()];
	return amount === '' || factor === undefined ? undefined : Number(amount) * factor;
};
