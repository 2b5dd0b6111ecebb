import {dirname} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import type {Client} from '../qbit/client.ts';
import {endpoints} from '../qbit/endpoints.ts';
import type {Mirror} from '../qbit/mirror.ts';
import {createStore, type Store} from '../qbit/store.ts';
import {freeSpace, isApart, notThere} from './disk.ts';
import {toHere, type Volume, volumeOf} from './paths.ts';

/** Free and total bytes of a volume; undefined where they can't be known. */
export type VolumeSpace = Volume & {
	free: number | undefined;
	size: number | undefined;
	/** There, and on a device of its own: not on that of another volume or of the root. */
	mounted?: boolean;
};

/** The server's own figure is at most 30 s old; to ask more often tells nothing. */
const refreshMs = 30_000;

/** What the server says of the disk of its default save path; -1 = unknown. */
export type DefaultSpace = {path: string; free: number | undefined};

/** Where nothing else is known: it holds for the volume that has that path, and for no other. */
const freeByDefault = (
	volume: Volume,
	volumes: readonly Volume[],
	{path, free}: DefaultSpace,
): number | undefined =>
	free !== undefined && free >= 0 && volumeOf(path, volumes)?.path === volume.path
		? free
		: undefined;

/** Keeps the free space of all volumes known, from this machine's disks or through the server. */
export const createFreeSpace = (options: {
	volumes: readonly Volume[];
	client: Client;
	mirror: Mirror;
	pathMap: ReadonlyArray<readonly [server: string, here: string]>;
	/** The server runs on this machine and sees the same folders. */
	sameMachine: boolean;
	/** Of a folder of this machine. */
	spaceAt?: typeof freeSpace;
	/** Milliseconds of a clock that never jumps. */
	ticks: () => number;
}): {
	store: Store<readonly VolumeSpace[]>;
	follow: () => void;
	/** Free bytes for what is written to a folder of the server, which need not be there yet. */
	freeAt: (path: string) => Promise<number | undefined>;
	/** All volumes once, after the version is known. */
	measure: (byDefault: DefaultSpace) => Promise<VolumeSpace[]>;
} => {
	const {volumes, client, mirror, spaceAt = freeSpace} = options;
	const store = createStore<readonly VolumeSpace[]>([]);
	/** Asked again when the version is known: it tells what can be asked. */
	let measuredAt: {at: number; version: string} | undefined;

	const hereOf = (path: string): string | undefined =>
		toHere(path, options.pathMap) ?? (options.sameMachine ? path : undefined);

	const measure = async (volume: Volume): Promise<VolumeSpace> => {
		const here = hereOf(volume.path);
		const seen = here === undefined ? undefined : await spaceAt(here);
		if (here === undefined || !seen) {
			const free = await freeThroughServer(client, volume.path);
			return {...volume, free, size: undefined, ...(here !== undefined && {mounted: false})};
		}
		// Disks that are only shown to us say nothing of devices.
		if (options.spaceAt) return {...volume, ...seen};
		const others = volumes.filter(({tag}) => tag !== volume.tag).map(({path}) => hereOf(path));
		const apart = [...(await notThere(here)), ...others.filter(path => path !== undefined)];
		const mounted = await isApart(here, apart);
		return {...volume, ...seen, mounted};
	};

	/** As seen from here: of the folder, or of what it would be made in; never above what is mapped. */
	const seenFromHere = async (path: string): Promise<number | undefined> => {
		const here = hereOf(path);
		if (here === undefined) return undefined;
		const seen = await spaceAt(here);
		return seen || dirname(path) === path ? seen?.free : seenFromHere(dirname(path));
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
		if (measuredAt?.version === known && options.ticks() - measuredAt.at < refreshMs) return;
		measuredAt = {at: options.ticks(), version: known};
		publish(store, await Promise.all(volumes.map(measure)));
	};

	return {
		store,
		measure: async byDefault =>
			(await Promise.all(volumes.map(measure))).map(space => ({
				...space,
				free: space.free ?? freeByDefault(space, volumes, byDefault),
			})),
		freeAt: async path => (await seenFromHere(path)) ?? (await freeThroughServer(client, path)),
		follow: () => {
			mirror.store.subscribe(() => void refresh());
		},
	};
};

/**
 * What is known of the free space for a folder without asking: of the volume that holds it, or of
 * the server's default save path. What lies below that may be another disk.
 */
export const knownFree = (
	path: string,
	spaces: readonly VolumeSpace[],
	byDefault: {path: string; free: number | undefined},
): number | undefined => {
	const volumes = spaces.filter(space => space.path !== '');
	const holder = volumeOf(path, volumes);
	if (holder) return volumes.find(volume => volume.path === holder.path)?.free;
	const isDefault = withoutEnd(path) === withoutEnd(byDefault.path);
	return isDefault && (byDefault.free ?? -1) >= 0 ? byDefault.free : undefined;
};

const withoutEnd = (path: string): string => path.replace(/(.)[\\/]+$/, '$1');

/** With no volumes set, what the server says of its default save path. */
const defaultVolume = (free: number | undefined): VolumeSpace => ({
	tag: 'free',
	path: '',
	free: free === undefined || free < 0 ? undefined : free,
	size: undefined,
});

/** Bytes; undefined where the server does not say. */
export const freeThroughServer = async (
	client: Client,
	path: string,
): Promise<number | undefined> => {
	if (client.lacks(endpoints.freeSpaceAtPath)) return undefined;
	const free = await client.ask(endpoints.freeSpaceAtPath, {path}).catch(() => undefined);
	return free === undefined || free < 0 ? undefined : free;
};

const publish = (store: Store<readonly VolumeSpace[]>, spaces: readonly VolumeSpace[]): void => {
	const known = store.get();
	const same =
		known.length === spaces.length &&
		spaces.every((space, i) => isDeepStrictEqual(known[i], space));
	if (!same) store.set(spaces);
};
