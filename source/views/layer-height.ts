import {menuLines, mostMenuLines} from '../hooks/layers.ts';
import type {Layer} from '../hooks/screen-state.ts';
import {headerHeight, type Size} from './areas.ts';
import {askLines, promptLines} from './form/ask-lines.ts';
import {sortMenuLines} from './torrents/sort-menu.tsx';

/** The footer, the column titles, and one torrent. */
const others = 4;

/** Lines that a layer takes below the list, of which something is always left. */
export const layerHeight = (layer: Layer | undefined, size: Size, columns: number): number => {
	const room = Math.max(1, size.rows - headerHeight(size) - others);
	switch (layer?.kind) {
		case 'sort':
			return Math.min(room, sortMenuLines(columns, size.columns));
		case 'columns':
			return Math.min(room, Math.max(mostMenuLines, size.rows >> 1), columns);
		case 'ask':
			return Math.min(room, askLines(layer, size.columns).length);
		case 'prompt':
			return Math.min(room, promptLines(layer, size.columns).length);
		case 'menu':
			return menuLines(layer, room);
		default:
			return 0;
	}
};
