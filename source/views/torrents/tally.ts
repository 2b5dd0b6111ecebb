import type {ScreenState} from '../../hooks/screen-state.ts';
import type {Mirrored} from '../../qbit/mirror.ts';
import type {Store} from '../../qbit/store.ts';

export type Tally = {count: number; bytes: number};

/**
 * Sums up what is selected; torrents that have gone do not count. Worked out anew only when the
 * selection or the list has changed: it is asked for with every frame.
 */
export const createTally = (ui: Store<ScreenState>, mirror: Store<Mirrored>): (() => Tally) => {
	let known: {hashes: unknown; revision: number; tally: Tally} | undefined;
	return () => {
		const {hashes} = ui.get().selection;
		const {maindata, revision} = mirror.get();
		if (known?.hashes !== hashes || known.revision !== revision) {
			const tally = {count: 0, bytes: 0};
			for (const hash of hashes) {
				const torrent = maindata.torrents.get(hash);
				if (!torrent) continue;
				tally.count++;
				tally.bytes += Math.max(0, torrent.size);
			}
			known = {hashes, revision, tally};
		}
		return known.tally;
	};
};
