import type {ViewName} from '../../hooks/screen-state.ts';
import type {Mirrored} from '../../qbit/mirror.ts';
import type {VolumeSpace} from '../../space/free-space.ts';
import type {Orchestrated} from '../../space/orchestrator-shape.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {SpeedHistory} from '../speed-history.ts';
import type {Counts} from '../torrents/arrangement.ts';

export type HeaderData = {
	/** Columns and rows of the screen. */
	width: number;
	height: number;
	address: string;
	/** "v5.3.0" */
	version: string | undefined;
	mirrored: Mirrored;
	/** Smoothed, or undefined before the first answers. */
	latency: string | undefined;
	volumes: readonly VolumeSpace[];
	history: SpeedHistory;
	counts: Counts;
	readOnly: boolean;
	/** How many sources wait to be added. */
	outbox: number;
	/** What follows a download: told in every view. */
	orchestrated: Orchestrated;
	view: ViewName;
	theme: Theme;
	glyphs: Glyphs;
};

/** From this width on, the disks have a line of their own. */
export const roomy = 100;
