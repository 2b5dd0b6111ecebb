import type {FacetValue} from './facets.ts';

/**
 * Categories with those below them, as "linux" has "linux/server": each after the one that it is
 * in. Where no such category exists, a slash is part of a name.
 */
export const nestCategories = (
	names: readonly string[],
	order: (a: string, b: string) => number,
): FacetValue[] => {
	const known = new Set(names);
	const below = Map.groupBy(names, name => parentAmong(known, name));
	const listed: FacetValue[] = [];
	const list = (parent: string, depth: number): void => {
		for (const name of (below.get(parent) ?? []).toSorted(order)) {
			const label = (parent === '' ? '' : name.slice(parent.length + 1)) || name;
			listed.push({value: name, label, depth});
			list(name, depth + 1);
		}
	};
	list('', 0);
	return listed;
};

/** The nearest category that holds it; '' when none does. */
const parentAmong = (known: ReadonlySet<string>, name: string): string => {
	let at = name.lastIndexOf('/');
	while (at > 0 && !known.has(name.slice(0, at))) at = name.lastIndexOf('/', at - 1);
	return at > 0 ? name.slice(0, at) : '';
};
