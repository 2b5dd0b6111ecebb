import type {FacetName} from '../filter/terms.ts';
import {type FacetValue, type FacetWorld, facets, type Order} from './facets.ts';

/** One line of the pane. */
export type FacetLine = {
	/** Its own among all lines, and the same for as long as its value is there. */
	key: string;
	facet: FacetName;
} & ({kind: 'title'; title: string} | ({kind: 'value'} & FacetValue));

export type FacetLines = {
	all: readonly FacetLine[];
	/** -1 when there is no such line. */
	indexOf: (key: string) => number;
};

export const linesOf = (world: FacetWorld, order: Order): FacetLines => {
	const all = facets.flatMap(({name: facet, title, values}): FacetLine[] => {
		const found = values(world, order);
		if (found.length === 0) return [];
		return [
			{kind: 'title', key: `#${facet}`, facet, title},
			...found.map(value => ({
				...{kind: 'value' as const, key: `${facet}:${value.value ?? '*'}`, facet},
				...value,
			})),
		];
	});
	const places = new Map(all.map(({key}, i) => [key, i]));
	return {all, indexOf: key => places.get(key) ?? -1};
};
