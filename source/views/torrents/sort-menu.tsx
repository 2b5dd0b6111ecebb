import {Box, Text} from 'ink';
import type {SortChoice} from '../../hooks/screen-state.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {cut, fit} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import {sortMark} from '../layout.ts';
import type {Column} from './columns.ts';

/** The letter, the longest header, and its mark: three fit into the narrowest screen. */
const cellWidth = 13;

const perLine = (width: number): number => Math.max(1, Math.floor(width / cellWidth));

/** How many lines the whole menu has at this width. */
export const sortMenuLines = (columns: number, width: number): number =>
	Math.ceil(columns / perLine(width));

/** Every column with the letter that sorts by it, below the list; from line `top` on. */
export const SortMenu = ({
	columns,
	sort,
	top,
	width,
	height,
	theme,
	glyphs,
}: {
	columns: ReadonlyArray<Column<Torrent>>;
	sort: readonly SortChoice[];
	top: number;
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const lines = Array.from({length: sortMenuLines(columns.length, width)}, (_, line) =>
		columns.slice(line * perLine(width), (line + 1) * perLine(width)),
	);
	const cell = ({name, letter, header}: Column<Torrent>): string => {
		const mark = sortMark(name, sort, glyphs);
		const text = cut(header, cellWidth - 3 - mark.length) + mark;
		const look = mark === '' ? 'text' : 'accent';
		return `${theme.paint('key', letter)} ${theme.paint(look, fit(text, cellWidth - 2))}`;
	};
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{lines.slice(top, top + height).map(line => (
				<Text key={line[0]?.name}>{line.map(cell).join('')}</Text>
			))}
		</Box>
	);
};
