const end = '\x1b[201~';
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;

export const pasteStart = '\x1b[200~';
/** Of a paste that never ends, no more than this is kept, in UTF-16 units. */
export const pasteLimit = 16 * 1024 * 1024;

export type Paste = {
	/** Takes what arrived; once the paste has ended, what came after it. */
	add: (chunk: string) => string | undefined;
	text: () => string;
};

/** Collects a bracketed paste of any number of reads. */
export function createPaste(): Paste {
	const parts: string[] = [];
	let length = 0;
	// The end marker may be split over reads.
	let tail = '';

	const keep = (part: string) => {
		if (length < pasteLimit) {
			parts.push(part.slice(0, pasteLimit - length));
			length += part.length;
		}
	};

	const add = (chunk: string): string | undefined => {
		const seen = tail + chunk;
		const at = seen.indexOf(end);
		if (at >= 0) {
			keep(seen.slice(0, at));
			tail = '';
			return seen.slice(at + end.length);
		}

		const settled = Math.max(0, seen.length - end.length + 1);
		keep(seen.slice(0, settled));
		tail = seen.slice(settled);
		return undefined;
	};

	return {add, text: () => withoutControls(parts.join('') + tail)};
}

/** Terminals send the newlines of a paste as carriage returns. */
function withoutControls(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(controls, '');
}
