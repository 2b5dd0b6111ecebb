import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {settle} from '../hooks/list-position.ts';
import type {Layer} from '../hooks/screen-state.ts';
import {sameItems, useDerived, useStore} from '../hooks/use-store.ts';
import type {Torrent} from '../qbit/types.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import type {Theme} from '../terminal/theme.ts';
import {type BodyMessage, BodyMessageView, messageFor} from './body-message.tsx';
import {ConnectionPanel} from './connection-panel.tsx';
import {drawFooter} from './footer.ts';
import {drawHeader} from './header.ts';
import {findBindings, HelpView} from './help.tsx';
import {rowsOf} from './keymap.ts';
import {drawTitles, layOut} from './layout.ts';
import {LogTitles, LogView} from './log.tsx';
import {logFrame} from './log-lines.ts';
import {MenuView} from './menu.tsx';
import {bodyHeight, type Model, type Size} from './model.ts';
import {SortMenu} from './sort-menu.tsx';
import {TorrentTable} from './torrents.tsx';

type ScreenProps = {
	model: Model;
	size: Size;
	theme: Theme;
	glyphs: Glyphs;
};

/**
 * Header, list or what lies over it, footer: always exactly as high as the screen. Each part draws
 * itself anew only when what it shows has changed.
 */
export const MainScreen = (props: ScreenProps) => (
	<Box flexDirection="column" width={props.size.columns} height={props.size.rows}>
		<Header {...props} />
		<Body {...props} />
		<Footer {...props} />
	</Box>
);

const Lines = ({lines}: {lines: readonly string[]}) => <Text>{lines.map(orBlank).join('\n')}</Text>;

/** Ink leaves out a text without characters, and all below it would move up. */
const orBlank = (line: string): string => line || ' ';

const Header = ({model, size, theme, glyphs}: ScreenProps) => {
	const {engine, list, history} = model;
	const {mirror, space, version} = engine;
	const lines = useDerived(
		[mirror.store, list.store, history, space, version, model.ui],
		() =>
			drawHeader({
				width: size.columns,
				height: size.rows,
				address: engine.address,
				version: version.get()?.app,
				mirrored: mirror.store.get(),
				latency: model.latency(),
				volumes: space.get(),
				history: history.get(),
				counts: list.store.get().counts,
				readOnly: model.readOnly,
				view: model.ui.get().view,
				theme,
				glyphs,
			}),
		sameItems,
	);
	return <Lines lines={lines} />;
};

const Footer = ({model, size, theme, glyphs}: ScreenProps) => {
	const {engine, list, ui, allColumns} = model;
	const lines = useDerived(
		[engine.mirror.store, list.store, model.log.store, ui],
		() => {
			const rows = list.store.get();
			const state = ui.get();
			const height = bodyHeight(size, state, allColumns.length);
			return drawFooter({
				width: size.columns,
				state,
				mirrored: engine.mirror.store.get(),
				...(state.view === 'log'
					? logPlace(model, size, height)
					: {
							rows: rows.rows.length,
							index: settle(state.position, rowsOf(rows), height).index,
							problem: model.problem(),
						}),
				errors: rows.counts.errored,
				selected: model.selected(),
				scene: model.scene(),
				theme,
				glyphs,
			});
		},
		sameItems,
	);
	return <Lines lines={lines} />;
};

const logPlace = (model: Model, {columns: width}: Size, height: number) => {
	const rows = model.log.store.get();
	const {index} = logFrame(model.ui.get().log, rows, {width, height});
	return {rows: rows.length, index, problem: undefined};
};

/** Column titles, and below them the list or what lies over it. */
const Body = (props: ScreenProps) => {
	const {model, size, theme, glyphs} = props;
	const {ui, shownColumns, allColumns} = model;
	const {layer, sort, view} = useStore(ui);
	const width = size.columns;
	const layout = useMemo(() => layOut(shownColumns, width), [shownColumns, width]);
	const covered = layer?.kind === 'help' || layer?.kind === 'panel';
	if (view === 'log' && !covered) {
		const height = bodyHeight(size, ui.get(), allColumns.length);
		return (
			<Box flexDirection="column" flexGrow={1}>
				<LogTitles width={width} theme={theme} />
				<LogView model={model} width={width} height={height} theme={theme} glyphs={glyphs} />
			</Box>
		);
	}
	return (
		<Box flexDirection="column" flexGrow={1}>
			<Text>{layerTitle(layer, theme) ?? drawTitles(layout, sort, glyphs, theme)}</Text>
			{layer?.kind === 'help' ? (
				<Help {...props} />
			) : layer?.kind === 'panel' ? (
				<Panel {...props} />
			) : (
				<List {...props} layout={layout} />
			)}
			{layer?.kind === 'sort' ? (
				<SortMenu columns={allColumns} width={width} theme={theme} />
			) : null}
			{layer?.kind === 'menu' ? (
				<MenuView menu={layer} width={width} theme={theme} glyphs={glyphs} />
			) : null}
		</Box>
	);
};

/** What stands in place of the column titles while something lies over the list. */
const layerTitle = (layer: Layer | undefined, theme: Theme): string | undefined => {
	if (layer?.kind === 'help') return theme.paint('title', '   Keys');
	if (layer?.kind === 'panel') return theme.paint('title', '   This connection');
	return undefined;
};

const List = ({
	model,
	size,
	theme,
	glyphs,
	layout,
}: ScreenProps & {layout: ReturnType<typeof layOut<Torrent>>}) => {
	const {engine, list, ui} = model;
	const height = bodyHeight(size, ui.get(), model.allColumns.length);
	const message = useDerived<BodyMessage | undefined>(
		[engine.mirror.store, list.store, ui],
		() =>
			messageFor(
				engine.mirror.store.get(),
				engine.address,
				list.store.get().rows.length,
				ui.get().filter,
			),
		(a, b) => JSON.stringify(a) === JSON.stringify(b),
	);
	const shown = useDerived(
		[list.store, ui],
		() => {
			const rows = list.store.get();
			const {cursor, top} = settle(ui.get().position, rowsOf(rows), height);
			return {
				cursor,
				selected: ui.get().selection.hashes,
				torrents: rows.rows.slice(top, top + height).map(row => row.torrent),
			};
		},
		(a, b) =>
			a.cursor === b.cursor && a.selected === b.selected && sameItems(a.torrents, b.torrents),
	);
	return message ? (
		<BodyMessageView message={message} width={size.columns} height={height} theme={theme} />
	) : (
		<TorrentTable {...shown} layout={layout} height={height} theme={theme} glyphs={glyphs} />
	);
};

const Help = ({model, size, theme}: ScreenProps) => {
	const {layer} = useStore(model.ui);
	if (layer?.kind !== 'help') return null;
	return (
		<HelpView
			rows={findBindings(model.ui.get().view, layer.line.text)}
			index={layer.index}
			scene={model.scene()}
			width={size.columns}
			height={model.scene().height}
			theme={theme}
		/>
	);
};

const Panel = ({model, size, theme}: ScreenProps) => {
	const mirrored = useStore(model.engine.mirror.store);
	return (
		<ConnectionPanel
			engine={model.engine}
			mirrored={mirrored}
			width={size.columns}
			height={model.scene().height}
			theme={theme}
		/>
	);
};
