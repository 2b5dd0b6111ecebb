import {settle} from '../../hooks/list-position.ts';
import type {DetailsTab} from '../../hooks/panes.ts';
import {type ListTab, moveTo} from '../../hooks/tabs-choice.ts';
import {askForPeersOf} from '../menus/peers.ts';
import type {Scene} from '../scene.ts';
import {listIn} from './file-verbs.ts';
import {choiceIn, chooseIn} from './list-keys.ts';
import {type RowList, rowsFor, rowsHeight} from './list-tab.ts';
import {peerRowsIn} from './peer-verbs.ts';
import {insideOf} from './seen.ts';
import {inOneLine} from './tracker-rows.ts';
import {askForTrackers, trackerRowsIn} from './tracker-verbs.ts';

type List = {
	rows: (scene: Scene) => RowList;
	/** What a text means that is pasted into it. */
	paste?: (scene: Scene, text: string) => void;
};

/** TABLE: the tabs that are lists. */
const lists: Readonly<Record<ListTab, List>> = {
	files: {rows: scene => listIn(scene).rows},
	trackers: {
		rows: trackerRowsIn,
		paste: (scene, text) => askForTrackers(scene, inOneLine(text)),
	},
	peers: {
		rows: peerRowsIn,
		paste: (scene, text) => {
			const torrent = scene.details.seen()?.torrent;
			if (torrent) askForPeersOf(scene, [torrent], text.trim().replace(/\s+/g, ' '));
		},
	},
};

const isList = (tab: DetailsTab): tab is ListTab => Object.hasOwn(lists, tab);

/** After an answer: the cursor stays on its row, and on what took its place when it has gone. */
export const settleTab = (scene: Scene): void => {
	const {open, tab} = scene.state.panes.details;
	if (!open || !isList(tab) || scene.details.seen() === undefined) return;
	const {position} = choiceIn(scene)[tab];
	// Nobody has moved it yet: it stays at the top.
	if (!position.chosen) return;
	const height = rowsHeight(insideOf(scene.areas));
	const next = settle(position, rowsFor(lists[tab].rows(scene)), height);
	if (next !== position) chooseIn(scene, tabs => moveTo(tabs, tab, next));
};

/** What a paste means where the keys go; undefined: nothing of its own. */
export const pasteInTab = (scene: Scene): ((text: string) => void) | undefined => {
	const {panes} = scene.state;
	const {tab} = panes.details;
	if (panes.focus !== 'details' || !isList(tab)) return undefined;
	const {paste} = lists[tab];
	return paste && (text => paste(scene, text));
};
