import {useSyncExternalStore} from 'react';
import type {Store} from '../qbit/store.ts';

/** The store's value, and a new frame whenever it changes. */
export const useStore = <Value>(store: Store<Value>): Value =>
	useSyncExternalStore(store.subscribe, store.get);
