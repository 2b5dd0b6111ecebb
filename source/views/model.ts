import type {Engine} from '../engine.ts';
import {settle} from '../hooks/list-position.ts';
import {type ScreenState, say, startState} from '../hooks/screen-state.ts';
import {letGo} from '../hooks/selection.ts';
import {endpoints} from '../qbit/endpoints.ts';
import {createStore, type Store} from '../qbit/store.ts';
import type {Torrent} from '../qbit/types.ts';
import type {Config} from '../settings/config.ts';
import type {Glyphs} from '../terminal/glyphs.ts';
import type {KeyEvent} from '../terminal/keys.ts';
import type {Theme} from '../terminal/theme.ts';
import {type Areas, areasOf, type Size} from './areas.ts';
import {createPresets} from './create/presets.ts';
import {settleTab} from './details/lists.ts';
import {createDetailsLook, type DetailsLook} from './details/look.ts';
import {askFirst} from './doctor/doctor-keys.ts';
import {createLiveFacets, type LiveFacets} from './facets/live-facets.ts';
import {compileFilter, type Filter} from './filter/filter.ts';
import {createTrackerHosts} from './filter/tracker-hosts.ts';
import type {FilterContext} from './filter/words.ts';
import {createBindings} from './keys/bindings.ts';
import {keymap, rowsOf} from './keys/keymap.ts';
import {createPress} from './keys/press.ts';
import {remap} from './keys/remap.ts';
import {createLatency} from './latency.ts';
import {layerHeight} from './layer-height.ts';
import {columnAt, layOut} from './layout.ts';
import type {Work} from './lists/list-view.ts';
import {createViews} from './live-views.ts';
import {logFrame} from './log/lines.ts';
import {createLogList, type LogList} from './log/list.ts';
import type {Scene} from './scene.ts';
import {planFirst} from './space/space-keys.ts';
import {createSpeedHistory, type SpeedHistory} from './speed-history.ts';
import {createLiveSaved, type LiveSaved} from './state/live-saved.ts';
import {chooseColumns, columnsNamed, firstSort, sortKeys} from './torrents/column-choice.ts';
import {type Column, torrentColumns} from './torrents/columns.ts';
import {createLiveList, type LiveList} from './torrents/live-list.ts';
import {createMoving, type Moving} from './torrents/moving.ts';
import {createTally} from './torrents/tally.ts';

/** What the main screen shows and does, without how it is drawn. */
export type Model = {
	engine: Engine;
	ui: Store<ScreenState>;
	list: LiveList;
	facets: LiveFacets;
	log: LogList;
	/** The torrent under the cursor, and what is known of it while its details are open. */
	details: DetailsLook;
	saved: LiveSaved;
	/** What the views of the queue, the disks, the tags and the snapshots are drawn from. */
	work: () => Work;
	/** The torrent that qbtui has moved now; the same object as long as nothing of it changes. */
	moving: () => Moving | undefined;
	history: Store<SpeedHistory>;
	latency: () => string | undefined;
	/** Every column there is; the state names those that are shown, as far as they fit. */
	allColumns: ReadonlyArray<Column<Torrent>>;
	readOnly: boolean;
	/** How many torrents are selected, and the bytes of their wanted files. */
	selected: () => {count: number; bytes: number};
	/** Why the filter in force can't be read. */
	problem: () => string | undefined;
	scene: () => Scene;
	/** Where everything stands at this size of the screen. */
	areas: (size: Size) => Areas;
	press: (event: KeyEvent) => void;
	/** A line for the user, until the next key. */
	warn: (text: string) => void;
	/** ms since 1970 */
	now: () => number;
};

/** What keys can do to the program itself. */
export type Doors = Pick<
	Scene,
	| 'quit'
	| 'readSources'
	| 'files'
	| 'keep'
	| 'keepViews'
	| 'keepPresets'
	| 'copy'
	| 'suspend'
	| 'repaint'
	| 'changeServer'
>;

export const createModel = (options: {
	engine: Engine;
	config: Config;
	size: () => Size;
	doors: Doors;
	theme: Theme;
	glyphs: Glyphs;
	now: () => number;
}): Model => {
	const {engine, config, size, doors, theme, glyphs} = options;
	const hosts = createTrackerHosts(engine.mirror.store.get);
	const views = createViews(config.views, engine.volumes, doors.keepViews);
	const presets = createPresets(config.createPresets, doors.keepPresets);
	const context: FilterContext = {
		volumes: engine.volumes,
		now: options.now,
		hostsOf: hosts.hostsOf,
		views: views.all,
	};
	const moving = createMoving(engine.orchestrator.store, engine.volumes, glyphs);
	const allColumns = torrentColumns({volumes: engine.volumes, glyphs, moving});
	const firstColumns = chooseColumns(allColumns, config.columns, engine.volumes.length > 0);
	const ui = createStore(
		startState(
			firstSort(config.sort, allColumns),
			firstColumns.map(({name}) => name),
		),
	);
	let filter: Filter = compileFilter('', context);
	const list = createLiveList(
		engine.mirror.store,
		sortKeys(ui.get().sort, allColumns),
		filter,
		options.now,
	);
	const facets = createLiveFacets({
		mirror: engine.mirror.store,
		states: () => list.store.get().counts,
		volumes: engine.volumes,
		hosts,
		views,
		context,
	});
	const saved = createLiveSaved(engine.snapshots, config.snapshots.beforeRemoving);
	const log = createLogList([engine.log.store, engine.events.store]);
	const bindings = createBindings(remap(keymap, config.keys));
	const latency = createLatency();
	engine.mirror.store.subscribe(() => {
		const {link, change} = engine.mirror.store.get();
		// How long the whole list takes says nothing about how the server is.
		if (link.state === 'live' && !change.full) latency.add(link.latencyMs);
	});

	const readFilter = (text: string): void => {
		filter = compileFilter(text, context);
		list.filterBy(filter);
	};
	views.subscribe(() => readFilter(ui.get().filter));

	const update = (change: (state: ScreenState) => ScreenState): void => {
		const before = ui.get();
		const after = change(before);
		if (after.filter !== before.filter) readFilter(after.filter);
		// By counts, they are put in order when one comes to them, and not below one's cursor.
		const comes = after.panes.focus === 'facets' && before.panes.focus !== 'facets';
		const {order} = after.facets;
		if (order !== before.facets.order || (comes && order === 'count')) facets.orderBy(order);
		if (after.sort !== before.sort) list.sortBy(sortKeys(after.sort, allColumns));
		if (after.log.filter !== before.log.filter || after.log.least !== before.log.least) {
			log.filterBy(after.log.filter, after.log.least);
		}
		ui.set(settled(after));
		if (after.view !== before.view) {
			watchLog(after.view === 'log');
			watchCreator(after.view === 'create');
			if (after.view === 'space') planFirst(scene());
			if (after.view === 'doctor') askFirst(scene());
			if (after.view === 'state') void saved.look();
		}
		details.follow();
	};

	/** The log is asked for only while it is seen. */
	let unwatch = (): void => {};
	const watchLog = (seen: boolean): void => {
		unwatch();
		unwatch = seen ? engine.log.watch() : () => {};
	};

	/** So are the tasks of the server’s torrent creator. */
	let unwatchCreator = (): void => {};
	const watchCreator = (seen: boolean): void => {
		unwatchCreator();
		unwatchCreator = seen ? engine.creator.watch() : () => {};
	};

	const areasFor = (size: Size, state: ScreenState): Areas =>
		areasOf(size, state, layerHeight(state.layer, size, allColumns.length));

	/** The cursor stays where it is seen: on what took its torrent's place, too. */
	const settled = (state: ScreenState): ScreenState => {
		const {height} = areasFor(size(), state).list;
		const position = settle(state.position, rowsOf(list.store.get()), height);
		return position === state.position ? state : {...state, position};
	};
	const settleNow = (): void => ui.set(settled(ui.get()));
	const details = createDetailsLook({
		engine,
		ui,
		isShown: () => areasFor(size(), ui.get()).details !== undefined,
		now: options.now,
	});
	/** What comes back later under the same hash is not what was selected. */
	engine.mirror.store.subscribe(() => {
		const {change, maindata} = engine.mirror.store.get();
		const state = ui.get();
		if (state.selection.hashes.size === 0) return;
		if (!change.full && change.removed.length === 0) return;
		const selection = letGo(state.selection, hash => maindata.torrents.has(hash));
		if (selection !== state.selection) ui.set({...state, selection});
	});
	list.store.subscribe(() => {
		settleNow();
		details.follow();
	});
	// The list may have come before the screen was there.
	settleNow();

	const work = (): Work => {
		const {maindata, revision} = engine.mirror.store.get();
		return {
			orchestrated: engine.orchestrator.store.get(),
			...{torrents: maindata.torrents, revision, spaces: engine.space.get()},
			...{limits: engine.limits, readOnly: config.readOnly, now: options.now()},
			patient: {
				diagnosis: engine.doctor.store.get(),
				connection: engine.events.connection.get(),
				logins: engine.client.logins(),
			},
			creations: engine.creator.store.get(),
			noCreator: engine.client.lacks(endpoints.addTask),
			saved: saved.store.get(),
		};
	};

	const scene = (): Scene => {
		const state = ui.get();
		const areas = areasFor(size(), state);
		const {width, height} = areas.list;
		const layout = layOut(columnsNamed(allColumns, state.columns), width);
		const lines = log.store.get();
		return {
			...doors,
			state,
			update,
			list: list.store.get(),
			height,
			areas,
			facets,
			views,
			presets,
			log: {
				rows: lines,
				height: logFrame(state.log, lines, {width, height}).height,
			},
			work: work(),
			saved,
			pens: {theme, glyphs},
			details,
			columns: layout.cells.map(cell => cell.column.name),
			allColumns,
			columnAt: cell => columnAt(layout, cell),
			bindings,
			engine,
			readOnly: config.readOnly,
		};
	};

	engine.details.store.subscribe(() => settleTab(scene()));

	const press = createPress({ui, update, scene, allColumns});

	return {
		engine,
		ui,
		list,
		facets,
		log,
		saved,
		details,
		work,
		moving,
		history: createSpeedHistory(engine.mirror.store),
		latency: latency.text,
		allColumns,
		readOnly: config.readOnly,
		selected: createTally(ui, engine.mirror.store),
		problem: () => filter.problem,
		scene,
		areas: size => areasFor(size, ui.get()),
		press,
		warn: text => update(state => say(state, text, 'warning')),
		now: options.now,
	};
};
