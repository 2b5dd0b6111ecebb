import {join} from 'node:path';
import {realTorrent} from '../lab/real-torrent.ts';
import {introduce, seed} from '../lab/swarm.ts';
import {type LabTorrent, noise} from '../lab/torrents.ts';
import {addTorrents} from '../lab/upload.ts';
import type {Dice} from './dice.ts';
import type {Ground} from './ground.ts';

/** What came and went; names tell the bytes, so that they can be looked at in the end. */
export type Swarm = {
	/** One more torrent that is to be downloaded. */
	add: () => Promise<void>;
	/** One that is there goes, files and all. */
	remove: () => Promise<void>;
	/** Peers are forgotten when the server starts anew. */
	introduceAll: () => Promise<void>;
	there: () => readonly LabTorrent[];
	contentOf: (torrent: LabTorrent) => Uint8Array;
	counts: () => {added: number; removed: number};
};

const categories = ['films', 'tv', 'linux'];

export const createSwarm = ({seeder, server, ssd}: Ground, dice: Dice): Swarm => {
	let there: LabTorrent[] = [];
	const sizes = new Map<string, number>();
	let added = 0;
	let removed = 0;
	const contentOf = ({name, hash}: LabTorrent) => noise(name, sizes.get(hash) ?? 0);

	return {
		add: async () => {
			added++;
			const name = `soak ${String(added).padStart(5, '0')}.bin`;
			const size = 100_000 + dice.below(3_000_000);
			const payload = noise(name, size);
			const torrent = await realTorrent(payload, {name});
			sizes.set(torrent.hash, size);
			await seed(seeder, torrent, payload);
			const category = categories[dice.below(categories.length)] ?? '';
			await addTorrents(server, [torrent], {category, savepath: join(ssd, category)});
			there = [...there, torrent];
			await introduce(server, seeder, torrent.hash);
		},
		remove: async () => {
			const torrent = there[dice.below(there.length)];
			if (!torrent) return;
			await server.call('torrents/delete', {hashes: torrent.hash, deleteFiles: true});
			there = there.filter(({hash}) => hash !== torrent.hash);
			removed++;
		},
		introduceAll: async () => {
			const rows = await server.call<Array<{hash: string; progress: number}>>('torrents/info');
			const waiting = rows.filter(({progress}) => progress < 1).map(({hash}) => hash);
			if (waiting.length > 0) await introduce(server, seeder, waiting.join('|'));
		},
		there: () => there,
		contentOf,
		counts: () => ({added, removed}),
	};
};
