/** How a cell is drawn, as a small number; 0 is the terminal's own look. Equal looks, equal pens. */
export type Pen = number;

type Look = {
	/** SGR parameters, '' for the terminal's own. */
	foreground: string;
	background: string;
	attributes: number;
};

const bold = 1;
const dim = 2;
const inverse = 16;
/** [bit, on, off]; bold and dim have one off. Blinking and hidden text are not for us. */
const attributeCodes: ReadonlyArray<readonly [number, string, string]> = [
	[bold, '1', '22'],
	[dim, '2', '22'],
	[4, '3', '23'],
	[8, '4', '24'],
	[inverse, '7', '27'],
	[32, '9', '29'],
];
/** What can be seen on a space, besides the background: underline, inverse, strike. */
const onSpaces = 8 | inverse | 32;

const noLook: Look = {foreground: '', background: '', attributes: 0};
const looks: Look[] = [noLook];
const blanks: Pen[] = [0];
const pens = new Map<string, Pen>([[keyOf(noLook), 0]]);
const afterSgr = new Map<string, Pen>();
const between = new Map<number, string>();

function keyOf({foreground, background, attributes}: Look): string {
	return `${attributes}/${foreground}/${background}`;
}

function lookOf(pen: Pen): Look {
	return looks[pen] ?? noLook;
}

function penOf(look: Look): Pen {
	const key = keyOf(look);
	const known = pens.get(key);
	if (known !== undefined) {
		return known;
	}

	const pen = looks.push(look) - 1;
	pens.set(key, pen);
	const attributes = look.attributes & onSpaces;
	const foreground = attributes ? look.foreground : '';
	blanks[pen] = penOf({foreground, background: look.background, attributes});
	return pen;
}

/** The pen that a space drawn with `pen` looks like. */
export function blankPen(pen: Pen): Pen {
	return blanks[pen] ?? 0;
}

/** Whether an erased cell would not look like the terminal's own. */
export function hasBackground(pen: Pen): boolean {
	return lookOf(pen).background !== '';
}

/** The pen after SGR with these parameters. */
export function applySgr(pen: Pen, parameters: string): Pen {
	const key = `${pen}m${parameters}`;
	let next = afterSgr.get(key);
	if (next === undefined) {
		next = penOf(changed(lookOf(pen), parameters));
		afterSgr.set(key, next);
	}

	return next;
}

function changed(look: Look, parameters: string): Look {
	const codes = parameters.split(';');
	let next = look;
	for (let at = 0; at < codes.length; at++) {
		const code = codes[at] ?? '';
		const color = colorAt(codes, at);
		if (color) {
			next = withColor(next, code, color.parameters);
			at += color.extra;
		} else {
			next = withCode(next, Number(code.split(':')[0]), code);
		}
	}

	return next;
}

/** 38;5;n, 38;2;r;g;b and their forms with colons. */
function colorAt(codes: readonly string[], at: number) {
	const code = codes[at] ?? '';
	if (!/^[345]8(:|$)/.test(code)) {
		return undefined;
	}

	const length = code.includes(':') ? 1 : codes[at + 1] === '2' ? 5 : 3;
	return {parameters: codes.slice(at, at + length).join(';'), extra: length - 1};
}

function withColor(look: Look, code: string, parameters: string): Look {
	const whole = /^[34]8(;5;\d+|;2;\d+;\d+;\d+|:[\d:]+)$/.test(parameters);
	if (!whole) {
		return look;
	}

	return code.startsWith('3')
		? {...look, foreground: parameters}
		: {...look, background: parameters};
}

function withCode(look: Look, code: number, text: string): Look {
	if (code === 0) {
		return noLook;
	}

	if ((code >= 30 && code < 40) || (code >= 90 && code < 98)) {
		return {...look, foreground: code === 39 ? '' : text};
	}

	if ((code >= 40 && code < 50) || (code >= 100 && code < 108)) {
		return {...look, background: code === 49 ? '' : text};
	}

	return {...look, attributes: withAttribute(look.attributes, text)};
}

function withAttribute(attributes: number, code: string): number {
	let next = attributes;
	for (const [bit, on, off] of attributeCodes) {
		if (code === off || code === '4:0') {
			next &= code === off || bit === 8 ? ~bit : ~0;
		} else if (code === on || (bit === 8 && (code === '21' || code.startsWith('4:')))) {
			next |= bit;
		}
	}

	return next;
}

/** The shortest SGR that turns one pen into another; '' for none. */
export function changePen(from: Pen, to: Pen): string {
	if (from === to) {
		return '';
	}

	const key = from * 0x1_00_00 + to;
	let sgr = between.get(key);
	if (sgr === undefined) {
		sgr = shorter(stepwise(lookOf(from), lookOf(to)), ['', ...stepwise(noLook, lookOf(to))]);
		between.set(key, sgr);
	}

	return sgr;
}

function shorter(one: readonly string[], other: readonly string[]): string {
	const [first, second] = [one, other].map(codes => `\x1b[${codes.join(';')}m`);
	return first !== undefined && second !== undefined && second.length < first.length
		? second
		: (first ?? '');
}

function stepwise(from: Look, to: Look): string[] {
	const codes = new Set<string>();
	const lost = from.attributes & ~to.attributes;
	for (const [bit, , off] of attributeCodes) {
		if (lost & bit) {
			codes.add(off);
		}
	}

	// Off for bold is off for dim, too.
	const kept = lost & (bold | dim) ? from.attributes & ~(bold | dim) : from.attributes;
	for (const [bit, on] of attributeCodes) {
		if (to.attributes & ~kept & bit) {
			codes.add(on);
		}
	}

	const colors = [
		from.foreground === to.foreground ? undefined : to.foreground || '39',
		from.background === to.background ? undefined : to.background || '49',
	];
	return [...codes, ...colors.filter(code => code !== undefined)];
}
