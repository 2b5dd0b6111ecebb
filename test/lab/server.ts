import {rmSync} from 'node:fs';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {boot, end} from './boot.ts';
import {createLabClient, type LabClient} from './client.ts';
import {atExit} from './exit.ts';
import {fetchPackages} from './packages.ts';
import {assertFree, freePort} from './ports.ts';
import {hashPassword, type Settings, writeProfile} from './profile.ts';
import type {VersionName} from './versions.ts';

const temporary: string[] = [];

export type ServerOptions = {
	version: VersionName;
	/** Of the WebUI; a free one when absent. */
	port?: number;
	username?: string;
	password?: string;
	/** A folder to use again: keeps torrents and settings. A fresh one, which goes with us at the latest, when absent. */
	profile?: string;
	/** Where torrents go; `<profile>/downloads` when absent. */
	downloads?: string;
	/** It may read only what its user may, also where that is root. */
	isPlain?: boolean;
	/** More of `qBittorrent.conf`, e.g. `{'Preferences/WebUI/Port': '8080'}`. */
	configure?: Settings;
};

/** A real qbittorrent-nox on loopback. */
export type Server = Omit<LabClient, 'forget'> & {
	readonly version: VersionName;
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly port: number;
	/** On which it listens to other peers, on 127.0.0.1. */
	readonly peerPort: number;
	readonly username: string;
	readonly password: string;
	readonly profile: string;
	readonly downloads: string;
	readonly pid: number | undefined;
	/** The last 4,000 characters that it printed. */
	readonly output: string;
	/** Asks it to end, as a shutdown does, and waits until it has. */
	stop: () => Promise<void>;
	/** Ends it at once, as a power cut does. */
	kill: () => Promise<void>;
	/** Stops it when it runs and starts it again: same ports, same profile. */
	restart: () => Promise<void>;
	/** Stops it and removes its profile, unless that was given. For the end of a test. */
	discard: () => Promise<void>;
};

/**
 * Starts a server and waits until it answers.
 *
 * @throws LabMissing when its packages cannot be had; an error with its output when it does not start
 */
export async function startServer(options: ServerOptions): Promise<Server> {
	const {version, username = 'admin', password = 'lab-password'} = options;
	const root = await fetchPackages(version);
	const port = options.port ?? (await freePort());
	const peerPort = await freePort();
	await assertFree(port);
	const profile = options.profile ?? (await temporaryFolder());
	const downloads = options.downloads ?? join(profile, 'downloads');
	await mkdir(downloads, {recursive: true});
	await writeProfile(profile, {
		'Preferences/WebUI/Port': `${port}`,
		'Preferences/WebUI/Username': username,
		'Preferences/WebUI/Password_PBKDF2': hashPassword(password),
		'BitTorrent/Session/Port': `${peerPort}`,
		'BitTorrent/Session/DefaultSavePath': downloads,
		...options.configure,
	});
	const url = `http://127.0.0.1:${port}`;
	const client = createLabClient(url, username, password);
	let booted = await boot(root, profile, url, options.isPlain);

	async function finish(signal: NodeJS.Signals): Promise<void> {
		client.forget();
		await end(booted, signal);
	}

	return {
		...{version, url, port, peerPort, username, password, profile, downloads},
		request: client.request,
		call: client.call,
		get pid() {
			return booted.process.pid;
		},
		get output() {
			return booted.output();
		},
		stop: () => finish('SIGTERM'),
		kill: () => finish('SIGKILL'),
		async restart() {
			await finish('SIGTERM');
			booted = await boot(root, profile, url, options.isPlain);
		},
		async discard() {
			await finish('SIGTERM');
			if (!options.profile) await rm(profile, {recursive: true, force: true});
		},
	};
}

async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'qbtui-lab-'));
	atExit(removeTemporary);
	temporary.push(folder);
	return folder;
}

function removeTemporary(): void {
	// Tried again: a killed server may be writing still.
	const options = {recursive: true, force: true, maxRetries: 5, retryDelay: 20};
	for (const folder of temporary) rmSync(folder, options);
}
