import type {Engine} from '../../engine.ts';
import type {ScreenState} from '../../hooks/screen-state.ts';
import type {Noted} from '../../qbit/journal.ts';
import type {Store} from '../../qbit/store.ts';
import type {Torrent} from '../../qbit/types.ts';
import {createLogList} from '../log/list.ts';
import {namesTorrent} from './log-of.ts';
import type {Seen} from './seen.ts';
import {tabOf} from './tabs.ts';
import {needsLog} from './why-facts.ts';

/** The torrent that is looked at: asks for its details as long as they are on the screen. */
export type DetailsLook = {
	/** To be called after whatever may have moved the cursor, or opened or closed something. */
	follow: () => void;
	/** undefined when there is no torrent under the cursor. */
	seen: () => Seen | undefined;
	/** The lines of the logs that name it, while their tab is open. */
	log: Store<readonly Noted[]>;
};

export const createDetailsLook = (options: {
	engine: Engine;
	ui: Store<ScreenState>;
	/** Whether the details are on the screen now. */
	isShown: () => boolean;
	now: () => number;
}): DetailsLook => {
	const {engine, ui, isShown} = options;
	const log = createLogList([engine.log.store, engine.events.store]);
	log.show(() => false);
	let shownLog: string | undefined;
	let unwatch = (): void => {};

	const underCursor = (): Torrent | undefined =>
		engine.mirror.store.get().maindata.torrents.get(ui.get().position.cursor ?? '');

	/** The server’s log is asked for, and searched, only while it is seen. */
	const followLog = (torrent: Torrent | undefined): void => {
		const wanted = torrent && JSON.stringify([torrent.hash, torrent.name]);
		if (wanted === shownLog) return;
		if (shownLog === undefined) unwatch = engine.log.watch();
		if (wanted === undefined) unwatch();
		shownLog = wanted;
		log.show(torrent ? namesTorrent(torrent) : () => false);
	};

	return {
		log: log.store,
		follow: () => {
			const torrent = isShown() ? underCursor() : undefined;
			const tab = tabOf(ui.get().panes.details.tab);
			engine.details.look(torrent && {hash: torrent.hash, parts: tab.parts});
			const needed = tab.name === 'log' || (tab.name === 'general' && torrent && needsLog(torrent));
			followLog(needed ? torrent : undefined);
		},
		seen: () => {
			const torrent = underCursor();
			if (!torrent) return undefined;
			const details = engine.details.store.get();
			return {
				torrent,
				details:
					details.hash === torrent.hash
						? details
						: {hash: torrent.hash, problems: {}, answeredAt: {}},
				mirrored: engine.mirror.store.get(),
				state: ui.get(),
				spaces: engine.space.get(),
				orchestrated: engine.orchestrator.store.get(),
				log: log.store.get(),
				now: options.now(),
			};
		},
	};
};
