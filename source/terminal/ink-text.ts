import {measureLine} from './compose.ts';
import {createGenerations} from './generations.ts';
import {isPlain} from './widths.ts';

const clean = /^(?:[^\x00-\x09\x0b-\x1f\x7f-\x9f]|\x1b\[[\d;:]*m)*$/;
const controls =
	/(\x1b\[[\d;:]*m)|\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** In place of `string-width` under Ink: cells as the screen counts them, each text looked at once. */
export function stringWidth(text: string): number {
	return isPlain(text) ? text.length : measureLine(text).width;
}

const sanitize = createGenerations(text =>
	clean.test(text) ? text : text.replaceAll('\t', ' ').replace(controls, '$1'),
);

/** In place of Ink's `sanitize-ansi.js`: lets SGR, newlines and what is printable pass. */
export function sanitizeAnsi(text: string): string {
	return isPlain(text) ? text : sanitize(text);
}
