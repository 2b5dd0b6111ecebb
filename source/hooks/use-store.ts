import {useMemo, useRef, useSyncExternalStore} from 'react';
import type {Store} from '../qbit/store.ts';

type Source = Pick<Store<unknown>, 'subscribe'>;

/** The store's value, and a new frame whenever it changes. */
export const useStore = <Value>(store: Store<Value>): Value =>
	useSyncExternalStore(store.subscribe, store.get);

/**
 * What `derive` makes of the stores, and a new frame only when that comes out another: a poll that
 * brings nothing for the eye draws nothing.
 */
export const useDerived = <Value>(
	sources: readonly Source[],
	derive: () => Value,
	same: (a: Value, b: Value) => boolean,
): Value => {
	const latest = useRef<{value: Value} | undefined>(undefined);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the list is new each time, the stores are not
	const subscribe = useMemo(() => subscribeToAll(sources), sources);
	return useSyncExternalStore(subscribe, () => {
		const value = derive();
		if (latest.current && same(latest.current.value, value)) return latest.current.value;
		latest.current = {value};
		return value;
	});
};

const subscribeToAll =
	(sources: readonly Source[]) =>
	(listener: () => void): (() => void) => {
		const ends = sources.map(source => source.subscribe(listener));
		return () => {
			for (const end of ends) end();
		};
	};

/** Equal item by item. */
export const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
	a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
