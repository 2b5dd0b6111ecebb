import type {Engine} from '../engine.ts';
import type {DetailsTab} from '../hooks/panes.ts';
import type {ScreenState, ViewName} from '../hooks/screen-state.ts';
import type {NoSource, Source} from '../qbit/add-source.ts';
import type {Noted} from '../qbit/journal.ts';
import type {Areas} from './areas.ts';
import type {ListSnapshot} from './live-list.ts';

/** What a key acts on. */
export type Scene = {
	state: ScreenState;
	update: (change: (state: ScreenState) => ScreenState) => void;
	list: ListSnapshot;
	/** Rows of the list that are on the screen. */
	height: number;
	areas: Areas;
	/** Lines of the log that the filter lets pass, and how many of them are on the screen. */
	log: {rows: readonly Noted[]; height: number};
	/** Names of the columns on the screen, from left to right. */
	columns: readonly string[];
	engine: Engine;
	readOnly: boolean;
	quit: () => void;
	/** What texts stand for: links, and files and folders of this machine. */
	readSources: (texts: readonly string[]) => Promise<Array<Source | NoSource>>;
	/** Into the terminal's clipboard; false when it is too long for that. */
	copy: (text: string) => boolean;
	suspend: () => void;
	repaint: () => void;
	/** Goes to the form for address and login. */
	changeServer: () => void;
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
	/** Why it can't run now: greys it, and answers the key press. */
	blocked?: (scene: Scene) => string | undefined;
	run: (scene: Scene) => void;
};
