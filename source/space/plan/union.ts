/** Which items belong together, told pair by pair (union-find). */
export type Union = {
	join: (one: number, other: number) => void;
	rootOf: (item: number) => number;
};

export const createUnion = (count: number): Union => {
	const parent = Int32Array.from({length: count}, (_, item) => item);
	const rootOf = (item: number): number => {
		let root = item;
		while (parent[root] !== root) root = parent[root] ?? root;
		let at = item;
		while (at !== root) {
			const next = parent[at] ?? root;
			parent[at] = root;
			at = next;
		}
		return root;
	};
	return {
		rootOf,
		join: (one, other) => {
			const [a, b] = [rootOf(one), rootOf(other)];
			// The earlier one leads, so that the result does not hang on the order of the pairs.
			if (a < b) parent[b] = a;
			else parent[a] = b;
		},
	};
};
