import {Box, Text} from 'ink';
import {type Menu, type MenuItem, offered} from '../hooks/layers.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {cut, fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';

/** The items of a menu, below the list; those around the chosen one when there are many. */
export const MenuView = ({
	menu,
	width,
	height,
	theme,
	glyphs,
}: {
	menu: Menu;
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const items = offered(menu);
	const top = Math.max(0, Math.min(menu.index - (height >> 1), items.length - height));
	const shown = items.slice(top, top + height);
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{shown.length === 0 ? <Text>{theme.paint('muted', '   nothing')}</Text> : null}
			{shown.map((item, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: two of them may have the same label
				<Text key={i}>{itemLine(item, top + i === menu.index, width, theme, glyphs)}</Text>
			))}
		</Box>
	);
};

/** Room for the keys of what can be done from the list, too. */
const keysWidth = 5;

const itemLine = (
	item: MenuItem,
	isChosen: boolean,
	width: number,
	theme: Theme,
	glyphs: Glyphs,
): string => {
	const cursor = isChosen ? theme.paint('accent', glyphs.cursor) : ' ';
	const mark = item.mark === 'all' ? glyphs.check : item.mark === 'some' ? glyphs.minus : ' ';
	const key = item.keys === undefined ? (item.letter ?? '') : fit(item.keys, keysWidth);
	const letter = key === '' ? '' : `${theme.paint('key', key)} `;
	const reason = item.blocked === undefined ? '' : ` (${item.blocked})`;
	const label = cut(harmless(item.label + reason), width - 4 - key.length);
	const look = item.blocked === undefined ? (isChosen ? 'cursor' : 'text') : 'muted';
	return `${cursor}${theme.paint('selected', mark)} ${letter}${theme.paint(look, label)}`;
};
