import {awaitAnswers} from './await-answers.ts';
import {createKeyParser, type KeyEvent} from './keys.ts';

type Input = Pick<NodeJS.ReadStream, 'on' | 'off' | 'pause' | 'resume'> &
	Partial<Pick<NodeJS.ReadStream, 'setRawMode'>>;

/** Keys from a terminal in raw mode; what it answers to questions goes to `answered`. */
export function createKeyboard(stdin: Input, answered: () => void) {
	const listeners = new Set<(event: KeyEvent) => void>();
	const parser = createKeyParser();
	let timer: NodeJS.Timeout | undefined;

	const deliver = (events: readonly KeyEvent[]) => {
		for (const event of events) {
			if (event.type === 'answer') {
				answered();
				continue;
			}

			for (const listener of listeners) {
				listener(event);
			}
		}
	};

	const read = (chunk: Uint8Array | string) => {
		clearTimeout(timer);
		deliver(parser.feed(chunk));
		const patience = parser.patience();
		if (patience > 0) {
			timer = setTimeout(() => deliver(parser.flush()), patience);
		}
	};

	return {
		start: () => {
			// Node takes the mode for set when a shell has changed it behind its back.
			setRaw(stdin, false);
			setRaw(stdin, true);
			stdin.on('data', read);
			stdin.resume();
		},
		/** `owed`: so many answers are to come still, which a shell would take for something typed. */
		stop: (owed: number) => {
			clearTimeout(timer);
			stdin.off('data', read);
			stdin.pause();
			awaitAnswers(stdin, owed);
			setRaw(stdin, false);
		},
		onKey: (listener: (event: KeyEvent) => void) => {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
}

function setRaw(stdin: Input, raw: boolean): void {
	try {
		stdin.setRawMode?.(raw);
	} catch {
		// The terminal is gone, and its mode with it.
	}
}
