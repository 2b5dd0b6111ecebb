import type {Hash, Torrent} from '../../qbit/types.ts';
import {joinPath, parentOf} from '../paths.ts';
import {contentOf, locationOf} from '../place.ts';
import type {Inode} from './groups.ts';
import type {Look} from './look-closer.ts';
import type {PlanLimits, PlanWorld} from './shape.ts';

/** A folder is looked at anew after this: where it leads seldom changes. Milliseconds. */
const keptFor = 300_000;

/** To look through thousands takes a moment: the same list serves all jobs of that moment. */
const listedFor = 4000;

type Eyes = Pick<Look, 'inodeAt'> & {
	/** ms since 1970 */
	now: () => number;
};

/**
 * Finds a torrent that has files of a group under another name of their folder, as a link, a second
 * mount or a container gives: by its path it is on another disk, and would be left without them.
 */
export const createOtherNames = ({inodeAt, now}: Eyes) => {
	const known = new Map<string, {device: string | undefined; at: number}>();

	/** Links on the way are followed, the last one too. */
	const deviceOf = async (folder: string): Promise<string | undefined> => {
		const before = known.get(folder);
		if (before && Math.abs(now() - before.at) < keptFor) return before.device;
		const device = deviceIn(await inodeAt(joinPath(folder, '.')));
		known.set(folder, {device, at: now()});
		return device;
	};

	let newest: {at: number; on: string; found: readonly Torrent[]} | undefined;
	/** Those that by their path are elsewhere, and lie on these devices. */
	const strangers = async (
		devices: ReadonlySet<string | undefined>,
		torrents: Iterable<Torrent>,
		{volumes, from}: Pick<PlanLimits, 'volumes' | 'from'>,
	): Promise<readonly Torrent[]> => {
		const on = [...devices].join();
		if (newest?.on === on && Math.abs(now() - newest.at) < listedFor) return newest.found;
		const found: Torrent[] = [];
		for (const torrent of torrents) {
			const content = contentOf(torrent);
			if (content === undefined || locationOf(torrent, volumes)?.tag === from) continue;
			if (devices.has(await deviceOf(parentOf(content)))) found.push(torrent);
		}
		newest = {at: now(), on, found};
		return found;
	};

	return async (
		hashes: readonly Hash[],
		{torrents, inodes}: Pick<PlanWorld, 'torrents' | 'inodes'>,
		limits: Pick<PlanLimits, 'volumes' | 'from'>,
	): Promise<Torrent | undefined> => {
		const contents = hashes.flatMap(hash => contentAt(torrents.get(hash)) ?? []);
		const own = (await Promise.all(contents.map(inodeAt))).filter(one => one !== undefined);
		// Where nothing can be seen, nothing is found.
		if (own.length === 0) return undefined;
		const ids = new Set([...own, ...inodes.values()].map(({id}) => id));
		const devices = new Set(own.map(deviceIn));
		for (const torrent of await strangers(devices, torrents.values(), limits)) {
			const content = contentAt(torrent);
			const id = content === undefined ? undefined : (await inodeAt(content))?.id;
			if (id !== undefined && ids.has(id)) return torrent;
		}
		return undefined;
	};
};

const contentAt = (torrent: Torrent | undefined): string | undefined =>
	torrent && contentOf(torrent);

const deviceIn = (inode: Inode | undefined): string | undefined => inode?.id.split(':')[0];
