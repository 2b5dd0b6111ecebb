import {Box, Text} from 'ink';
import {findNearest} from '../hooks/find-nearest.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import {harmless} from '../terminal/harmless.ts';
import {fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {type Action, actionsOf} from './actions.ts';
import type {Binding, Scene} from './scene.ts';

/** What the typed text finds in `?`, by key or label: keys, and what is in the menus that they open. */
export const findKeys = (scene: Scene, query: string): Action[] => {
	const rows = scene.bindings.working(scene.state);
	// Everybody finds the arrows: what there is to do goes before them.
	const sorted = [...rows.filter(row => !movesCursor(row)), ...rows.filter(movesCursor)];
	const found = findNearest(actionsOf(sorted, scene), query);
	// What is in the menus is found by name; who only looks would not see the wood for the trees.
	return query.trim() === '' ? found.filter(({isInside}) => !isInside) : found;
};

const movingKeys = ['down', 'up', 'home', 'end', 'pagedown', 'pageup', 'ctrl+d', 'ctrl+u'];

/** Those of the footer are worth a word each. */
const movesCursor = ({keys, hint}: Binding): boolean =>
	hint === undefined && keys.some(key => movingKeys.includes(key));

export const HelpView = ({
	rows,
	index,
	width,
	height,
	theme,
	glyphs,
}: {
	rows: readonly Action[];
	index: number;
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const top = Math.max(0, Math.min(index - (height >> 1), rows.length - height));
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{rows.slice(top, top + height).map((row, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: two of them may have the same label
				<Text key={i}>{helpLine(row, top + i === index, width, theme, glyphs)}</Text>
			))}
		</Box>
	);
};

const helpLine = (
	{keys, label, blocked}: Action,
	isCursor: boolean,
	width: number,
	theme: Theme,
	glyphs: Glyphs,
): string => {
	const text = harmless(blocked === undefined ? label : `${label} (${blocked})`);
	const look = blocked !== undefined ? 'muted' : isCursor ? 'cursor' : 'text';
	const cursor = isCursor ? theme.paint('accent', glyphs.cursor) : ' ';
	return `${cursor}  ${theme.paint('key', fit(keys, 16))} ${theme.paint(look, fit(text, width - 20))}`;
};
