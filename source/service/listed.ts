import type {Hash, Torrent} from '../qbit/types.ts';
import {type ServiceScene, unavailable} from './route.ts';

/** The torrents as they were seen seconds ago. */
export const listOf = (scene: ServiceScene): ReadonlyMap<Hash, Torrent> => {
	const {link, maindata} = scene.engine().mirror.store.get();
	if (link.state === 'live') return maindata.torrents;
	const why = link.state === 'away' ? link.error.message : 'qBittorrent has not answered yet.';
	throw unavailable('QBT_DOWN', why);
};
