import type {Hash} from '../qbit/types.ts';
import {type FilesChoice, startFiles, stepBackInFiles} from './files-choice.ts';
import {type ListPosition, startPosition} from './list-position.ts';
import {type LogChoice, startLog} from './log-position.ts';
import type {DetailsTab} from './panes.ts';

/** Where one is in the lists of the details; each torrent begins anew, but for the order of the peers. */
export type TabsChoice = {
	/** The torrent that it was chosen for. */
	of: Hash | undefined;
	files: FilesChoice;
	trackers: {
		position: ListPosition;
		/** URLs of the trackers whose endpoints are shown. */
		open: ReadonlySet<string>;
	};
	peers: {position: ListPosition};
	log: LogChoice;
	/** Name of a column of the peers. */
	peerSort: {name: string; descending: boolean};
};

/** The tabs that are lists with a cursor of their own. */
export type ListTab = 'files' | 'trackers' | 'peers';

export const startTabs: TabsChoice = {
	of: undefined,
	files: startFiles,
	trackers: {position: startPosition, open: new Set()},
	peers: {position: startPosition},
	log: startLog,
	peerSort: {name: 'speed', descending: true},
};

/** What was chosen for this torrent; for another one, nothing yet. */
export const tabsFor = (tabs: TabsChoice, hash: Hash | undefined): TabsChoice =>
	tabs.of === hash ? tabs : {...startTabs, of: hash, peerSort: tabs.peerSort};

export const moveTo = (tabs: TabsChoice, tab: ListTab, position: ListPosition): TabsChoice =>
	tabs[tab].position === position ? tabs : {...tabs, [tab]: {...tabs[tab], position}};

/** One step back in a tab; the same object when there is none. */
export const stepBackInTab = (
	tabs: TabsChoice,
	tab: DetailsTab,
	hash: Hash | undefined,
): TabsChoice => {
	if (tabs.of !== hash) return tabs;
	if (tab === 'log' && tabs.log.whole) return {...tabs, log: {...tabs.log, whole: false}};
	if (tab !== 'files') return tabs;
	const files = stepBackInFiles(tabs.files);
	return files === tabs.files ? tabs : {...tabs, files};
};
