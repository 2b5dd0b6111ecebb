import {keyBytes, mouseBytes, pasteBytes} from './keys.ts';
import type {Recorder} from './recorder.ts';
import {afterEscape, type Timing} from './timing.ts';
import type {Hands} from './types.ts';

const escapeKey = keyBytes('esc');

/**
 * Hands on a pty. Keys go out one by one; after Esc we wait for the answer, because Esc with
 * anything right behind it means Alt.
 */
export const createTyping = (write: (bytes: string) => void, recorder: Recorder): Hands => {
	const send = (bytes: string): Promise<Timing> => {
		const timing = recorder.time(bytes === escapeKey ? afterEscape : undefined);
		write(bytes);
		return timing;
	};
	const press = async (...keys: string[]): Promise<Timing> => {
		for (const key of keys.slice(0, -1)) {
			const timing = send(keyBytes(key));
			if (key === 'esc') await timing;
		}

		return send(keyBytes(keys.at(-1) ?? ''));
	};
	return {
		press,
		send,
		type: text => press(...text),
		paste: text => send(pasteBytes(text)),
		click: (x, y) => send(mouseBytes(0, x, y, 'M') + mouseBytes(0, x, y, 'm')),
		wheel: (direction, x, y) => send(mouseBytes(direction === 'up' ? 64 : 65, x, y, 'M')),
	};
};
