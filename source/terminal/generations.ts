/** A cache of two generations: what the last thousand questions needed stays, the rest goes. */
export function createGenerations<Value>(make: (key: string) => Value, limit = 1024) {
	let young = new Map<string, Value>();
	let old = new Map<string, Value>();
	return (key: string): Value => {
		const known = young.get(key);
		if (known !== undefined) {
			return known;
		}

		if (young.size >= limit) {
			old = young;
			young = new Map();
		}

		const value = old.get(key) ?? make(key);
		young.set(key, value);
		return value;
	};
}
