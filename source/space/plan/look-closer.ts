import {setImmediate as nextTurn} from 'node:timers/promises';
import type {TorrentFile} from '../../qbit/details.ts';
import type {Hash} from '../../qbit/types.ts';
import {memberOf} from './group-paths.ts';
import type {Inode} from './groups.ts';
import {planSpace} from './plan.ts';
import type {Plan, PlanLimits, PlanWorld} from './shape.ts';
import {survey} from './survey.ts';

/** Both tell undefined for what can’t be had. */
export type Look = {
	filesOf: (hash: Hash) => Promise<readonly TorrentFile[] | undefined>;
	/** By the server’s path. */
	inodeAt: (path: string) => Promise<Inode | undefined>;
};

/** So many are looked at before it is planned anew: what drops out makes room for others. */
const atOnce = 200;

/**
 * A plan whose moves were looked at, file by file, where this machine sees them: what something else
 * links to drops out, and others come in. Only what would move is looked at.
 */
export const planClosely = async (
	world: PlanWorld,
	limits: PlanLimits,
	look: Look,
): Promise<{plan: Plan; world: PlanWorld}> => {
	const [files, inodes] = [new Map(world.files), new Map(world.inodes)];
	const looked = new Set<Hash>();
	const known = (): number => files.size + inodes.size;
	for (;;) {
		const seen = {...world, files, inodes};
		const surveyed = survey(seen, limits);
		// Each half is a moment's work where there are tens of thousands: who presses a key is not kept
		// waiting for both.
		await nextTurn();
		const plan = planSpace(seen, limits, surveyed);
		const before = known();
		const unseen = plan.moves.flatMap(({hashes}) => hashes).filter(hash => !looked.has(hash));
		for (const [index, hash] of unseen.entries()) {
			if (index >= atOnce && known() > before) break;
			looked.add(hash);
			await lookAt(hash, seen, look, {files, inodes});
		}
		// Where nothing more can be seen, it would be the same plan.
		if (known() === before) return {plan, world: seen};
	}
};

/** Its files, and what they are on the disk, into `found`. */
export const lookAt = async (
	hash: Hash,
	{torrents}: PlanWorld,
	{filesOf, inodeAt}: Look,
	found: {files: Map<Hash, readonly TorrentFile[]>; inodes: Map<string, Inode>},
): Promise<void> => {
	const torrent = torrents.get(hash);
	// A folder can be seen, or a file: if not even that, there is no need to ask for its files.
	if (!torrent || !(await inodeAt(torrent.content_path))) return;
	const list = found.files.get(hash) ?? (await filesOf(hash));
	if (!list) return;
	found.files.set(hash, list);
	for (const {path} of memberOf(torrent, found.files).files ?? []) {
		const inode = await inodeAt(path);
		if (inode) found.inodes.set(path, inode);
	}
};
