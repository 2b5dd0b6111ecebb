import {statfs} from 'node:fs/promises';

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
