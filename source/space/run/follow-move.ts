import type {Client} from '../../qbit/client.ts';
import {endpoints} from '../../qbit/endpoints.ts';
import type {Mirror} from '../../qbit/mirror.ts';
import {placeOf} from '../job/member.ts';
import type {Job} from '../job/shape.ts';
import type {Progress} from '../orchestrator-shape.ts';
import {joinPath} from '../paths.ts';
import type {Inode} from '../plan/groups.ts';
import {createMoveProgress, writtenBytes} from './move-progress.ts';

/** How far the move under way is, of which there is one at most. */
export const createMoveFollower = (options: {
	client: Client;
	mirror: Mirror;
	inodeAt: (path: string) => Promise<Inode | undefined>;
	/** Milliseconds, never back. */
	ticks: () => number;
	changed: () => void;
}): {
	progress: () => ReadonlyMap<string, Progress>;
	/** Looks at the files of the one that moves. */
	look: (jobs: readonly Job[]) => Promise<void>;
} => {
	const {client, mirror, inodeAt, ticks, changed} = options;
	const progress = new Map<string, Progress>();
	const moves = createMoveProgress();

	const forgetAllBut = (id: string | undefined): void => {
		for (const known of [...progress.keys()]) {
			if (known === id) continue;
			progress.delete(known);
			moves.forget(known);
			changed();
		}
	};

	return {
		progress: () => new Map(progress),
		look: async jobs => {
			const job = jobs.find(({state}) => state === 'MOVING');
			forgetAllBut(job?.id);
			if (!job) return;
			const hash = job.hashes[job.member] ?? '';
			const files = await client.ask(endpoints.files, {hash}).catch(() => []);
			const paths = files.map(({name}) => joinPath(placeOf(job).to, name));
			const written = await writtenBytes(paths, inodeAt);
			if (written === undefined) return;
			const total = mirror.store.get().maindata.torrents.get(hash)?.size ?? job.bytes;
			progress.set(job.id, moves.add(job.id, written, total, ticks()));
			changed();
		},
	};
};
