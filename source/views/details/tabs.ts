import type {DetailsTab} from '../../hooks/panes.ts';
import {filesTab} from './files.ts';
import {generalTab} from './general.ts';
import {logTab} from './log.ts';
import {peersTab} from './peers.ts';
import {piecesTab} from './pieces.ts';
import type {Tab} from './seen.ts';
import {trackersTab} from './trackers.ts';

/** TABLE: the tabs of the details, from left to right; each in a file of its own. */
export const tabs: readonly Tab[] = [
	generalTab,
	filesTab,
	trackersTab,
	peersTab,
	piecesTab,
	logTab,
];

export const tabOf = (name: DetailsTab): Tab => tabs.find(tab => tab.name === name) ?? generalTab;
