import {copyBytes} from './clipboard.ts';
import type {Environment} from './color-depth.ts';
import {type Host, type Leaving, watchEndings} from './endings.ts';
import {harmless} from './harmless.ts';
import {createInkStdin, createInkStdout, type ReadStream, type WriteStream} from './ink-streams.ts';
import {createKeyboard} from './keyboard.ts';
import type {KeyEvent} from './keys.ts';
import {enterBytes, leaveBytes, type ModeOptions, synchronized} from './modes.ts';
import {createPainter, type Size} from './painter.ts';
import {createSuspension} from './suspend.ts';

export type {Leaving, Size};
export type Unsubscribe = () => void;

export type ScreenOptions = ModeOptions & {
	stdin: ReadStream;
	stdout: WriteStream;
	stderr?: Pick<WriteStream, 'write'>;
	env: Environment;
	/**
	 * A signal, an error or the loss of the terminal ended the show; the terminal is as it was. Close
	 * the server session (in a bounded time) and exit with `leaving.code`.
	 */
	leave: (leaving: Leaving) => void;
	host?: Host;
};

export type Screen = {
	/** A new object after each change, so that React sees it. */
	readonly size: Size;
	/** Called after `size` changed; the screen is then drawn whole again. */
	onResize: (listener: () => void) => Unsubscribe;
	onKey: (listener: (event: KeyEvent) => void) => Unsubscribe;
	/** Shows lines of text and SGR; each line begins with the terminal's own look. */
	draw: (frame: string | readonly string[]) => void;
	/** Draws everything again: another program may have written here. */
	repaint: () => void;
	title: (text: string) => void;
	/** Into the terminal's clipboard. False when the text is too long for that. */
	copy: (text: string) => boolean;
	bell: () => void;
	/** Ctrl-Z: gives the terminal back to the shell until the user returns. */
	suspend: () => void;
	/** Puts the terminal back as it was. Idempotent and synchronous. */
	close: () => void;
	/** As an uncaught error: close, print it, leave. */
	fail: (error: unknown) => void;
	/** For Ink's `render(…, {stdout, stdin, debug: true, patchConsole: false, exitOnCtrlC: false})`. */
	inkStdout: WriteStream;
	inkStdin: ReadStream;
};

const titleLimit = 200;

/** Takes the terminal over, until `close` or whatever else ends the process. */
export function openScreen(options: ScreenOptions): Screen {
	const {stdin, stdout, stderr = process.stderr, env, leave, host = process} = options;
	const painter = createPainter();
	const resizeListeners = new Set<() => void>();
	const keyboard = createKeyboard(stdin);
	let size = sizeOf(stdout);
	let frame: readonly string[] = [];
	let isOpen = false;
	let isClosed = false;

	const send = (bytes: string) => {
		if (isOpen && bytes !== '') {
			attempt(() => stdout.write(bytes));
		}
	};

	const flush = () => {
		// A slow terminal gets the newest frame when it is ready, not all of them.
		if (isOpen && !stdout.writableNeedDrain) {
			send(synchronized(painter.paint(frame, size)));
		}
	};

	const draw = (next: string | readonly string[]) => {
		frame = typeof next === 'string' ? next.split('\n') : next;
		flush();
	};

	const repaint = () => {
		painter.forget();
		flush();
	};

	const enter = () => {
		if (!isOpen && !isClosed) {
			isOpen = true;
			keyboard.start();
			send(enterBytes(options));
			resized();
		}
	};

	const exit = () => {
		if (isOpen) {
			send(leaveBytes(options));
			isOpen = false;
			keyboard.stop();
		}
	};

	const resized = () => {
		const next = sizeOf(stdout);
		painter.forget();
		if (next.columns !== size.columns || next.rows !== size.rows) {
			size = next;
			ink.resized();
			for (const listener of resizeListeners) {
				listener();
			}
		}

		// Until the views have drawn for the new size, the last frame, cut.
		flush();
	};

	const close = () => {
		exit();
		isClosed = true;
		suspension.stop();
		stopWatching();
		stdout.off('resize', resized);
		stdout.off('drain', flush);
	};

	const end = (leaving: Leaving) => {
		if ('error' in leaving) {
			attempt(() => stderr.write(`${describe(leaving.error)}\n`));
		}

		leave(leaving);
	};

	const fail = (error: unknown) => {
		close();
		end({code: 1, error});
	};

	const ink = createInkStdout(stdout, () => size, draw);
	const suspension = createSuspension({host, exit, enter});
	const stopWatching = watchEndings({host, stdin, stdout, restore: () => close(), leave: end});
	stdout.on('resize', resized);
	stdout.on('drain', flush);
	enter();

	return {
		get size() {
			return size;
		},
		onResize: listener => subscribe(resizeListeners, listener),
		onKey: keyboard.onKey,
		draw,
		repaint,
		title: text => send(titleBytes(text, env)),
		copy: text => {
			const bytes = copyBytes(text, Boolean(env.TMUX));
			send(bytes ?? '');
			return bytes !== undefined && isOpen;
		},
		bell: () => send('\x07'),
		suspend: suspension.suspend,
		close,
		fail,
		inkStdout: ink.stdout,
		inkStdin: createInkStdin(stdin),
	};
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** `script` and some containers say 0 x 0. */
function sizeOf({columns, rows}: WriteStream): Size {
	return {columns: columns || 80, rows: rows || 24};
}

// The Linux console would print it.
function titleBytes(text: string, {TERM: term}: Environment): string {
	return term === 'linux' ? '' : `\x1b]2;${harmless(text).slice(0, titleLimit)}\x07`;
}

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The terminal may be gone: then there is nothing to put back. */
function attempt(write: () => unknown): void {
	try {
		write();
	} catch {}
}
