import {statfsSync} from 'node:fs';
import {StoreError} from './errors.ts';

/**
 * TABLE of file systems on which locks and the order of writes can’t be relied upon, by the number
 * that Linux gives them (statfs(2), linux/magic.h). SQLite says so of itself: sqlite.org/wal.html.
 */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
	[0x6969, 'NFS'],
	[0x517b, 'SMB'],
	[0xff534d42, 'CIFS'],
	[0xfe534d42, 'SMB2'],
	[0x65735546, 'FUSE'],
	[0x01021997, '9P'],
	[0x00c36400, 'Ceph'],
	[0x5346414f, 'AFS'],
	[0x0bd00bd0, 'Lustre'],
	[0x01161970, 'GFS2'],
	[0x7461636f, 'OCFS2'],
]);

/** The number of the file system that holds a folder. */
export type AskFileSystem = (folder: string) => number;

const askFileSystem: AskFileSystem = folder => statfsSync(folder).type;

/** Its name when it is one of those; undefined for a disk of this machine. */
export const networkFileSystemOf = (
	folder: string,
	ask: AskFileSystem = askFileSystem,
): string | undefined =>
	process.platform === 'linux' ? networkFileSystems.get(ask(folder) >>> 0) : undefined;

export const refuseNetwork = (folder: string, name: string): StoreError =>
	new StoreError(
		'NetworkFileSystem',
		`The state folder ${folder} is on a ${name} file system: there a lock may not hold and a power cut may lose what was stored.`,
		{
			advice: [
				'Set state_dir to a folder on a disk of this machine.',
				'Or, if it is safe there, set state_dir_on_network to true.',
			],
		},
	);
