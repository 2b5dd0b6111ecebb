import {lstat, stat, statfs} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {codeOf} from '../qbit/message.ts';
import {ownDiskMark} from './paths.ts';
import type {Inode} from './plan/groups.ts';

/** Bytes that may still be written below `path` (root's reserve left out), and of all it holds. */
export const freeSpace = async (
	path: string,
): Promise<{free: number; size: number} | undefined> => {
	try {
		const {bavail, blocks, bsize} = await statfs(path);
		return {free: bavail * bsize, size: blocks * bsize};
	} catch {
		return undefined;
	}
};

/** Where a disk must not be: an empty mount point is on the system’s own, unless its mark is there. */
export const notThere = async (root: string): Promise<readonly string[]> =>
	typeof (await sizeAt(join(root, ownDiskMark))) === 'number' ? [] : ['/'];

/** On a device of its own: an empty mount point is on that of the folder around it. */
export const isApart = async (path: string, others: readonly string[]): Promise<boolean> => {
	const device = await deviceOf(path);
	if (device === undefined) return false;
	const taken = await Promise.all(others.map(deviceOf));
	return !taken.includes(device);
};

/** `path`, or the nearest folder above it that is there; links are followed. */
export const nearestThere = async (path: string): Promise<string> => {
	let at = path;
	while ((await deviceOf(at)) === undefined && dirname(at) !== at) at = dirname(at);
	return at;
};

/** Number of the device that `path` is on; undefined when it is not there, or can't be seen. */
export const deviceOf = async (path: string): Promise<number | undefined> => {
	try {
		return (await stat(path)).dev;
	} catch {
		return undefined;
	}
};

/**
 * What is at `path`: the size of a file, 0 for anything else that is in the way, also a file where
 * a folder should be; 'none' when there is nothing; undefined when it can't be told.
 */
export const sizeAt = async (path: string): Promise<number | 'none' | undefined> => {
	try {
		const found = await lstat(path);
		return found.isFile() ? found.size : 0;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT') return 'none';
		return code === 'ENOTDIR' ? 0 : undefined;
	}
};

/** The file or folder itself, links not followed; undefined when it can’t be seen. */
export const inodeAt = async (path: string): Promise<Inode | undefined> => {
	try {
		const {dev, ino, nlink, blocks} = await lstat(path);
		// The system counts in blocks of 512 bytes, whatever the disk does.
		return {id: `${dev}:${ino}`, links: nlink, bytes: blocks * 512};
	} catch {
		return undefined;
	}
};
