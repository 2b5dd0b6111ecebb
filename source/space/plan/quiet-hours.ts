/** A part of the day, in minutes since midnight in this machine’s time; `to` may be on the next day. */
export type Hours = {from: number; to: number};

const pattern = /^(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)$/;

/** "08:00-23:30" or several with commas between; undefined: it is no such text. */
export const readHours = (text: string): Hours[] | undefined => {
	const all = text.split(',').map(part => readOne(part.trim()));
	const known = all.filter(hours => hours !== undefined);
	return known.length === all.length ? known : undefined;
};

const readOne = (text: string): Hours | undefined => {
	const [, ...given] = pattern.exec(text) ?? [];
	const [fromHour = 99, fromMinute = 0, toHour = 99, toMinute = 0] = given.map(Number);
	const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
	const isRight = fromMinute < 60 && toMinute < 60 && from < dayMinutes && to <= dayMinutes;
	return isRight && from !== to ? {from, to} : undefined;
};

const dayMinutes = 24 * 60;

/** @param now ms since 1970 */
export const isWithinHours = (hours: readonly Hours[], now: number): boolean => {
	if (hours.length === 0) return false;
	const at = new Date(now);
	const minute = at.getHours() * 60 + at.getMinutes();
	return hours.some(({from, to}) =>
		from < to ? minute >= from && minute < to : minute >= from || minute < to,
	);
};
