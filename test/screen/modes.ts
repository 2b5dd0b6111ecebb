import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {Terminal} from '@xterm/headless';

/** What a program can leave switched on behind it, as the terminal sees it. */
export type Modes = {
	alternate: boolean;
	cursorVisible: boolean;
	mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
	bracketedPaste: boolean;
	focusReports: boolean;
	lineWrap: boolean;
	applicationCursor: boolean;
	/** A frame has begun and has not ended: the screen may show half of it. */
	synchronized: boolean;
};

/** The line discipline, as the kernel sees it: both true in a shell. */
export type LineModes = {canonical: boolean; echo: boolean};

/** xterm tells no one whether the cursor is hidden, so we listen in on `CSI ? n h` and `l`. */
const watchPrivateModes = (terminal: Terminal, set: (mode: number, on: boolean) => void) => {
	for (const final of ['h', 'l']) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, params => {
			for (const mode of params.flat()) set(mode, final === 'h');
			return false;
		});
	}
};

export const trackModes = (terminal: Terminal): (() => Modes) => {
	const own = new Map([[25, true]]);
	watchPrivateModes(terminal, (mode, on) => own.set(mode, on));
	return () => ({
		alternate: terminal.buffer.active.type === 'alternate',
		cursorVisible: own.get(25) === true,
		mouse: terminal.modes.mouseTrackingMode,
		bracketedPaste: terminal.modes.bracketedPasteMode,
		focusReports: terminal.modes.sendFocusMode,
		lineWrap: terminal.modes.wraparoundMode,
		applicationCursor: terminal.modes.applicationCursorKeysMode,
		synchronized: own.get(2026) === true,
	});
};

/** Asks the kernel through `stty`; `device` is the path of the pty's program side. */
export const readLineModes = async (device: string): Promise<LineModes> => {
	const {stdout} = await promisify(execFile)('stty', ['-F', device, '-a']);
	const words = stdout.split(/[\s;]+/);
	return {canonical: words.includes('icanon'), echo: words.includes('echo')};
};
