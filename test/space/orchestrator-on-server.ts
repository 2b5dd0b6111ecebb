import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import {realTorrent} from '../lab/real-torrent.ts';
import type {Server} from '../lab/server.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {askEvery, type Folders} from './an-orchestrator.ts';

const memory = '/dev/shm';

/** Whether there is a disk to move to, beside that of the temporary folder. */
export const hasSecondDevice =
	existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

/** The HDD is a device of its own, in memory. */
export const makeFolders = (): Folders => ({
	ssd: mkdtempSync(join(tmpdir(), 'qbtui-ssd-')),
	hdd: mkdtempSync(join(memory, 'qbtui-hdd-')),
	state: mkdtempSync(join(tmpdir(), 'qbtui-state-')),
});

export const removeFolders = (folders: Folders): void => {
	for (const folder of Object.values(folders)) rmSync(folder, {recursive: true, force: true});
};

/** Empties the server, and has it look at its torrents often. */
export const prepareServer = async (server: Server): Promise<void> => {
	await server.call('torrents/delete', {hashes: 'all', deleteFiles: true});
	await server.call('app/setPreferences', {json: `{"refresh_interval":${askEvery}}`});
};

/** A torrent of two files that seeds from a folder of the SSD. */
export const addSeeding = async (
	server: Server,
	{ssd}: Folders,
	options: {category?: string; size?: number} = {},
): Promise<{hash: string; name: string; from: string}> => {
	const {category = 'tv', size = 300_000} = options;
	const from = join(ssd, category || 'loose');
	const name = `Show ${randomBytes(4).toString('hex')}`;
	mkdirSync(join(from, name), {recursive: true});
	for (const file of ['1.mkv', '2.mkv']) writeFileSync(join(from, name, file), randomBytes(size));
	const torrent = await realTorrent(join(from, name), {pieceLength: 2 ** 18});
	await addTorrents(server, [torrent], {
		...{savepath: from, seedMode: true, tags: ['ssd', 'mine']},
		...(category !== '' && {category}),
	});
	await settled(server);
	return {hash: torrent.hash, name, from};
};

/** Two torrents of the same files in the same place, as for two trackers. */
export const addPair = async (server: Server, folders: Folders) => {
	const first = await addSeeding(server, folders);
	const torrent = await realTorrent(join(first.from, first.name), {
		...{pieceLength: 2 ** 17, private: true},
	});
	await addTorrents(server, [torrent], {
		...{savepath: first.from, seedMode: true, tags: ['ssd', 'mine'], category: 'tv'},
	});
	await settled(server);
	return [first, {...first, hash: torrent.hash}] as const;
};

type Info = {hash: string; save_path: string; progress: number; state: string; tags: string};

export const infoOf = async (server: Server, hash: string): Promise<Info> => {
	const [row] = await server.call<Info[]>(`torrents/info?hashes=${hash}`);
	return row ?? expect.fail(`${hash} is not there`);
};
