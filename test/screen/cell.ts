import type {IBufferCell} from '@xterm/headless';

/** A number is a place in the palette of 256. */
export type Colour = 'default' | number | `#${string}`;

export type Cell = {
	/** Empty for the right half of a wide character. */
	text: string;
	width: number;
	foreground: Colour;
	background: Colour;
	bold: boolean;
	dim: boolean;
	italic: boolean;
	underline: boolean;
	inverse: boolean;
	strikethrough: boolean;
};

const toHex = (value: number): Colour => `#${value.toString(16).padStart(6, '0')}`;

const toColour = (isDefault: boolean, isTrue: boolean, value: number): Colour => {
	if (isDefault) return 'default';
	return isTrue ? toHex(value) : value;
};

export const readCell = (cell: IBufferCell): Cell => ({
	text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
	width: cell.getWidth(),
	foreground: toColour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
	background: toColour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
	bold: cell.isBold() !== 0,
	dim: cell.isDim() !== 0,
	italic: cell.isItalic() !== 0,
	underline: cell.isUnderline() !== 0,
	inverse: cell.isInverse() !== 0,
	strikethrough: cell.isStrikethrough() !== 0,
});
