import {Box, Text} from 'ink';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Area} from '../areas.ts';
import type {Model} from '../model.ts';

type PaneProps = {model: Model; area: Area; theme: Theme; glyphs: Glyphs};

/** What the list can be filtered by, with counts. */
export const FacetsPane = ({area, theme}: PaneProps) => (
	<Box height={area.height} width={area.width} flexShrink={0}>
		<Text>{theme.paint('title', 'State')}</Text>
	</Box>
);
