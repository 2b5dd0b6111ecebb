import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {realTorrent} from './real-torrent.ts';
import {type Server, startServer} from './server.ts';
import {type LabTorrent, noise} from './torrents.ts';
import {addTorrents, settled} from './upload.ts';
import {NEWEST, type VersionName} from './versions.ts';

export type SwarmOptions = {
	seeder?: VersionName;
	downloader?: VersionName;
	/** Of the payload: one file. Its bytes are made from its name. */
	name?: string;
	/** Bytes of the payload; 4 MiB when absent. */
	size?: number;
	/** Bytes per second: slow enough, and the progress can be watched. */
	downloadLimit?: number;
};

/** Two servers on loopback: one has all of a torrent, the other wants it. */
export type Swarm = {
	seeder: Server;
	downloader: Server;
	torrent: LabTorrent;
	payload: Uint8Array;
	/** Where the downloader puts the file. */
	received: string;
	/** Makes them meet: the download begins. */
	join: () => Promise<void>;
	/** The downloader's progress, 0 to 1. */
	progress: () => Promise<number>;
	/** Stops both and removes their files. */
	stop: () => Promise<void>;
};

/** Starts both servers with the torrent on both; nothing moves before `join`. */
export async function startSwarm(options: SwarmOptions = {}): Promise<Swarm> {
	const {name = 'payload.bin', size = 4 * 2 ** 20, downloadLimit} = options;
	const payload = noise(name, size);
	const torrent = await realTorrent(payload, {name});
	const [seeder, downloader] = await Promise.all([
		startServer({version: options.seeder ?? NEWEST}),
		startServer({version: options.downloader ?? NEWEST}),
	]);
	await addTorrents(downloader, [torrent], downloadLimit ? {dlLimit: downloadLimit} : {});
	await seed(seeder, torrent, payload);
	await settled(downloader);
	return {
		...{seeder, downloader, torrent, payload},
		received: join(downloader.downloads, name),
		join: () => introduce(downloader, seeder, torrent.hash),
		progress: () => progressOf(downloader, torrent.hash),
		stop: async () => void (await Promise.all([seeder.discard(), downloader.discard()])),
	};
}

/** Puts the data of a torrent of one file in place on a server, and the torrent on top: it seeds. */
export async function seed(server: Server, torrent: LabTorrent, payload: Uint8Array) {
	await writeFile(join(server.downloads, torrent.name), payload);
	await addTorrents(server, [torrent], {seedMode: true});
	await settled(server);
}

/** Tells a server that another one has a torrent. Both must have it already. */
export async function introduce(server: Server, peer: Server, hash: string): Promise<void> {
	const peers = `127.0.0.1:${peer.peerPort}`;
	await server.call('torrents/addPeers', {hashes: hash, peers});
}

/** How much of a torrent a server has, 0 to 1. It looks twice a second. */
export async function progressOf(server: Server, hash: string): Promise<number> {
	const query = `torrents/info?hashes=${hash}`;
	const [row] = await server.call<{progress: number}[]>(query);
	if (!row) throw new Error(`the server has no torrent ${hash}`);
	return row.progress;
}
