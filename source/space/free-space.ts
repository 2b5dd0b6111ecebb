import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import type {Mirror} from '../qbit/mirror.ts';
import {createStore, type Store} from '../qbit/store.ts';
import {freeSpace} from './disk.ts';
import {toHere, type Volume} from './paths.ts';

/** Free and total bytes of a volume; undefined where they can't be known. */
export type VolumeSpace = Volume & {free: number | undefined; size: number | undefined};

/** The server's own figure is at most 30 s old; to ask more often tells nothing. */
const refreshMs = 30_000;

/** Keeps the free space of all volumes known, from this machine's disks or through the server. */
export const createFreeSpace = (options: {
	volumes: readonly Volume[];
	client: Client;
	mirror: Mirror;
	pathMap: ReadonlyArray<readonly [server: string, here: string]>;
	/** The server runs on this machine and sees the same folders. */
	sameMachine: boolean;
	now: () => number;
}): {store: Store<readonly VolumeSpace[]>; follow: () => void} => {
	const {volumes, client, mirror} = options;
	const store = createStore<readonly VolumeSpace[]>([]);
	/** Asked again when the version is known: it tells what can be asked. */
	let measuredAt: {at: number; version: string} | undefined;

	const measure = async (volume: Volume): Promise<VolumeSpace> => {
		const here =
			toHere(volume.path, options.pathMap) ?? (options.sameMachine ? volume.path : undefined);
		const seen = here === undefined ? undefined : await freeSpace(here);
		if (seen) return {...volume, ...seen};
		return {...volume, free: await freeThroughServer(client, volume.path), size: undefined};
	};

	const refresh = async (): Promise<void> => {
		const {link, maindata} = mirror.store.get();
		if (link.state !== 'live') return;
		if (volumes.length === 0) {
			publish(store, [defaultVolume(maindata.server.free_space_on_disk)]);
			return;
		}
		// Only when the version is known can it be told what the server can be asked.
		const known = client.version()?.app;
		if (known === undefined) return;
		if (measuredAt?.version === known && options.now() - measuredAt.at < refreshMs) return;
		measuredAt = {at: options.now(), version: known};
		publish(store, await Promise.all(volumes.map(measure)));
	};

	return {
		store,
		follow: () => {
			mirror.store.subscribe(() => void refresh());
		},
	};
};

/** With no volumes set, what the server says of its default save path. */
const defaultVolume = (free: number | undefined): VolumeSpace => ({
	tag: 'free',
	path: '',
	free: free === undefined || free < 0 ? undefined : free,
	size: undefined,
});

const freeThroughServer = async (client: Client, path: string): Promise<number | undefined> => {
	if (client.lacks(endpoints.freeSpaceAtPath)) return undefined;
	const free = await client.ask(endpoints.freeSpaceAtPath, {path}).catch(() => undefined);
	return free === undefined || free < 0 ? undefined : free;
};

const publish = (store: Store<readonly VolumeSpace[]>, spaces: readonly VolumeSpace[]): void => {
	const known = store.get();
	const same =
		known.length === spaces.length &&
		spaces.every((space, i) => known[i]?.free === space.free && known[i]?.tag === space.tag);
	if (!same) store.set(spaces);
};
