import {
	codePointName,
	consoleKeys,
	keypad,
	lettered,
	numbered,
	small,
	withModifiers,
} from './key-names.ts';
import type {KeyEvent, MouseEvent} from './keys.ts';
import {answer} from './pace.ts';

const csi = /^\x1b\[([<=>?]?)([\d:;]*)([ -/]*)([@-~])$/;

function key(name: string | undefined): KeyEvent | undefined {
	return name === undefined ? undefined : {type: 'key', name};
}

/** What a whole escape sequence means; `undefined` for other replies and whatever is unknown. */
export function meaningOf(sequence: string): KeyEvent | undefined {
	if (sequence === answer) {
		return {type: 'answer'};
	}

	if (sequence.startsWith('\x1b[[')) {
		return key(consoleKeys[sequence.slice(3)]);
	}

	if (sequence.startsWith('\x1bO')) {
		return key(ss3(sequence.slice(2)));
	}

	const [, prefix, digits = '', , final = ''] = csi.exec(sequence) ?? [];
	if (prefix === '<') {
		return mouse(digits, final);
	}

	if (digits === '' && (final === 'I' || final === 'O')) {
		return {type: 'focus', focused: final === 'I'};
	}

	// rxvt's `CSI 3 $` has no final letter of the standard, so the pattern above doesn't know it.
	const shifted = /^\x1b\[(\d+)\$$/.exec(sequence)?.[1];
	return key(shifted ? shiftedName(shifted) : prefix ? undefined : csiName(digits, final));
}

function shiftedName(digits: string): string | undefined {
	const name = numbered[Number(digits)];
	return name && `shift+${name}`;
}

function ss3(rest: string): string | undefined {
	const final = rest.slice(-1);
	const modifiers = Number(rest.slice(0, -1) || 1);
	const arrow = small[final];
	const name = lettered[final] ?? keypad[final] ?? (arrow && `ctrl+${arrow}`);
	return name && withModifiers(name, modifiers);
}

function csiName(digits: string, final: string): string | undefined {
	const numbers = digits.split(';').map(part => part.split(':').map(Number));
	const [first = 0] = numbers[0] ?? [];
	const [modifiers = 1, event = 1] = numbers[1] ?? [];
	if (event === 3) {
		return undefined;
	}

	const finder = finders[final];
	return finder
		? finder(first, modifiers || 1, numbers[2]?.[0])
		: letterName(final, first, modifiers || 1);
}

type Finder = (first: number, modifiers: number, third?: number) => string | undefined;

const finders: Readonly<Record<string, Finder>> = {
	u: codePointName,
	// xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
	'~': (first, modifiers, third) =>
		first === 27 && third !== undefined
			? codePointName(third, modifiers)
			: modified(numbered[first], modifiers),
	'^': first => modified(numbered[first], 5),
	'@': first => modified(numbered[first], 6),
	Z: (_first, modifiers) => withModifiers('tab', modifiers > 1 ? modifiers : 2),
};

function modified(name: string | undefined, modifiers: number): string | undefined {
	return name && withModifiers(name, modifiers);
}

function letterName(final: string, first: number, modifiers: number): string | undefined {
	// CSI row ; column R is a cursor report, unless it can be F3 with modifiers.
	if (first > 1) {
		return undefined;
	}

	const arrow = small[final];
	return arrow ? `shift+${arrow}` : modified(lettered[final], modifiers);
}

function mouse(digits: string, final: string): MouseEvent | undefined {
	const [code = 0, column = 1, row = 1] = digits.split(';').map(Number);
	const wheel = code & 64;
	const button = (['left', 'middle', 'right'] as const)[code & 3];
	// Motion, the wheel sideways and buttons beyond the third mean nothing here.
	if (
		code & 32 ||
		code & 128 ||
		!(final === 'M' || final === 'm') ||
		(wheel ? code & 2 : !button)
	) {
		return undefined;
	}

	const action = wheel ? (code & 1 ? 'wheeldown' : 'wheelup') : final === 'M' ? 'press' : 'release';
	const cell = {column: Math.max(0, column - 1), row: Math.max(0, row - 1)};
	return {type: 'mouse', button: wheel || !button ? 'none' : button, action, ...cell};
}
