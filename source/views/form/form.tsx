import {Box, Text} from 'ink';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Model} from '../model.ts';
import {drawForm} from './lines.ts';

/** The form that lies over the list. What it says of the server follows the server. */
export const FormView = ({
	model,
	width,
	height,
	theme,
	glyphs,
}: {
	model: Model;
	width: number;
	height: number;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const {mirror, space} = model.engine;
	const lines = useDerived(
		[model.ui, mirror.store, space],
		() => {
			const {layer} = model.ui.get();
			if (layer?.kind !== 'form') return [];
			const title = theme.paint('title', `   ${layer.title}`);
			return [title, ...drawForm(layer, height, {width, theme, glyphs})];
		},
		sameItems,
	);
	return (
		<Box flexDirection="column" height={height + 1} flexShrink={0}>
			<Text>{lines.map(line => line || ' ').join('\n')}</Text>
		</Box>
	);
};
