import {controlName} from './key-names.ts';
import type {KeyEvent} from './keys.ts';
import {meaningOf} from './sequence-meaning.ts';

// Linux console, SS3, X10 mouse, rxvt's `$`, CSI, and strings up to BEL or ST.
const whole =
	/\x1b(?:\[\[[A-E]|O\d*[A-Za-z]|\[M[\s\S]{3}|\[\d+\$(?![@-~])|\[(?![[M])[<=>?]?[\d:;]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))/y;
const begun =
	/\x1b(?:\x1b?(?:\[\[?|O\d*|\[M[\s\S]{0,2}|\[[<=>?]?[\d:;]*[ -/]*)?|[\]PX^_][^\x07\x1b\x9c]*\x1b?)$/y;
const broken = /\x1b(?:\[[<=>?]?[\d:;]*[ -/]*|O\d*|[\]PX^_][^\x07\x1b\x9c]*)/y;
const printable = /[^\x00-\x1f\x7f-\x9f\ufffd]+/y;
// SS3, DCS, CSI, ST and OSC as one character.
const eightBit = /[\x8f\x90\x9b-\x9d]/g;
const heldLimit = 4096;
const segmenter = new Intl.Segmenter();

export type NextKeys = {
	/** What follows `stop`, when that was met. */
	rest?: string;
	/** The beginning of a sequence at the end of the text. */
	held: string;
};

/** Adds the keys in `chunk` to `events`, up to the sequence `stop`. */
export function nextKeys(chunk: string, stop: string, events: KeyEvent[]): NextKeys {
	const text = chunk.replace(eightBit, in7Bits);
	let at = 0;
	while (at < text.length) {
		if (text.startsWith(stop, at)) {
			return {rest: text.slice(at + stop.length), held: ''};
		}

		const read = text[at] === '\x1b' ? escaped(text, at, events) : plain(text, at, events);
		if (read === 0) {
			const held = text.slice(at);
			return {held: held.length > heldLimit ? '' : held};
		}

		at += read;
	}

	return {held: ''};
}

/** The keys in what never became a whole sequence. */
export function fromHeld(held: string): KeyEvent[] {
	const names: Readonly<Record<string, readonly string[]>> = {
		'\x1b': ['escape'],
		'\x1b\x1b': ['escape', 'escape'],
	};
	const alone = held.length === 2 ? [`alt+${held[1]}`] : [];
	return (names[held] ?? alone).map(name => ({type: 'key', name}));
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

function in7Bits(introducer: string): string {
	return `\x1b${String.fromCharCode(introducer.charCodeAt(0) - 0x40)}`;
}

function push(events: KeyEvent[], event: KeyEvent | undefined): void {
	if (event) {
		events.push(event);
	}
}

/** Reads one sequence that begins at `at`; how long it is, 0 when the end is still to come. */
function escaped(text: string, at: number, events: KeyEvent[]): number {
	const sequence = matchAt(whole, text, at);
	if (sequence) {
		push(events, meaningOf(sequence));
		return sequence.length;
	}

	if (matchAt(begun, text, at)) {
		return 0;
	}

	return text[at + 1] === '\x1b' ? twice(text, at, events) : alt(text, at, events);
}

/** rxvt sends Alt as a second Escape before a sequence. */
function twice(text: string, at: number, events: KeyEvent[]): number {
	const sequence = matchAt(whole, text, at + 1);
	const inner = sequence && /^\x1b[[O]/.test(sequence) ? meaningOf(sequence) : undefined;
	if (!sequence || inner?.type !== 'key') {
		events.push({type: 'key', name: 'escape'});
		return 1;
	}

	push(events, withAlt(inner));
	return 1 + sequence.length;
}

function alt(text: string, at: number, events: KeyEvent[]): number {
	const dropped = matchAt(broken, text, at) ?? '';
	if (dropped.length > 2) {
		return dropped.length;
	}

	const keys: KeyEvent[] = [];
	const length = plain(text.slice(at + 1, at + 3), 0, keys, 1);
	events.push(...keys.map(withAlt));
	return 1 + length;
}

function withAlt(event: KeyEvent): KeyEvent {
	if (event.type !== 'key') {
		return event;
	}

	const ctrl = event.name.startsWith('ctrl+') && event.name.length > 5 ? 'ctrl+' : '';
	return {type: 'key', name: `${ctrl}alt+${event.name.slice(ctrl.length)}`};
}

/** Reads printable text, or one control character; how long it was. At most `limit` keys. */
function plain(text: string, at: number, events: KeyEvent[], limit?: number): number {
	const run = matchAt(printable, text, at);
	if (run === undefined) {
		return control(text, at, events);
	}

	const glyphs = /^[\x20-\x7e]*$/.test(run) ? [...run] : clusters(run);
	const taken = glyphs.slice(0, limit);
	for (const glyph of taken) {
		events.push({type: 'key', name: glyph === ' ' ? 'space' : glyph.normalize('NFC')});
	}

	return taken.join('').length;
}

function clusters(run: string): string[] {
	return [...segmenter.segment(run)].map(({segment}) => segment);
}

function control(text: string, at: number, events: KeyEvent[]): number {
	const code = text.charCodeAt(at);
	// C1 controls and broken UTF-8 are no keys.
	if (code < 0x20 || code === 0x7f) {
		events.push({type: 'key', name: controlName(code)});
	}

	return text.startsWith('\r\n', at) ? 2 : 1;
}
