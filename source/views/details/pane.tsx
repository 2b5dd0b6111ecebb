import {Box, Text} from 'ink';
import {useEffect, useMemo} from 'react';
import {sameItems, useDerived} from '../../hooks/use-store.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Areas} from '../areas.ts';
import type {Model} from '../model.ts';
import {drawDetails} from './frame.ts';

type PaneProps = {model: Model; areas: Areas; theme: Theme; glyphs: Glyphs};

/** Details of the torrent under the cursor, one tab of them: as many lines as the area has. */
export const DetailsPane = ({model, areas, theme, glyphs}: PaneProps) => {
	const {engine, ui, details} = model;
	const {mirror, space, orchestrator} = engine;
	const sources = [
		...[ui, mirror.store, engine.details.store, space, details.log],
		orchestrator.store,
	];
	const {width, height} = areas.details ?? {width: 0, height: 0};
	// biome-ignore lint/correctness/useExhaustiveDependencies: areas is new each time, what it says is not
	const draw = useMemo(() => {
		let before: {of: unknown[]; lines: string[]} | undefined;
		return (): string[] => {
			// React asks more often than something changes.
			const of = sources.map(source => source.get());
			if (before && sameItems(before.of, of)) return before.lines;
			const {panes} = ui.get();
			const open = {tab: panes.details.tab, isFocused: panes.focus === 'details'};
			before = {of, lines: drawDetails(details.seen(), open, areas, theme, glyphs)};
			return before.lines;
		};
	}, [model, width, height, areas.listIsCovered, theme, glyphs]);
	const lines = useDerived(sources, draw, sameItems);
	// The screen may have become too small for it, or large enough: no key tells.
	useEffect(() => {
		details.follow();
		return details.follow;
	}, [details]);
	return (
		<Box height={height} flexShrink={0}>
			<Text>{lines.join('\n')}</Text>
		</Box>
	);
};
