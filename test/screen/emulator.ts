import unicode11 from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import {type Cell, readCell} from './cell.ts';
import {type Modes, trackModes} from './modes.ts';

/** A terminal without a window: bytes in, screen out. */
export type Emulator = {
	/** Resolves when the bytes are on the screen. */
	write: (data: string) => Promise<void>;
	/** Every row, trailing blanks cut. */
	screen: () => string[];
	line: (y: number) => string;
	/** Counted from 0. */
	cell: (x: number, y: number) => Cell;
	cursor: () => {x: number; y: number; visible: boolean};
	modes: () => Modes;
	title: () => string;
	/** What OSC 52 put on the clipboard last. */
	clipboard: () => string | undefined;
	bells: () => number;
	columns: () => number;
	rows: () => number;
	resize: (columns: number, rows: number) => void;
	/** What the terminal answers when asked for its cursor position, attributes or modes. */
	onReply: (listener: (data: string) => void) => void;
	dispose: () => void;
};

/** `52;c;BASE64`; a program may also ask for the clipboard, which has no text. */
const readClipboard = (data: string): string | undefined => {
	const [, encoded = '?'] = data.split(';');
	return encoded === '?' ? undefined : Buffer.from(encoded, 'base64').toString();
};

export const createEmulator = (columns: number, rows: number): Emulator => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.loadAddon(new unicode11.Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	const modes = trackModes(terminal);
	let title = '';
	let bells = 0;
	let clipboard: string | undefined;
	terminal.onTitleChange(text => {
		title = text;
	});
	terminal.onBell(() => {
		bells += 1;
	});
	terminal.parser.registerOscHandler(52, data => {
		clipboard = readClipboard(data) ?? clipboard;
		return true;
	});

	const lineAt = (y: number) => {
		const {active} = terminal.buffer;
		const line = active.getLine(active.baseY + y);
		if (!line) throw new RangeError(`The screen has no row ${y}.`);
		return line;
	};
	const line = (y: number) => lineAt(y).translateToString(true);

	return {
		write: data => new Promise(resolve => terminal.write(data, resolve)),
		screen: () => Array.from({length: terminal.rows}, (_, y) => line(y)),
		line,
		cell(x, y) {
			const cell = lineAt(y).getCell(x);
			if (!cell) throw new RangeError(`The screen has no column ${x}.`);
			return readCell(cell);
		},
		cursor: () => ({
			x: terminal.buffer.active.cursorX,
			y: terminal.buffer.active.cursorY,
			visible: modes().cursorVisible,
		}),
		modes,
		title: () => title,
		clipboard: () => clipboard,
		bells: () => bells,
		columns: () => terminal.cols,
		rows: () => terminal.rows,
		resize: (columns, rows) => terminal.resize(columns, rows),
		onReply: listener => void terminal.onData(listener),
		dispose: () => terminal.dispose(),
	};
};
