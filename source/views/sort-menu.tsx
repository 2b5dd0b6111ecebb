import {Box, Text} from 'ink';
import type {Torrent} from '../qbit/types.ts';
import {fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import type {Column} from './columns.ts';

const cellWidth = 18;

/** How many lines the menu takes at this width. */
export const sortMenuHeight = (columns: number, width: number): number =>
	Math.ceil(columns / perLine(width));

const perLine = (width: number): number => Math.max(1, Math.floor(width / cellWidth));

/** Every column with the letter that sorts by it, below the list. */
export const SortMenu = ({
	columns,
	width,
	theme,
}: {
	columns: ReadonlyArray<Column<Torrent>>;
	width: number;
	theme: Theme;
}) => {
	const lines = Array.from({length: sortMenuHeight(columns.length, width)}, (_, line) =>
		columns.slice(line * perLine(width), (line + 1) * perLine(width)),
	);
	return (
		<Box flexDirection="column" flexShrink={0}>
			{lines.map(line => (
				<Text key={line[0]?.name}>
					{line
						.map(
							({letter, header}) => `${theme.paint('key', letter)} ${fit(header, cellWidth - 2)}`,
						)
						.join('')}
				</Text>
			))}
		</Box>
	);
};
