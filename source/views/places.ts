import type {Engine} from '../engine.ts';
import type {AddDefaults} from '../qbit/add-defaults.ts';
import {knownFree} from '../space/free-space.ts';

/** Folders of the server, and the free space that is known of them or can be found out. */
export type Places = {
	/** The volumes of the settings, and where torrents are. */
	list: readonly string[];
	/** Bytes; undefined where that is not known, or not yet. */
	free: (path: string, defaults: AddDefaults | undefined) => number | undefined;
	/** Finds it out where it is not known; `learned` is called when that is done. */
	measure: (path: string, defaults: AddDefaults | undefined) => void;
};

/** Nobody chooses from more. */
const mostPlaces = 50;

export const createPlaces = (engine: Engine, learned: () => void): Places => {
	const {mirror, space} = engine;
	const {torrents} = mirror.store.get().maindata;
	const volumes = engine.volumes.map(({path}) => path);
	const used = [...new Set(Array.from(torrents.values(), torrent => torrent.save_path))];
	const measured = new Map<string, number | undefined>();
	/** While one types, only the newest matter: a place, and that of what is not yet whole. */
	let wanted: string[] = [];
	let isBusy = false;

	const known: Places['free'] = (path, defaults) =>
		knownFree(path, space.get(), {
			path: defaults?.savePath ?? '',
			free: mirror.store.get().maindata.server.free_space_on_disk,
		});

	const run = async (): Promise<void> => {
		if (isBusy) return;
		isBusy = true;
		for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
			measured.set(path, await engine.freeAt(path).catch(() => undefined));
			learned();
		}
		isBusy = false;
	};

	return {
		list: [...new Set([...volumes, ...used.filter(path => path !== '').sort()])].slice(
			0,
			mostPlaces,
		),
		free: (path, defaults) => known(path, defaults) ?? measured.get(path),
		measure: (path, defaults) => {
			if (known(path, defaults) !== undefined || measured.has(path)) return;
			wanted = [...wanted, path].slice(-2);
			void run();
		},
	};
};
