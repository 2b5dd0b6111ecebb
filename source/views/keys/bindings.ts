import type {ScreenState} from '../../hooks/screen-state.ts';
import type {Binding, Scope} from '../scene.ts';
import {keyName} from './key-name.ts';

type Where = Pick<ScreenState, 'view' | 'panes'>;

/** The keys as the settings have them. */
export type Bindings = {
	/** The rows that work now; one whose keys all mean something nearer is not among them. */
	working: (where: Where) => Binding[];
	find: (where: Where, key: string) => Binding | undefined;
};

export const createBindings = (rows: readonly Binding[]): Bindings => {
	const byScope: ReadonlyMap<Scope, readonly Binding[]> = Map.groupBy(rows, row => row.in);
	return {
		working: where => {
			const taken = new Set<string>();
			return scopesOf(where)
				.flatMap(scope => byScope.get(scope) ?? [])
				.filter(row => {
					const works = row.keys.some(key => !taken.has(key));
					for (const key of row.keys) taken.add(key);
					return works;
				});
		},
		find: (where, key) => {
			for (const scope of scopesOf(where)) {
				const found = byScope.get(scope)?.find(row => row.keys.includes(key));
				if (found) return found;
			}
			return undefined;
		},
	};
};

/** Where keys are looked up, in this order: what has the focus, what it stands in, the program. */
const scopesOf = ({view, panes}: Where): Scope[] => {
	if (view !== 'torrents') return [view, 'everywhere'];
	if (panes.focus === 'facets') return ['facets', 'everywhere'];
	if (panes.focus === 'list') return ['torrents', 'everywhere'];
	return [`details ${panes.details.tab}`, 'details', 'torrents', 'everywhere'];
};

/** Two rows of one place have the same key. A tab of the details may take keys of the list. */
export const clashIn = (rows: readonly Binding[]): string | undefined => {
	for (const [scope, inScope] of Map.groupBy(rows, row => row.in)) {
		const others = scope.startsWith('details') || scope === 'everywhere' ? [] : everywhere(rows);
		const clash = firstClash([...inScope, ...others]);
		if (clash) return clash;
	}
	return undefined;
};

const everywhere = (rows: readonly Binding[]): Binding[] =>
	rows.filter(row => row.in === 'everywhere');

const firstClash = (rows: readonly Binding[]): string | undefined => {
	const owners = new Map<string, Binding>();
	for (const row of rows) {
		for (const key of row.keys) {
			const owner = owners.get(key);
			if (owner) return `${keyName(key)} is both “${owner.label}” and “${row.label}”`;
			owners.set(key, row);
		}
	}
	return undefined;
};
