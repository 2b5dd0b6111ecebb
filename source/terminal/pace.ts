/**
 * How far the terminal is behind. What is written is soon taken, by the kernel or by SSH, and may be
 * on its way for a minute still when the line is slow. So the terminal is asked now and then for a
 * sign of life ("Device Status Report", ECMA-48), which it gives when it has come so far. Until then
 * only little is drawn ahead: what is left out is newer when it is drawn.
 */
export type Pace = {
	/** So many bytes go out; returns what to send after them. */
	sent: (bytes: number) => string;
	/** The terminal gave a sign. */
	answered: () => void;
	/** ms until more may be drawn, should the terminal say nothing; 0: now. */
	wait: () => number;
	/** Signs that it owes. */
	owed: () => number;
	/** The terminal was away, or is another one. */
	forget: () => void;
};

const question = '\x1b[5n';
/** "Ready"; ECMA-48 knows "malfunction", too, which no terminal says. */
export const answer = '\x1b[0n';

/** Bytes between two questions. */
const step = 512;
/** Bytes that may be on their way: at 300 ms there and back, a held key is followed without a jerk. */
const window = 2048;
/** ms. A sign may get lost where another terminal takes over, as in tmux. */
const patience = 5000;
/** ms. One that has given none for so long is taken for one that gives none. */
const firstPatience = 1000;

/** @param now ms, of a clock that never jumps */
export const createPace = (now: () => number): Pace => {
	let total = 0;
	let taken = 0;
	/** It is not known whether the terminal gives signs until it gives one. */
	let answers = false;
	let asked: Array<{at: number; total: number}> = [];

	const forget = (): void => {
		asked = [];
		taken = total;
	};

	/** Asked so lately that a terminal which gives signs may not have come to it. */
	const isNew = (): boolean => asked[0] !== undefined && now() - asked[0].at < firstPatience;

	return {
		sent: bytes => {
			total += bytes;
			if (total - (asked.at(-1)?.total ?? taken) < step) return '';
			asked.push({at: now(), total});
			return question;
		},
		answered: () => {
			answers = true;
			taken = asked.shift()?.total ?? taken;
		},
		wait: () => {
			const [oldest] = asked;
			if (!oldest || !answers || total - taken < window) return 0;
			const left = oldest.at + patience - now();
			if (left > 0) return left;
			forget();
			return 0;
		},
		owed: () => (answers || isNew() ? asked.length : 0),
		forget,
	};
};
