/** Bytes that a name in a folder may have, on every file system that matters here. */
const longest = 255;

/** Why a path below a folder can’t be used; undefined when each of its names is plain. */
export const wrongSegment = (path: string): string | undefined => {
	for (const segment of path.split('/')) {
		if (segment === '') return 'a name in it is empty';
		if (segment === '.' || segment === '..') return `“${segment}” is no name of a folder`;
		if (/[\0-\x1f\x7f]/.test(segment)) return 'a name in it holds a control character';
		if (segment.includes('\\')) return 'a name in it holds a backslash';
		if (Buffer.byteLength(segment) > longest) return `a name in it is longer than ${longest} bytes`;
	}
	return undefined;
};
