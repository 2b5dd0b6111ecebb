/** The two disks of the demo's NAS. */
export const incoming = '/ssd/incoming';
export const archive = '/hdd';

export type Disk = '/ssd' | '/hdd';

/** Bytes that are free when the demo starts; what the torrents take comes on top. */
export const freeAtStart: Record<Disk, number> = {'/ssd': 212e9, '/hdd': 6.3e12};

const isUnder = (path: string, folder: string): boolean =>
	path === folder || path.startsWith(`${folder}/`);

export const diskOf = (path: string): Disk | undefined => {
	if (isUnder(path, '/ssd')) return '/ssd';
	return isUnder(path, '/hdd') ? '/hdd' : undefined;
};

/** Without `//`, `/.` and the slash at the end. */
export const tidy = (path: string): string => {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
};

/** A relative path is below the default one, as on the server. */
export const resolve = (path: string, base = incoming): string =>
	tidy(path.startsWith('/') ? path : `${base}/${path}`);

export const join = (folder: string, name: string): string =>
	name === '' ? folder : `${folder}/${name}`;
