import {Unicode11Addon} from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

export type Emulator = ReturnType<typeof createEmulator>;
type Cell = xterm.IBufferCell;

/** A terminal that tells what it shows. */
export function createEmulator(columns: number, rows: number) {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	terminal.loadAddon(new Unicode11Addon());
	terminal.unicode.activeVersion = '11';

	const lineAt = (row: number) => {
		const {active} = terminal.buffer;
		return active.getLine(active.baseY + row);
	};

	const rowCells = (row: number, width: number): string => {
		const cells = Array.from({length: width}, (_, column) => lineAt(row)?.getCell(column));
		// Half a wide glyph at the edge of the part that was asked for counts as nothing.
		const halved = cells.at(-1)?.getWidth() === 2 ? cells.slice(0, -1) : cells;
		return [
			...halved.map(cell => (cell ? describe(cell) : '')),
			...(halved === cells ? [] : [blank]),
		].join('\n');
	};

	return {
		terminal,
		write: (bytes: string) =>
			new Promise<void>(resolve => {
				// Written nothing, the emulator may never call back.
				terminal.write(bytes || '\0', resolve);
			}),
		/** A row a string: glyph and look of each of the first cells. */
		cells: (width = terminal.cols): string[] =>
			Array.from({length: terminal.rows}, (_, row) => rowCells(row, width)),
		/** What the first row shows from a column on. */
		columns: (from: number): string => lineAt(0)?.translateToString(false, from) ?? '',
		text: (): string[] =>
			Array.from({length: terminal.rows}, (_, row) => lineAt(row)?.translateToString(true) ?? ''),
	};
}

const blank = '  000 0:-1 ';

/** On a space nobody sees bold, dim, italic, or, without a line or inversion, the colour. */
function describe(cell: Cell): string {
	const glyph = cell.getChars() || (cell.getWidth() === 0 ? '' : ' ');
	const onSpaces = flags(cell.isUnderline(), cell.isInverse(), cell.isStrikethrough());
	const onInk = flags(cell.isBold(), cell.isDim(), cell.isItalic());
	const background = `${cell.getBgColorMode()}:${cell.getBgColor()}`;
	const foreground = `${cell.getFgColorMode()}:${cell.getFgColor()}`;
	const seen = glyph === ' ' ? (onSpaces === '000' ? '' : foreground) : onInk + foreground;
	return `${glyph} ${onSpaces} ${background} ${seen}`;
}

function flags(...numbers: number[]): string {
	return numbers.map(number => (number ? 1 : 0)).join('');
}
