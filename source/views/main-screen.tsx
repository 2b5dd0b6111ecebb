import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {settle} from '../hooks/list-position.ts';
import {useStore} from '../hooks/use-store.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import type {Theme} from '../terminal/theme.ts';
import {BodyMessageView, messageFor} from './body-message.tsx';
import {ConnectionPanel} from './connection-panel.tsx';
import {drawFooter} from './footer.ts';
import {drawHeader} from './header.ts';
import {findBindings, HelpView} from './help.tsx';
import {rowsOf} from './keymap.ts';
import {drawHeader as drawTitles, layOut} from './layout.ts';
import {bodyHeight, type Model, type Size} from './model.ts';
import {SortMenu} from './sort-menu.tsx';
import {TorrentTable} from './torrents.tsx';

/** Header, list or what lies over it, footer: always exactly as high as the screen. */
export const MainScreen = ({
	model,
	size,
	theme,
	glyphs,
}: {
	model: Model;
	size: Size;
	theme: Theme;
	glyphs: Glyphs;
}) => {
	const {engine, shownColumns, allColumns} = model;
	const mirrored = useStore(engine.mirror.store);
	const list = useStore(model.list.store);
	const state = useStore(model.ui);
	const history = useStore(model.history);
	const volumes = useStore(engine.space);
	const version = useStore(engine.version);
	const {columns: width, rows: screenHeight} = size;
	const layout = useMemo(() => layOut(shownColumns, width), [shownColumns, width]);
	const height = bodyHeight(size, state, allColumns.length);
	const position = settle(state.position, rowsOf(list), height);
	const scene = model.scene();
	const message = messageFor(mirrored, engine.address, list.rows.length, state.filter);

	const header = drawHeader({
		width,
		height: screenHeight,
		address: engine.address,
		version: version?.app,
		mirrored,
		latency: model.latency(),
		volumes,
		history,
		counts: list.counts,
		readOnly: model.readOnly,
		theme,
		glyphs,
	});
	const footer = drawFooter({
		width,
		state,
		mirrored,
		rows: list.rows.length,
		index: position.index,
		errors: list.counts.errored,
		problem: model.problem(),
		scene,
		theme,
		glyphs,
	});
	const titles = drawTitles(layout, state.sort, glyphs, theme);
	const shown = list.rows.slice(position.top, position.top + height).map(row => row.torrent);

	return (
		<Box flexDirection="column" width={width} height={screenHeight}>
			{header.map((line, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<Text key={i}>{line || ' '}</Text>
			))}
			<Text>{titles}</Text>
			{state.layer?.kind === 'help' ? (
				<HelpView
					rows={findBindings('torrents', state.layer.line.text)}
					index={state.layer.index}
					scene={scene}
					width={width}
					height={height}
					theme={theme}
				/>
			) : state.layer?.kind === 'panel' ? (
				<ConnectionPanel
					engine={engine}
					mirrored={mirrored}
					width={width}
					height={height}
					theme={theme}
				/>
			) : message ? (
				<BodyMessageView message={message} height={height} theme={theme} />
			) : (
				<TorrentTable
					layout={layout}
					torrents={shown}
					cursor={position.cursor}
					height={height}
					theme={theme}
					glyphs={glyphs}
				/>
			)}
			{state.layer?.kind === 'sort' ? (
				<SortMenu columns={allColumns} width={width} theme={theme} />
			) : null}
			<Text>{footer[0] || ' '}</Text>
			<Text>{footer[1] || ' '}</Text>
		</Box>
	);
};
