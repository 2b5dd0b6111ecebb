import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {settle} from '../hooks/list-position.ts';
import {isListView, type ListViewName} from '../hooks/lists-choice.ts';
import {sameItems, useDerived, useStore} from '../hooks/use-store.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import type {Theme} from '../terminal/theme.ts';
import type {Areas, Size} from './areas.ts';
import {type BodyMessage, BodyMessageView, messageFor} from './body-message.tsx';
import {ConnectionPanel} from './connection-panel.tsx';
import {DetailsPane} from './details/pane.tsx';
import {FacetsPane} from './facets/pane.tsx';
import {drawFooter} from './footer/footer.ts';
import {askLines, promptLines} from './form/ask-lines.ts';
import {FormView} from './form/form.tsx';
import {drawHeader} from './header/header.ts';
import {findKeys, HelpView} from './help.tsx';
import {rowsOf} from './keys/keymap.ts';
import {drawTitles, layOut} from './layout.ts';
import {insideOf} from './lists/list-keys.ts';
import {ListScreen} from './lists/list-screen.tsx';
import {listViews} from './lists/list-views.ts';
import {logFrame} from './log/lines.ts';
import {LogTitles, LogView} from './log/log.tsx';
import {MenuView} from './menu.tsx';
import type {Model} from './model.ts';
import {columnsNamed} from './torrents/column-choice.ts';
import {ColumnsMenu} from './torrents/columns-menu.tsx';
import {SortMenu} from './torrents/sort-menu.tsx';
import {TorrentTable} from './torrents/torrents.tsx';

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
		[
			...[mirror.store, list.store, history, space, version],
			...[engine.orchestrator.store, engine.outbox.store, model.ui],
		],
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
				outbox: engine.outbox.store.get().length,
				orchestrated: engine.orchestrator.store.get(),
				view: model.ui.get().view,
				theme,
				glyphs,
			}),
		sameItems,
	);
	return <Lines lines={lines} />;
};

const Footer = ({model, size, theme, glyphs}: ScreenProps) => {
	const {engine, list, ui} = model;
	const lines = useDerived(
		[
			...[engine.mirror.store, list.store, model.log.store, engine.orchestrator.store, ui],
			...[engine.doctor.store, engine.events.connection, engine.creator.store, model.saved.store],
		],
		() => {
			const rows = list.store.get();
			const state = ui.get();
			const {height} = model.areas(size).list;
			return drawFooter({
				width: size.columns,
				state,
				mirrored: engine.mirror.store.get(),
				...(state.view === 'log'
					? logPlace(model, size, height)
					: isListView(state.view)
						? listPlace(model, state.view)
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

const listPlace = (model: Model, view: ListViewName) => {
	const {work, state, areas, pens} = model.scene();
	const frame = listViews[view].frame(work, state.lists[view], insideOf(areas.list), pens);
	return {rows: frame.rows.length, index: frame.index, problem: undefined};
};

/** What the view shows, or what lies over it; and below it the menu that is open. */
const Body = (props: ScreenProps) => {
	const {model, size, theme, glyphs} = props;
	const {layer, view} = useStore(model.ui);
	const areas = model.areas(size);
	return (
		<Box flexDirection="column" flexGrow={1}>
			{layer?.kind === 'help' ? (
				<Help {...props} areas={areas} />
			) : layer?.kind === 'panel' ? (
				<Panel {...props} areas={areas} />
			) : layer?.kind === 'form' ? (
				<FormView model={model} {...sizeOf(areas)} theme={theme} glyphs={glyphs} />
			) : isListView(view) ? (
				<ListScreen model={model} view={view} area={areas.list} theme={theme} glyphs={glyphs} />
			) : view === 'log' ? (
				<Log {...props} areas={areas} />
			) : (
				<Torrents {...props} areas={areas} />
			)}
			<BelowList {...props} areas={areas} />
		</Box>
	);
};

type AreaProps = ScreenProps & {areas: Areas};

/** What a layer has below the list. */
const BelowList = ({model, theme, glyphs, areas}: AreaProps) => {
	const {layer, sort} = useStore(model.ui);
	const place = {width: areas.menu.width, height: areas.menu.height, theme, glyphs};
	const columns = model.allColumns;
	if (layer?.kind === 'sort') {
		return <SortMenu columns={columns} sort={sort} top={layer.top} {...place} />;
	}
	if (layer?.kind === 'columns') {
		return <ColumnsMenu choice={layer} columns={columns} seen={model.scene().columns} {...place} />;
	}
	if ((layer?.kind === 'ask' || layer?.kind === 'prompt') && place.height > 0) {
		const {width, height} = place;
		const all = layer.kind === 'ask' ? askLines(layer, width) : promptLines(layer, width);
		// Of too many, the last say what is wrong.
		const lines = all.slice(-height);
		return <Lines lines={lines.map(line => theme.paint('warning', line))} />;
	}
	return layer?.kind === 'menu' ? <MenuView menu={layer} {...place} /> : null;
};

const Log = ({model, theme, glyphs, areas}: AreaProps) => (
	<>
		<LogTitles width={areas.list.width} theme={theme} />
		<LogView model={model} {...sizeOf(areas)} theme={theme} glyphs={glyphs} />
	</>
);

/** The list, with the facets on its left and the details of a torrent below it. */
const Torrents = (props: AreaProps) => {
	const {model, theme, glyphs, areas} = props;
	return (
		<Box flexDirection="row">
			{areas.facets ? (
				<FacetsPane
					model={model}
					area={areas.facets}
					isAlone={areas.facets.width === areas.header.width}
					theme={theme}
					glyphs={glyphs}
				/>
			) : null}
			<Box flexDirection="column">
				{areas.listIsCovered ? null : <List {...props} />}
				{areas.details ? (
					<DetailsPane model={model} areas={areas} theme={theme} glyphs={glyphs} />
				) : null}
			</Box>
		</Box>
	);
};

const sizeOf = ({list}: Areas): {width: number; height: number} => ({
	width: list.width,
	height: list.height,
});

/** Column titles, and the torrents or why there are none. */
const List = ({model, theme, glyphs, areas}: AreaProps) => {
	const {engine, list, ui, allColumns} = model;
	const {width, height} = areas.list;
	const {sort, columns} = useStore(ui);
	const layout = useMemo(
		() => layOut(columnsNamed(allColumns, columns), width),
		[allColumns, columns, width],
	);
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
		[list.store, ui, engine.orchestrator.store],
		() => {
			const rows = list.store.get();
			const {cursor, top} = settle(ui.get().position, rowsOf(rows), height);
			return {
				cursor,
				selected: ui.get().selection.hashes,
				moving: model.moving(),
				torrents: rows.rows.slice(top, top + height).map(row => row.torrent),
			};
		},
		(a, b) =>
			a.cursor === b.cursor &&
			a.selected === b.selected &&
			a.moving === b.moving &&
			sameItems(a.torrents, b.torrents),
	);
	return (
		<>
			<Text>{drawTitles(layout, sort, glyphs, theme)}</Text>
			{message ? (
				<BodyMessageView message={message} width={width} height={height} theme={theme} />
			) : (
				<TorrentTable {...shown} layout={layout} height={height} theme={theme} glyphs={glyphs} />
			)}
		</>
	);
};

const Help = ({model, theme, glyphs, areas}: AreaProps) => {
	const {layer} = useStore(model.ui);
	if (layer?.kind !== 'help') return null;
	return (
		<>
			<Text>{theme.paint('title', '   Keys')}</Text>
			<HelpView
				rows={findKeys(model.scene(), layer.line.text)}
				index={layer.index}
				{...sizeOf(areas)}
				theme={theme}
				glyphs={glyphs}
			/>
		</>
	);
};

const Panel = ({model, theme, glyphs, areas}: AreaProps) => {
	const mirrored = useStore(model.engine.mirror.store);
	const history = useStore(model.history);
	return (
		<>
			<Text>{theme.paint('title', '   This connection')}</Text>
			<ConnectionPanel
				{...{engine: model.engine, mirrored, history}}
				{...{...sizeOf(areas), theme, glyphs}}
			/>
		</>
	);
};
