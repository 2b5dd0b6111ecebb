/** Numbers as people read them in a narrow column. */

const units = ['B', 'K', 'M', 'G', 'T', 'P', 'E'];

/** "5.8G", "212G", "0B": four characters at most, by 1024. */
export const bytes = (value: number): string => {
	if (!(value >= 0)) return '?';
	let rest = value;
	let unit = 0;
	while (rest >= 999.5 && unit < units.length - 1) {
		rest /= 1024;
		unit++;
	}
	const digits = unit > 0 && rest < 9.95 ? 1 : 0;
	return rest.toFixed(digits) + units[unit];
};

/** "11.2M" per second; "-" for nothing. */
export const speed = (value: number): string => {
	if (!(value > 0)) return '-';
	if (value < 1024) return '0.1K';
	let rest = value / 1024;
	let unit = 1;
	while (rest >= 999.95 && unit < units.length - 1) {
		rest /= 1024;
		unit++;
	}
	return rest.toFixed(rest < 99.95 ? 1 : 0) + units[unit];
};

/** 0.6249 → "62%", 1 → "100"; never "100" before it is whole. */
export const percent = (fraction: number): string => {
	if (!(fraction > 0)) return '0%';
	return fraction >= 1 ? '100' : `${Math.min(99, Math.floor(fraction * 100))}%`;
};

/** In a sentence: "62%", "100%". */
export const percentText = (fraction: number): string =>
	fraction >= 1 ? '100%' : percent(fraction);

/** Seconds as the largest unit: "45s", "3m", "2h", "5d", "3w", "2y". */
export const span = (seconds: number): string => {
	if (!(seconds >= 0)) return '-';
	const row = spans.find(([, size]) => seconds >= size);
	return row ? `${Math.floor(seconds / row[1])}${row[0]}` : '0s';
};

const spans: ReadonlyArray<readonly [unit: string, seconds: number]> = [
	['y', 31_536_000],
	['w', 604_800],
	['d', 86_400],
	['h', 3600],
	['m', 60],
	['s', 1],
];

/** qBittorrent's word for never. */
export const never = 8_640_000;

/** "2026-11-20 14:03", in this machine's time zone; "" for the servers' ways to say "not yet". */
export const date = (seconds: number): string => {
	if (!isTime(seconds)) return '';
	const at = new Date(seconds * 1000);
	const two = (value: number): string => String(value).padStart(2, '0');
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** Servers write -1, 0 or 2^32-1 for a time that has not come. */
export const isTime = (seconds: number): boolean => seconds > 0 && seconds < 4_294_967_295;

/** "1,842" */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 torrent", "2 torrents" */
export const plural = (value: number, noun: string): string =>
	`${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** "14:03:07" here: a time that stands still, and not a countdown that redraws every second. */
export const clockTime = (ms: number): string => {
	const at = new Date(ms);
	return [at.getHours(), at.getMinutes(), at.getSeconds()]
		.map(part => String(part).padStart(2, '0'))
		.join(':');
};
