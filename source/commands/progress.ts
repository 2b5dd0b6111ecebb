import {harmless} from '../terminal/harmless.ts';
import {cut} from '../terminal/text.ts';

type Stream = {isTTY?: boolean; columns?: number; write: (text: string) => unknown};

/** Writes a line over the one before; on what is no terminal, nothing. */
export const createProgress = (stream: Stream): ((line: string) => void) => {
	let shown = '';
	return line => {
		if (!stream.isTTY || line === shown) return;
		shown = line;
		stream.write(`\r\x1b[K${cut(harmless(line), (stream.columns || 80) - 1)}`);
	};
};
