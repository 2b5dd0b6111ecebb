import {copyBytes} from './clipboard.ts';
import type {Environment} from './color-depth.ts';
import {createDisplay} from './display.ts';
import {type Host, type Leaving, watchEndings} from './endings.ts';
import {harmless} from './harmless.ts';
import {createInkStdin, createInkStdout, type ReadStream, type WriteStream} from './ink-streams.ts';
import {createKeyboard} from './keyboard.ts';
import type {KeyEvent} from './keys.ts';
import {enterBytes, leaveBytes, type ModeOptions} from './modes.ts';
import type {Size} from './painter.ts';
import {createSuspension} from './suspend.ts';

export type {Leaving, Size};
export type Unsubscribe = () => void;

export type ScreenOptions = ModeOptions & {
	stdin: ReadStream;
	stdout: WriteStream;
	stderr?: Pick<WriteStream, 'write'>;
	env: Environment;
	/** The terminal has no other characters than ASCII's. */
	ascii?: boolean;
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
	const display = createDisplay(stdout, () => performance.now(), options);
	const keyboard = createKeyboard(stdin, display.answered);
	let isClosed = false;
	let title = '';

	const enter = () => {
		if (!display.isOn() && !isClosed) {
			// Raw first: in the background this stops the process before it draws over the shell.
			keyboard.start();
			display.turnOn(enterBytes(options) + title);
		}
	};

	const exit = () => {
		if (display.isOn()) {
			keyboard.stop(display.turnOff(leaveBytes(options)));
		}
	};

	const close = () => {
		exit();
		isClosed = true;
		suspension.stop();
		stopWatching();
	};

	const end = (leaving: Leaving) => {
		if ('error' in leaving) {
			try {
				stderr.write(`${describe(leaving.error)}\n`);
			} catch {
				// It went with the terminal.
			}
		}

		leave(leaving);
	};

	const setTitle = (text: string) => {
		title = titleBytes(text, env);
		display.send(title);
	};

	const copy = (text: string): boolean => {
		const bytes = copyBytes(text, Boolean(env.TMUX));
		display.send(bytes ?? '');
		return bytes !== undefined && display.isOn();
	};

	const fail = (error: unknown) => {
		close();
		end({code: 1, error});
	};

	const ink = createInkStdout(stdout, display.size, display.draw);
	const suspension = createSuspension({host, exit, enter});
	const stopWatching = watchEndings({host, stdin, stdout, restore: close, leave: end});
	display.onResize(ink.resized);
	enter();

	return {
		get size() {
			return display.size();
		},
		onResize: display.onResize,
		onKey: keyboard.onKey,
		draw: display.draw,
		repaint: display.repaint,
		title: setTitle,
		copy,
		bell: () => display.send('\x07'),
		suspend: suspension.suspend,
		close,
		fail,
		inkStdout: ink.stdout,
		inkStdin: createInkStdin(stdin),
	};
}

// The Linux console would print it.
function titleBytes(text: string, {TERM: term}: Environment): string {
	return term === 'linux' ? '' : `\x1b]2;${harmless(text).slice(0, titleLimit)}\x07`;
}

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
