/** What a terminal in the xterm family sends for each named key. */
const named: Record<string, string> = {
	enter: '\r',
	tab: '\t',
	'shift+tab': '\x1b[Z',
	esc: '\x1b',
	space: ' ',
	backspace: '\x7f',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	home: '\x1b[H',
	end: '\x1b[F',
	insert: '\x1b[2~',
	delete: '\x1b[3~',
	pageup: '\x1b[5~',
	pagedown: '\x1b[6~',
	f1: '\x1bOP',
	f2: '\x1bOQ',
	f3: '\x1bOR',
	f4: '\x1bOS',
	f5: '\x1b[15~',
	f6: '\x1b[17~',
	f7: '\x1b[18~',
	f8: '\x1b[19~',
	f9: '\x1b[20~',
	f10: '\x1b[21~',
	f11: '\x1b[23~',
	f12: '\x1b[24~',
};

const modifiers: Record<string, number> = {shift: 1, alt: 2, ctrl: 4};

const control = (key: string): string | undefined => {
	if (key === 'space' || key === '@') return '\0';
	if (/^[a-z[\\\]^_]$/.test(key)) return String.fromCharCode(key.toUpperCase().charCodeAt(0) - 64);
	return undefined;
};

/** `\x1b[A` with ctrl → `\x1b[1;5A`, `\x1b[5~` → `\x1b[5;5~`. */
const withModifier = (bytes: string, code: number): string | undefined => {
	const letter = /^\x1b[[O]([A-HP-S])$/.exec(bytes);
	if (letter) return `\x1b[1;${code}${letter[1]}`;
	const number = /^\x1b\[(\d+)~$/.exec(bytes);
	return number ? `\x1b[${number[1]};${code}~` : undefined;
};

const unknown = (key: string) => new Error(`No key is called ${JSON.stringify(key)}.`);

const modified = (key: string): string => {
	const names = key.split('+');
	const base = names.pop() || '+';
	const code = names.reduce((sum, name) => sum + (modifiers[name] ?? Number.NaN), 1);
	const plain = named[base];
	const sequence = plain === undefined ? undefined : withModifier(plain, code);
	if (sequence) return sequence;
	const simple = names.includes('ctrl') ? control(base) : (plain ?? base);
	if (Number.isNaN(code) || simple === undefined) throw unknown(key);
	return names.includes('alt') ? `\x1b${simple}` : simple;
};

/** `j`, `G`, `enter`, `ctrl+l`, `alt+x`, `shift+tab`, `ctrl+right`, `日` → bytes. */
export const keyBytes = (key: string): string => {
	if ([...key].length === 1) return key;
	const bytes = named[key];
	if (bytes !== undefined) return bytes;
	if (!key.includes('+')) throw unknown(key);
	return modified(key);
};

export const pasteBytes = (text: string): string => `\x1b[200~${text}\x1b[201~`;

/** Columns and rows count from 0, as `cell` counts them. */
export const mouseBytes = (button: number, x: number, y: number, end: 'M' | 'm'): string =>
	`\x1b[<${button};${x + 1};${y + 1}${end}`;
