import {isWithin} from '../../source/space/paths.ts';

/** The files of the simulated machine: which data lie where, and whether they are good. */
export type SimFile = {
	/** Which data it should hold. */
	data: string;
	size: number;
	/** A torn copy has the right size, too. */
	good: boolean;
	/** Seconds; when it came to be. */
	since: number;
};

export type Disks = {
	hddMounted: boolean;
	ssdMounted: boolean;
	hddSize: number;
	at: (path: string) => SimFile | undefined;
	put: (path: string, file: SimFile) => void;
	remove: (path: string) => void;
	free: (path: string) => number;
	/** Every copy, whether it can be seen now or not. */
	copies: (data: string) => readonly SimFile[];
	/** On the HDD itself, not in the folder below its mount point. */
	onHdd: (path: string) => SimFile | undefined;
	paths: () => readonly string[];
};

export const createDisks = (): Disks => {
	const files = new Map<string, SimFile>();
	/** An unmounted disk leaves a folder on the system’s own. */
	const device = (path: string): string => {
		if (isWithin(path, '/ssd')) return disks.ssdMounted ? 'ssd' : 'root';
		return isWithin(path, '/hdd') && disks.hddMounted ? 'hdd' : 'root';
	};
	const key = (path: string): string => `${device(path)}:${path}`;
	const disks: Disks = {
		hddMounted: true,
		ssdMounted: true,
		hddSize: 1000,
		at: path => files.get(key(path)),
		put: (path, file) => void files.set(key(path), file),
		remove: path => void files.delete(key(path)),
		free: path => {
			const name = device(path);
			const size = name === 'hdd' ? disks.hddSize : 10_000;
			let used = 0;
			for (const [where, file] of files) if (where.startsWith(`${name}:`)) used += file.size;
			return size - used;
		},
		copies: data => [...files.values()].filter(file => file.data === data),
		onHdd: path => files.get(`hdd:${path}`),
		paths: () => [...files.keys()].map(where => where.slice(where.indexOf(':') + 1)),
	};
	return disks;
};
