import {Box, Text} from 'ink';
import type {ScreenState} from '../hooks/screen-state.ts';
import {fit} from '../terminal/text.ts';
import type {Theme} from '../terminal/theme.ts';
import {bindingsIn, keyName} from './keymap.ts';
import type {Binding, Scene} from './scene.ts';

/** The rows of `?` that the typed text finds, by key or label. */
export const findBindings = (
	state: Pick<ScreenState, 'view' | 'panes'>,
	query: string,
): Binding[] => {
	const wanted = query.trim().toLowerCase();
	return bindingsIn(state).filter(
		row => row.label.toLowerCase().includes(wanted) || row.keys.includes(query.trim()),
	);
};

export const HelpView = ({
	rows,
	index,
	scene,
	width,
	height,
	theme,
}: {
	rows: readonly Binding[];
	index: number;
	scene: Scene;
	width: number;
	height: number;
	theme: Theme;
}) => {
	const top = Math.max(0, Math.min(index - (height >> 1), rows.length - height));
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{rows.slice(top, top + height).map((row, i) => (
				<Text key={row.keys.join()}>{helpLine(row, top + i === index, scene, width, theme)}</Text>
			))}
		</Box>
	);
};

const helpLine = (
	row: Binding,
	isCursor: boolean,
	scene: Scene,
	width: number,
	theme: Theme,
): string => {
	const blocked = row.blocked?.(scene);
	const keys = theme.paint('key', fit(row.keys.map(keyName).join(' '), 16));
	const label = fit(blocked === undefined ? row.label : `${row.label} (${blocked})`, width - 20);
	const look = blocked !== undefined ? 'muted' : isCursor ? 'cursor' : 'text';
	return `${isCursor ? theme.paint('accent', '▸') : ' '}  ${keys} ${theme.paint(look, label)}`;
};
