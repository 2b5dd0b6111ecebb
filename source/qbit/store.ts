/** The one shape of state that changes over time: the server's mirror and the orchestrator's. */
export type Store<Value> = {
	get: () => Value;
	set: (value: Value) => void;
	/** Calls `listener` after each change; returns how to stop that. */
	subscribe: (listener: () => void) => () => void;
};

export const createStore = <Value>(initial: Value): Store<Value> => {
	let current = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => current,
		set: value => {
			if (Object.is(value, current)) return;
			current = value;
			for (const listener of listeners) listener();
		},
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
