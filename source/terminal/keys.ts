import {createPaste, type Paste, pasteStart} from './paste.ts';
import {fromHeld, nextKeys} from './sequences.ts';

export type MouseEvent = {
	type: 'mouse';
	button: 'left' | 'middle' | 'right' | 'none';
	action: 'press' | 'release' | 'wheelup' | 'wheeldown';
	/** Cells from the top left corner, which is 0, 0. */
	column: number;
	row: number;
};

export type KeyEvent =
	/** `j`, `J`, `é`, `space`, `enter`, `shift+tab`, `ctrl+l`, `alt+x`, `ctrl+alt+shift+up`, `f5`. */
	| {type: 'key'; name: string}
	/** Without control characters but newlines and tabs. */
	| {type: 'paste'; text: string}
	| MouseEvent
	| {type: 'focus'; focused: boolean}
	/** The terminal has come as far as where it was asked; no key. */
	| {type: 'answer'};

export type KeyParser = {
	/** All keys in what was read: five for `jjjjj`. */
	feed: (chunk: Uint8Array | string) => KeyEvent[];
	/** Takes what is held back for what it is: a lone Escape, the end of a paste. */
	flush: () => KeyEvent[];
	/** Milliseconds of silence after which to flush; 0 when nothing is held back. */
	patience: () => number;
};

const escapePatience = 40;
// Nobody types the first half of a sequence; a slow line may send it in halves.
const sequencePatience = 600;

/** Turns what a terminal sends into keys. Nothing but keys, clicks, pastes, focus and answers comes out. */
export function createKeyParser(): KeyParser {
	const decoder = new TextDecoder();
	let held = '';
	let paste: Paste | undefined;

	const endPaste = (): KeyEvent[] => {
		const text = paste?.text() ?? '';
		paste = undefined;
		return [{type: 'paste', text}];
	};

	const readPaste = (text: string, events: KeyEvent[]): string => {
		const rest = paste?.add(text);
		if (rest === undefined) {
			return '';
		}

		events.push(...endPaste());
		return rest;
	};

	const readKeys = (text: string, events: KeyEvent[]): string => {
		const {rest, held: incomplete} = nextKeys(text, pasteStart, events);
		if (rest === undefined) {
			held = incomplete;
			return '';
		}

		paste = createPaste();
		return rest;
	};

	const feed = (chunk: Uint8Array | string): KeyEvent[] => {
		const events: KeyEvent[] = [];
		let text = held + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true}));
		held = '';
		while (text !== '') {
			text = paste ? readPaste(text, events) : readKeys(text, events);
		}

		return events;
	};

	const flush = (): KeyEvent[] => {
		const incomplete = held;
		held = '';
		return paste ? endPaste() : fromHeld(incomplete);
	};

	const patience = (): number => {
		if (paste || held.length > 2) {
			return sequencePatience;
		}

		return held === '' ? 0 : escapePatience;
	};

	return {feed, flush, patience};
}
