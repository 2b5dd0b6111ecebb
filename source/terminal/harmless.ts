import {isPlain} from './widths.ts';

/** Stands where something was taken out that could obey, hide or reorder. */
const mark = '·';

// Lone combining marks would sit on whatever stands left of the text, so they get a base.
const rules: ReadonlyArray<readonly [RegExp, string]> = [
	[/\r\n|[\t\n]/g, ' '],
	// Emoji drawn as tag sequences and texts smuggled in tags: one mark a run.
	[/[\u{e0000}-\u{e007f}]+/gu, mark],
	[/[\p{Cc}\u2028\u2029\p{Noncharacter_Code_Point}\ufff9-\ufffb\u{13430}-\u{1345f}]/gu, mark],
	[/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, mark],
	[/\p{Cs}/gu, mark],
	// Terminals disagree about how wide these are or make their neighbours: joiners, variation
	// selectors, soft hyphens, skin tones, keycaps.
	[/[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]|\u20e3/gu, ''],
];
const marksWithoutBase = /^(?=[\p{Mn}\p{Me}])/u;
const tooManyMarks = /([\p{Mn}\p{Me}]{2})[\p{Mn}\p{Me}]+/gu;

/**
 * Makes a text from elsewhere (a name, a path, a tracker's message) safe to print and measurable.
 * Nothing in it moves the cursor, changes a mode or reorders its neighbours. Idempotent. For the
 * screen only: the server gets the raw text back.
 */
export function harmless(text: string): string {
	if (isPlain(text)) {
		return text;
	}

	let safe = text;
	for (const [pattern, replacement] of rules) {
		safe = safe.replace(pattern, replacement);
	}

	// Names from a Mac come decomposed, which few terminals put together for Hangul.
	return safe.normalize('NFC').replace(marksWithoutBase, mark).replace(tooManyMarks, '$1');
}
