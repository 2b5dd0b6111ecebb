import type {DetailsTab} from '../../hooks/panes.ts';
import type {ScreenState} from '../../hooks/screen-state.ts';
import type {Details} from '../../qbit/details-feed.ts';
import type {Part} from '../../qbit/details-parts.ts';
import type {Noted} from '../../qbit/journal.ts';
import type {Mirrored} from '../../qbit/mirror.ts';
import type {Torrent} from '../../qbit/types.ts';
import type {VolumeSpace} from '../../space/free-space.ts';
import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Areas} from '../areas.ts';

/** What the details are drawn from: one torrent and all that is known around it. */
export type Seen = {
	torrent: Torrent;
	/** Always of this torrent; parts that have not come are absent. */
	details: Details;
	mirrored: Mirrored;
	state: ScreenState;
	spaces: readonly VolumeSpace[];
	/** What follows a download. */
	orchestrated: Orchestrated;
	/** Lines of the logs that name it, oldest first; empty while its tab is not open. */
	log: readonly Noted[];
	/** ms since 1970 */
	now: number;
};

export type Inside = {width: number; height: number};

/** One row says what a tab asks the server for, and how it is drawn from that. */
export type Tab = {
	name: DetailsTab;
	title: string;
	/** Asked for while the tab is open, and only then. */
	parts: readonly Part[];
	/** These must have come before there is anything to draw. */
	needs: readonly Part[];
	/** A sentence in place of the tab, when what has come holds nothing to draw. */
	nothing?: (seen: Seen) => string | undefined;
	/** At most as many lines as there is room for, none wider. Called for each key and each answer. */
	draw: (seen: Seen, inside: Inside, theme: Theme, glyphs: Glyphs) => string[];
};

/** The room of a tab: below the line of tabs, and below the name where the list is not seen. */
export const insideOf = ({details, listIsCovered}: Areas): Inside => ({
	width: details?.width ?? 0,
	height: Math.max(0, (details?.height ?? 0) - (listIsCovered ? 2 : 1)),
});
