import type {ListChoice, ListViewName} from '../../hooks/lists-choice.ts';
import type {Creations} from '../../qbit/create/creator.ts';
import type {Hash, Torrent} from '../../qbit/types.ts';
import type {VolumeSpace} from '../../space/free-space.ts';
import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import type {PlanLimits} from '../../space/plan/shape.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Patient} from '../doctor/doctor-rows.ts';
import type {Saved} from '../state/live-saved.ts';

/** What these views are drawn from, all of one moment. */
export type Work = {
	orchestrated: Orchestrated;
	torrents: ReadonlyMap<Hash, Torrent>;
	/** Counts the answers that changed something. */
	revision: number;
	spaces: readonly VolumeSpace[];
	limits: PlanLimits;
	saved: Saved;
	readOnly: boolean;
	patient: Patient;
	/** What is being made, and why this server makes nothing, if it does not. */
	creations: Creations;
	noCreator: string | undefined;
	/** ms since 1970 */
	now: number;
};

export type Inside = {width: number; height: number};
export type Pens = {theme: Theme; glyphs: Glyphs};

/** A line that goes when there is no room: 1 goes last. */
export type HeadLine = {text: string; keep: number};

export type ListRow = {key: string};

/** A view that is a list: one row says what stands above it, in it, and below it. */
export type ListView<Row extends ListRow = ListRow> = {
	name: ListViewName;
	/** What a row is called, for counts. */
	noun: string;
	/** How things stand, above the list. */
	head: (work: Work, inside: Inside, pens: Pens) => readonly HeadLine[];
	titles: (work: Work, width: number, pens: Pens) => string;
	/** As far as the filter lets them pass. */
	rows: (work: Work, choice: ListChoice) => readonly Row[];
	/** As wide as the view at most. */
	draw: (row: Row, work: Work, marks: RowMarks, pens: Pens) => string;
	/** All that there is to know of a row, in lines of `width` cells at most. */
	tell: (row: Row, work: Work, width: number, pens: Pens) => readonly string[];
	/** What a row is called above that text. */
	caption: (row: Row, work: Work) => string;
	/** In place of rows: why there are none, and what to do. */
	empty: (work: Work, choice: ListChoice) => readonly string[];
};

type RowMarks = {isCursor: boolean; isOpen: boolean; width: number};
