/** Starts at a root: `/x`, `C:\x`, or a share of Windows. */
export const isAbsolute = (path: string): boolean => /^(\/|[a-z]:[\\/]|\\\\)/i.test(path);

/** Why it can’t be sent as a place; undefined: it can. */
export const notAbsolute = (path: string): string | undefined =>
	isAbsolute(path) ? undefined : 'The place must be a path from the root, as the server sees it.';
