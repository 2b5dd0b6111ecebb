import {Box, Text} from 'ink';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Area} from '../areas.ts';
import {takeApart} from '../filter/terms.ts';
import type {Model} from '../model.ts';
import {drawFacetLine} from './draw.ts';
import {placeIn} from './position.ts';

type PaneProps = {
	model: Model;
	area: Area;
	/** No list stands beside it. */
	isAlone: boolean;
	theme: Theme;
	glyphs: Glyphs;
};

/** What the list can be filtered by, with counts: the lines that are on the screen. */
export const FacetsPane = (props: PaneProps) => {
	const {model, area} = props;
	const lines = useDerived([model.facets, model.ui], () => drawFacets(props), sameItems);
	return (
		<Box height={area.height} width={area.width} flexShrink={0}>
			<Text>{lines.join('\n')}</Text>
		</Box>
	);
};

/** Exactly as many lines as the area has. */
const drawFacets = ({model, area, isAlone, theme, glyphs}: PaneProps): string[] => {
	const {facets, filter, panes} = model.ui.get();
	const {lines, countOf} = model.facets.get();
	const {index, top} = placeIn(facets.position, lines, area.height);
	const look = {
		width: area.width,
		hasRule: !isAlone,
		pieces: takeApart(filter) ?? [],
		theme,
		glyphs,
	};
	return Array.from({length: area.height}, (_, row) => {
		const line = lines.all[top + row];
		const isCursor = top + row === index && panes.focus === 'facets';
		return drawFacetLine(line, line && countOf(line), isCursor, look);
	});
};
