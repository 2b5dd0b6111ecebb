import {Box, Text} from 'ink';
import type {ColumnChoice} from '../../hooks/column-choice.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import {fit} from '../../terminal/text.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Column} from './columns.ts';

/** Every column with a mark when it is shown; those around the cursor when there is little room. */
export const ColumnsMenu = ({
	choice,
	columns,
	seen,
	width,
	height,
	theme,
	glyphs,
}: {
	choice: ColumnChoice;
	columns: ReadonlyArray<Column<Torrent>>;
	/** Names of those that there is room for. */
	seen: readonly string[];
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const {order, shown, index} = choice;
	const top = Math.max(0, Math.min(index - (height >> 1), order.length - height));
	const line = (name: string, isCursor: boolean): string => {
		const column = columns.find(each => each.name === name);
		const isShown = shown.has(name);
		const mark = isShown ? theme.paint('selected', glyphs.check) : ' ';
		const room = isShown && !seen.includes(name) ? ' (no room at this width)' : '';
		const text = fit(`${fit(name, 11)}${column?.help ?? ''}${room}`, width - 5);
		const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
		const look = isCursor ? 'cursor' : isShown ? 'text' : 'muted';
		return `${cursor} ${mark} ${theme.paint(look, text)}`;
	};
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{order.slice(top, top + height).map((name, i) => (
				<Text key={name}>{line(name, top + i === index)}</Text>
			))}
		</Box>
	);
};
