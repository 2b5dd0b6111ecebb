import {contentAt} from './directory.ts';
import {diskOf, resolve} from './disks.ts';
import {free, type World} from './world.ts';

/** The demo’s disks as a machine sees them that has them mounted: nothing of the real ones. */

/** Of a file what is written of it; a folder that holds files takes nothing. */
export const inodeOf = (
	world: World,
	path: string,
): {id: string; links: number; bytes: number} | undefined => {
	const found = contentAt(world, path);
	if (found.length === 0) return undefined;
	const bytes = found.find(file => file.path === path)?.size ?? 0;
	return {id: `demo:${path}`, links: 1, bytes};
};

export const spaceOf = (world: World, path: string): {free: number; size: number} | undefined => {
	const disk = diskOf(resolve(path));
	return disk && {free: free(world, disk), size: world.capacity[disk]};
};
