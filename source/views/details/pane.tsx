import {Box, Text} from 'ink';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Area} from '../areas.ts';
import type {Model} from '../model.ts';
import {drawTabs} from './tabs.ts';

type PaneProps = {model: Model; area: Area; theme: Theme; glyphs: Glyphs};

/** Details of the torrent under the cursor, one tab of them: as many lines as the area has. */
export const DetailsPane = ({model, area, theme, glyphs}: PaneProps) => {
	const lines = useDerived(
		[model.ui],
		() => {
			const {panes} = model.ui.get();
			const isFocused = panes.focus === 'details';
			return [drawTabs(panes.details.tab, isFocused, area.width, theme, glyphs)];
		},
		sameItems,
	);
	return (
		<Box height={area.height} flexShrink={0}>
			<Text>{lines.join('\n')}</Text>
		</Box>
	);
};
