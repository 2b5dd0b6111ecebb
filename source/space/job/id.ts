import {randomBytes} from 'node:crypto';

/** Crockford’s base32: in the order of the characters, without those that look like others. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeDigits = 10;
const randomDigits = 16;

let lastTime = 0;
let lastRandom = 0n;

/** Those that are made from now on sort behind this one, though the clock was ahead when it was made. */
export const followJobId = (id: string): void => {
	const time = Number(numberOf(id.slice(0, timeDigits)));
	if (id.length !== timeDigits + randomDigits || !(time > lastTime && time < 2 ** 48)) return;
	lastTime = time;
	lastRandom = numberOf(id.slice(timeDigits));
};

const numberOf = (text: string): bigint =>
	[...text].reduce(
		(value, digit) => (value << 5n) + BigInt(Math.max(0, digits.indexOf(digit))),
		0n,
	);

/**
 * A ULID (github.com/ulid/spec): 48 bits of time and 80 of chance, in 26 characters that sort by age.
 * Those of one process sort in the order in which they were made, also when the clock goes back.
 *
 * @param now ms since 1970
 */
export const newJobId = (now: number): string => {
	if (now > lastTime) {
		lastTime = now;
		// The first bit stays free, so that there is room to count up.
		lastRandom = BigInt(`0x${randomBytes(10).toString('hex')}`) >> 1n;
	} else {
		lastRandom += 1n;
	}
	return inDigits(BigInt(lastTime), timeDigits) + inDigits(lastRandom, randomDigits);
};

const inDigits = (value: bigint, length: number): string => {
	let text = '';
	for (let rest = value; text.length < length; rest >>= 5n) {
		text = `${digits.charAt(Number(rest & 31n))}${text}`;
	}
	return text;
};
