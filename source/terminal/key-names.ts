/** CSI n ~ of xterm, VT220 and rxvt. */
export const numbered: Readonly<Record<number, string>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** Final letters of CSI and SS3. */
export const lettered: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};

/** rxvt's arrows: CSI with shift, SS3 with ctrl. */
export const small: Readonly<Record<string, string>> = {
	a: 'up',
	b: 'down',
	c: 'right',
	d: 'left',
};

/** The keypad in application mode (SS3). */
export const keypad: Readonly<Record<string, string>> = {
	M: 'enter',
	I: 'tab',
	X: '=',
	j: '*',
	k: '+',
	l: ',',
	m: '-',
	n: '.',
	o: '/',
	p: '0',
	q: '1',
	r: '2',
	s: '3',
	t: '4',
	u: '5',
	v: '6',
	w: '7',
	x: '8',
	y: '9',
};

/** CSI [ letter of the Linux console. */
export const consoleKeys: Readonly<Record<string, string>> = {
	A: 'f1',
	B: 'f2',
	C: 'f3',
	D: 'f4',
	E: 'f5',
};

/** Code points with a name of their own, as bytes and in CSI u. */
const named: Readonly<Record<number, string>> = {
	8: 'backspace',
	9: 'tab',
	10: 'enter',
	13: 'enter',
	27: 'escape',
	32: 'space',
	127: 'backspace',
};

/** kitty's keypad, in CSI u. */
const kittyKeypad: readonly string[] = [
	...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
	...['.', '/', '*', '-', '+', 'enter', '=', ','],
	...['left', 'right', 'up', 'down', 'pageup', 'pagedown', 'home', 'end', 'insert', 'delete'],
];
const kittyKeypadStart = 57_399;

/** `modifiers` is 1 + shift 1 + alt 2 + ctrl 4 (+ meta 32), as xterm and kitty send it. */
export function withModifiers(name: string, modifiers: number): string {
	const bits = Math.max(0, modifiers - 1);
	const ctrl = bits & 4 ? 'ctrl+' : '';
	const alt = bits & 34 ? 'alt+' : '';
	const shift = bits & 1 ? 'shift+' : '';
	return ctrl + alt + shift + name;
}

/** The key of one control character. */
export function controlName(code: number): string {
	if (code === 0) {
		return 'ctrl+space';
	}

	return named[code] ?? `ctrl+${String.fromCharCode(code < 27 ? code + 96 : code + 64)}`;
}

/** The key of a code point that came with its modifiers: `J`, not `shift+j`. */
export function codePointName(code: number, modifiers: number): string | undefined {
	const name = named[code] ?? kittyKeypad[code - kittyKeypadStart];
	if (name !== undefined) {
		return withModifiers(name, modifiers);
	}

	// kitty's own function keys live in the private use area; lone modifiers are among them.
	if (
		code < 32 ||
		(code >= 0x7f && code < 0xa0) ||
		(code >= 0xe0_00 && code <= 0xf8_ff) ||
		code > 0x10_ff_ff
	) {
		return undefined;
	}

	const glyph = String.fromCodePoint(code);
	const shifted = (modifiers - 1) & 1 && glyph.toUpperCase().length === glyph.length;
	return shifted
		? withModifiers(glyph.toUpperCase(), modifiers - 1)
		: withModifiers(glyph, modifiers);
}
