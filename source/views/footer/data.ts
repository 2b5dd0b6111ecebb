import type {ScreenState} from '../../hooks/screen-state.ts';
import type {Mirrored} from '../../qbit/mirror.ts';
import type {Glyphs} from '../../terminal/glyphs.ts';
import type {Theme} from '../../terminal/theme.ts';
import type {Scene} from '../scene.ts';

export type FooterData = {
	width: number;
	state: ScreenState;
	mirrored: Mirrored;
	/** Rows of the view that its filter lets pass, and the cursor's among them. */
	rows: number;
	index: number;
	errors: number;
	/** Torrents that are selected, and the bytes of their wanted files. */
	selected: {count: number; bytes: number};
	/** Why the filter can't be read. */
	problem: string | undefined;
	scene: Scene;
	theme: Theme;
	glyphs: Glyphs;
};

/** Between what the status line says. */
export const gap = '   ';
