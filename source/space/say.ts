/** Amounts in sentences. */

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** "12.3 GiB" */
export const sizeText = (bytes: number): string => {
	let [rest, unit] = [Math.abs(bytes), 0];
	for (; rest >= 1024 && unit < units.length - 1; unit++) rest /= 1024;
	return `${bytes < 0 ? '−' : ''}${rest.toFixed(unit === 0 || rest >= 99.95 ? 0 : 1)} ${units[unit]}`;
};

const spans = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
] as const;

/** "3 days", "20 hours", "1 minute": rounded up, as it says how long is left. */
export const spanText = (seconds: number): string => {
	const [unit, size] = spans.find(([, least]) => seconds >= least) ?? ['second', 1];
	const amount = Math.ceil(seconds / size);
	return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

/** "1 torrent", "3 torrents" */
export const countText = (amount: number, noun: string): string =>
	`${amount} ${noun}${amount === 1 ? '' : 's'}`;
