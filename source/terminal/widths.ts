import {eastAsianWidth} from 'get-east-asian-width';

const plain = /^[\x20-\x7e]*$/;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u;
const joinedJamo = /[\u1160-\u11ff\ud7b0-\ud7fb]/;

// One byte per code point of the first two planes: 0 = not asked yet, else width + 1.
const asked = new Uint8Array(0x2_00_00);

/** True when every UTF-16 unit is one printable ASCII cell. */
export function isPlain(text: string): boolean {
	return plain.test(text);
}

function look(codePoint: number): number {
	const glyph = String.fromCodePoint(codePoint);
	// A conjoining vowel or final is drawn inside the syllable that its leading consonant opened.
	if (zeroWidth.test(glyph) || joinedJamo.test(glyph)) {
		return 0;
	}

	return eastAsianWidth(codePoint);
}

/** Cells that one code point takes: 0, 1 or 2. Sums over a text agree with what terminals do. */
export function glyphWidth(codePoint: number): number {
	if (codePoint >= 0x20 && codePoint < 0x7f) {
		return 1;
	}

	if (codePoint >= asked.length) {
		return look(codePoint);
	}

	const before = asked[codePoint];
	if (before) {
		return before - 1;
	}

	const width = look(codePoint);
	asked[codePoint] = width + 1;
	return width;
}
