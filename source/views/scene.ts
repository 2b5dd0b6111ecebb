import type {Engine} from '../engine.ts';
import type {MenuItem} from '../hooks/layers.ts';
import type {DetailsTab} from '../hooks/panes.ts';
import type {ScreenState, ViewName} from '../hooks/screen-state.ts';
import type {NoSource, Source} from '../qbit/add-source.ts';
import type {Noted} from '../qbit/journal.ts';
import type {Torrent} from '../qbit/types.ts';
import type {Areas} from './areas.ts';
import type {ChangePresets, Presets} from './create/presets.ts';
import type {DetailsLook} from './details/look.ts';
import type {LiveFacets} from './facets/live-facets.ts';
import type {Bindings} from './keys/bindings.ts';
import type {Pens, Work} from './lists/list-view.ts';
import type {ChangeViews, Views} from './live-views.ts';
import type {LiveSaved} from './state/live-saved.ts';
import type {Column} from './torrents/columns.ts';
import type {ListSnapshot} from './torrents/live-list.ts';

/** What a key acts on. */
export type Scene = {
	state: ScreenState;
	update: (change: (state: ScreenState) => ScreenState) => void;
	list: ListSnapshot;
	/** Rows of the list that are on the screen. */
	height: number;
	areas: Areas;
	facets: LiveFacets;
	views: Views;
	/** Lines of the log that the filter lets pass, and how many of them are on the screen. */
	log: {rows: readonly Noted[]; height: number};
	/** What the views of the queue, the disks and the tags are drawn from, and with. */
	work: Work;
	/** The snapshots, and what is done with them. */
	saved: LiveSaved;
	pens: Pens;
	/** The torrent under the cursor, and what is known of it while its details are open. */
	details: DetailsLook;
	/** Names of the columns on the screen, from left to right. */
	columns: readonly string[];
	/** Every column that there is. */
	allColumns: ReadonlyArray<Column<Torrent>>;
	/** The column whose title stands in that cell of the list. */
	columnAt: (cell: number) => string | undefined;
	bindings: Bindings;
	engine: Engine;
	readOnly: boolean;
	quit: () => void;
	/** What texts stand for: links, and files and folders of this machine. */
	readSources: (texts: readonly string[]) => Promise<Array<Source | NoSource>>;
	/** Files of the user, in folders of this machine. */
	files: Files;
	/** Keeps a setting for the next time; resolves with what should be known of it. */
	keep: (name: 'columns', value: readonly string[]) => Promise<string | undefined>;
	/** Changes the saved views in the config file, as it is there now; resolves with all of them. */
	keepViews: ChangeViews;
	/** The same of the presets for making torrents. */
	keepPresets: ChangePresets;
	presets: Presets;
	/** Into the terminal's clipboard; false when it is too long for that. */
	copy: (text: string) => boolean;
	suspend: () => void;
	repaint: () => void;
	/** Goes to the form for address and login. */
	changeServer: () => void;
};

/** Saves files, never over what is there. */
export type Files = {
	/** The folder as an absolute path. @throws with a sentence when it is none, or is not there */
	folder: (given: string) => Promise<string>;
	/** @returns the name under which it is there: with a number when the name was taken */
	save: (folder: string, name: string, content: Uint8Array) => Promise<string>;
};

/** Where a key works: in a view, in a pane beside the list, in one tab of the details. */
export type Scope = ViewName | 'details' | `details ${DetailsTab}` | 'facets' | 'everywhere';

/** One row feeds the key handler, the footer, ? and the README. */
export type Binding = {
	in: Scope;
	keys: readonly string[];
	label: string;
	/** A shorter word for the footer; rows without one are not in it. */
	hint?: string;
	/** It would change nothing here: the footer has no room for it. */
	isIdle?: (scene: Scene) => boolean;
	/** It does something to torrents, or to the server: it is in the action menu. */
	acts?: boolean;
	/** What just now it would do, behind the label. */
	detail?: (scene: Scene) => string | undefined;
	/** The menu that it opens, or what in that is always the same: found by name, too. */
	menu?: {name: string; items: (scene: Scene) => readonly MenuItem[]};
	/** Why it can't run now: greys it, and answers the key press. */
	blocked?: (scene: Scene) => string | undefined;
	run: (scene: Scene) => void;
};
