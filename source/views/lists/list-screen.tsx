import {Box, Text} from 'ink';
import type {ListViewName} from '../../hooks/lists-choice.ts';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Area} from '../areas.ts';
import type {Model} from '../model.ts';
import {insideOf} from './list-keys.ts';
import {listViews} from './list-views.ts';

/** A list with what is above and below it; drawn anew only when what it shows has changed. */
export const ListScreen = ({
	model,
	view,
	area,
	theme,
	glyphs,
}: {
	model: Model;
	view: ListViewName;
	area: Area;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const {mirror, orchestrator, space, creator, doctor, events} = model.engine;
	const inside = insideOf(area);
	const lines = useDerived(
		[
			...[mirror.store, orchestrator.store, space, creator.store],
			...[doctor.store, events.connection, model.saved.store, model.ui],
		],
		() => listViews[view].draw(model.work(), model.ui.get().lists[view], inside, {theme, glyphs}),
		sameItems,
	);
	return (
		<Box flexDirection="column" height={inside.height} flexShrink={0}>
			<Text>{lines.map(line => line || ' ').join('\n')}</Text>
		</Box>
	);
};
