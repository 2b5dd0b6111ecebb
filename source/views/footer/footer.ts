import type {FooterData} from './data.ts';
import {keysLine} from './keys-line.ts';
import {statusLine} from './status-line.ts';

/** The line of what is so, and the line of keys. */
export const drawFooter = (data: FooterData): [string, string] => [
	statusLine(data),
	keysLine(data),
];
