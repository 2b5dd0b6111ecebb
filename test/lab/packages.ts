import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rename, rm, stat, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {basename, join} from 'node:path';
import {promisify} from 'node:util';
import {downloadClosure, LabMissing} from './apt.ts';
import {type VersionName, versionRow} from './versions.ts';

const exec = promisify(execFile);

/** Part of the cache's names: raise it when what is unpacked, or how, changes. */
const RECIPE = 1;

/** Written last into a folder before it gets its name: lists the packages, says it is whole. */
const STAMP = 'packages.txt';

/** Where fetched servers are kept, so that a fresh clone on the same machine starts quickly. */
const cacheFolder = () => process.env.QBTUI_LAB || join(homedir(), '.cache/qbtui-lab');

const pending = new Map<string, Promise<string>>();

/**
 * Fetches a server and all it depends on from Debian, once, and unpacks it beside the system.
 *
 * Two processes may do it at once: each unpacks into a folder of its own, the first to finish
 * gives it the name, and the other takes that one.
 *
 * @returns the root under which `usr/bin/qbittorrent-nox` lies
 * @throws LabMissing when there is no apt, no mirror or no network
 */
export function fetchPackages(version: VersionName): Promise<string> {
	const {suite} = versionRow(version);
	return fetchRoot(suite, ['qbittorrent-nox'], suite);
}

/** A Debian with a shell, and no more than other programs may count on. @see fetchPackages */
export const fetchMinimalDebian = (): Promise<string> =>
	fetchRoot('minimal', ['base-files', 'coreutils', 'dash', 'libstdc++6'], 'trixie');

/** Programs that need no libc, and nothing else: what is not on this machine is to be seen there. */
export const fetchBusybox = (): Promise<string> =>
	fetchRoot('busybox', ['busybox-static'], 'trixie');

function fetchRoot(name: string, packages: readonly string[], suite: string): Promise<string> {
	const promise = pending.get(name) ?? fetchOnce(name, packages, suite);
	pending.set(name, promise);
	return promise;
}

async function fetchOnce(name: string, packages: readonly string[], suite: string) {
	const root = join(cacheFolder(), `${name}-${process.arch}-${RECIPE}`);
	if (await isWhole(root)) return root;
	await mkdir(cacheFolder(), {recursive: true});
	const folder = await mkdtemp(join(cacheFolder(), '.fetching-'));
	try {
		const unpacked = await unpack(await downloadClosure(packages, suite, folder), folder);
		await takeName(unpacked, root);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
	return root;
}

async function unpack(packages: readonly string[], folder: string): Promise<string> {
	const root = join(folder, 'root');
	await mkdir(root);
	for (const each of packages) await exec('dpkg', ['-x', each, root]);
	await writeFile(join(root, STAMP), `${packages.map(each => basename(each)).join('\n')}\n`);
	return root;
}

async function takeName(unpacked: string, root: string): Promise<void> {
	try {
		await rename(unpacked, root);
	} catch (error) {
		if (!(await isWhole(root))) throw new LabMissing(`cannot write ${root}: ${String(error)}`);
	}
}

const isWhole = (root: string) =>
	stat(join(root, STAMP)).then(
		() => true,
		() => false,
	);
